import { Group, Stack } from '@mantine/core';
import { IconAlertTriangle, IconQuestionMark, IconRosetteDiscountCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ProveReport } from '@shared/domain/report';
import { Notice } from '../../ui/Notice';
import { Panel } from '../../ui/Panel';
import { StatValue } from '../../ui/StatValue';
import { formatCount } from '../../ui/format';
import { PathReasonPanel } from './PathReasonPanel';
import { FactTable } from './FactTable';

/** Samples rendered again from the manifest alone and compared byte for byte. */
export function ProveReportView(props: { readonly report: ProveReport }): ReactNode {
  const { report } = props;
  return (
    <Stack gap="lg">
      <Verdict report={report} />
      <Panel>
        <Group gap="xl" mb="md">
          <StatValue label="Rendered again" value={formatCount(report.checked)} unit="samples" />
          <StatValue label="Identical to the byte" value={formatCount(report.identical)} />
          <StatValue label="Different or missing" value={formatCount(report.different.length)} />
        </Group>
        <FactTable
          facts={[
            ['Export', report.exportDir],
            ['Manifest SHA-256', report.manifestSha256],
            [
              'Generator',
              report.fingerprintMatches
                ? 'the very one that made the export'
                : 'another version than the one that made the export',
            ],
          ]}
        />
      </Panel>
      <PathReasonPanel title="Different" entries={report.different} />
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
