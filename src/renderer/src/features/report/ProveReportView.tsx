import { Group, Stack } from '@mantine/core';
import { IconAlertTriangle, IconQuestionMark, IconRosetteDiscountCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ProveReport } from '@shared/domain/report';
import { useQuery } from '../../client/useQuery';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Notice } from '../../ui/Notice';
import { Panel } from '../../ui/Panel';
import { StatValue } from '../../ui/StatValue';
import { formatCount } from '../../ui/format';
import { CertificateView } from './CertificateView';
import { PathReasonPanel } from './PathReasonPanel';
import { ProveAgain } from './ProveAgain';

/** Samples rendered again from the manifest alone and compared byte for byte, with the certificate of it. */
export function ProveReportView(props: { readonly report: ProveReport }): ReactNode {
  const { report } = props;
  const certificate = useQuery('run.certificate', report.runId);
  const synthetic = certificate.data?.export.synthetic;
  return (
    <Stack gap="lg">
      <Verdict report={report} />
      <Panel>
        <Group gap="xl">
          <StatValue label="Rendered again" value={formatCount(report.checked)} unit="samples" />
          {synthetic !== undefined && <StatValue label="Synthetic in the export" value={formatCount(synthetic)} />}
          <StatValue label="Identical to the byte" value={formatCount(report.identical)} />
          <StatValue label="Different or missing" value={formatCount(report.different.length)} />
        </Group>
        <ProveAgain exportDir={report.exportDir} total={synthetic ?? null} />
      </Panel>
      <PathReasonPanel title="Different" entries={report.different} />
      {certificate.error !== undefined && <ErrorPanel error={certificate.error} />}
      {certificate.data !== undefined && certificate.data !== null && (
        <CertificateView certificate={certificate.data} report={report} />
      )}
    </Stack>
  );
}

function Verdict(props: { readonly report: ProveReport }): ReactNode {
  switch (props.report.verdict) {
    case 'proven':
      return (
        <Notice tone="good" icon={<IconRosetteDiscountCheck size={20} />} title="Proven" testId="prove-verdict">
          Each sample that was checked came out again, byte for byte, from the recipe alone. No one stood in front of a
          camera for them.
        </Notice>
      );
    case 'refuted':
      return (
        <Notice tone="bad" icon={<IconAlertTriangle size={20} />} title="Refuted" testId="prove-verdict">
          Some samples are not what the recipe gives. They were changed, or did not come from this generator.
        </Notice>
      );
    case 'not-comparable':
      return (
        <Notice tone="caution" icon={<IconQuestionMark size={20} />} title="Not comparable" testId="prove-verdict">
          The export was made by another version of the generator, so its bytes can neither be proven nor refuted with
          this one.
        </Notice>
      );
  }
}
