import { Anchor, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconFolderOpen, IconPhoto, IconPrinter } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { JobId } from '@shared/domain/ids';
import { isEnded } from '@shared/domain/jobState';
import type { RunReport } from '@shared/domain/report';
import { formatRoute } from '../../client/route';
import { useOutis } from '../../client/outisContext';
import { useAction } from '../../client/useAction';
import { useJob } from '../../client/useJobs';
import { useRuns } from '../../client/useLists';
import { useQuery } from '../../client/useQuery';
import { SavePapers } from '../../client/SavePapers';
import { SupersededNotice } from '../../client/withdrawals/SupersededNotice';
import { DestructionView } from '../../ui/DestructionView';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { JobProgressBar } from '../../ui/JobProgressBar';
import { Page } from '../../ui/Page';
import { Panel } from '../../ui/Panel';
import { formatMoment } from '../../ui/format';
import { runTitle } from '../../ui/verdict';
import { JOB_STATE_WORD, JOB_WORD } from '../../ui/words';
import { AuditReportView } from './AuditReportView';
import { CardReportView } from './CardReportView';
import { PrivacyReportView } from './PrivacyReportView';
import { ProveReportView } from './ProveReportView';
import { TrainReportView } from './TrainReportView';
import { TwinReportView } from './TwinReportView';
import { VerifyReportView } from './VerifyReportView';

/** The report of one run, or the run itself while there is none. */
export function ReportView(props: { readonly runId: JobId }): ReactNode {
  const { runId } = props;
  const { client } = useOutis();
  const report = useQuery('run.report', runId);
  const runs = useRuns();
  const live = useJob(runId);
  const record = live ?? runs.data?.find((run) => run.record.id === runId)?.record;
  const runDir = record?.state.status === 'succeeded' ? record.state.outcome.runDir : null;
  const reveal = useAction((path: string) => client.call('shell.reveal', { path }));
  const error = report.error ?? reveal.error;
  return (
    <Page
      name="reports"
      title={record === undefined ? 'Report' : runTitle(record, report.data ?? null)}
      subtitle={
        record === undefined ? undefined : `${JOB_WORD[record.spec.kind]} · begun ${formatMoment(record.createdAt)}`
      }
      width={1240}
      actions={
        <>
          <Button
            component="a"
            href={formatRoute({ page: 'reports', runId: null })}
            variant="default"
            leftSection={<IconArrowLeft size={16} />}
          >
            All reports
          </Button>
          {(report.data?.kind === 'twin' || report.data?.kind === 'card' || report.data?.kind === 'privacy') && (
            <Button
              component="a"
              href={formatRoute({ page: 'gallery', setId: report.data.setId })}
              variant="default"
              leftSection={<IconPhoto size={16} />}
            >
              Open gallery
            </Button>
          )}
          {runDir !== null && (
            <Button variant="default" leftSection={<IconFolderOpen size={16} />} onClick={() => reveal.run(runDir)}>
              Open folder
            </Button>
          )}
          <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
            Print
          </Button>
        </>
      }
    >
      <Stack gap="lg">
        <SupersededNotice thing={{ type: record?.spec.kind === 'train' ? 'model' : 'report', runId }} />
        {error !== undefined && <ErrorPanel error={error} />}
        {record !== undefined && !isEnded(record.state) && (
          <Panel>
            <JobProgressBar record={record} />
          </Panel>
        )}
        {record?.state.status === 'failed' && <ErrorPanel error={record.state.error} />}
        {report.data === undefined && report.error === undefined && <Loader size="sm" aria-label="Loading" />}
        {report.data === null && record !== undefined && isEnded(record.state) && (
          <Text c="dimmed">
            This run is {JOB_STATE_WORD[record.state.status]} and left no report.{' '}
            {record.spec.kind === 'train' && (
              <Anchor href={formatRoute({ page: 'train', runId, setId: null })}>See its curves</Anchor>
            )}
          </Text>
        )}
        {report.data !== undefined && report.data !== null && body(report.data)}
        {record?.spec.kind === 'train' && report.data !== null && report.data !== undefined && (
          <Group>
            <Button component="a" href={formatRoute({ page: 'train', runId, setId: null })} variant="default">
              Curves and verification
            </Button>
          </Group>
        )}
      </Stack>
    </Page>
  );
}

function body(report: RunReport): ReactNode {
  switch (report.kind) {
    case 'train':
      return <TrainReportView report={report} />;
    case 'verify':
      return <VerifyReportView report={report} />;
    case 'prove':
      return <ProveReportView report={report} />;
    case 'twin':
      return <TwinReportView report={report} />;
    case 'card':
      return <CardReportView report={report} />;
    case 'audit':
      return <AuditReportView report={report} />;
    case 'privacy':
      return <PrivacyReportView report={report} />;
    case 'withdraw':
      return (
        <Stack>
          <SavePapers runId={report.runId} what="certificate" />
          <DestructionView certificate={report} />
        </Stack>
      );
    case 'doctor':
      return null;
  }
}
