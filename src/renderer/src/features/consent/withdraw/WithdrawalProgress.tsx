import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { JobId } from '@shared/domain/ids';
import type { DestructionCertificate } from '@shared/domain/withdrawalPlan';
import { useOutis } from '../../../client/outisContext';
import { useAction } from '../../../client/useAction';
import { useJob } from '../../../client/useJobs';
import { useQuery } from '../../../client/useQuery';
import { ReissueButton } from '../../../client/withdrawals/ReissueButton';
import { SavePapers } from '../../../client/SavePapers';
import { DestructionView } from '../../../ui/DestructionView';
import { ErrorPanel } from '../../../ui/ErrorPanel';
import { JobProgressBar } from '../../../ui/JobProgressBar';
import { Notice } from '../../../ui/Notice';

/** The withdrawal while it works, what to do when it stopped, and its certificate. */
export function WithdrawalProgress(props: { readonly jobId: JobId; readonly onClose: () => void }): ReactNode {
  const { jobId, onClose } = props;
  const { client } = useOutis();
  const job = useJob(jobId);
  const isDone = job?.state.status === 'succeeded';
  const report = useQuery('run.report', jobId, isDone);
  const resume = useAction(() => client.call('job.resume', jobId));
  const status = job?.state.status;
  const hasStopped = status === 'failed' || status === 'cancelled' || status === 'interrupted';
  return (
    <Stack gap="md">
      {job !== undefined && !isDone && !hasStopped && <JobProgressBar record={job} />}
      {job?.state.status === 'failed' && <ErrorPanel error={job.state.error} />}
      {hasStopped && (
        <Notice tone="caution" title="The withdrawal is not finished">
          <Text size="sm" mb={8}>
            If it was entered into the register, nothing uses the pictures any more; resuming goes on where it stopped.
          </Text>
          <Button size="compact-sm" variant="default" loading={resume.isRunning} onClick={() => resume.run()}>
            Resume
          </Button>
        </Notice>
      )}
      {resume.error !== undefined && <ErrorPanel error={resume.error} />}
      {report.error !== undefined && <ErrorPanel error={report.error} />}
      {report.data?.kind === 'withdraw' && <Done certificate={report.data} jobId={jobId} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {isDone ? 'Close' : 'Close; the work goes on'}
        </Button>
      </Group>
    </Stack>
  );
}

function Done(props: { readonly certificate: DestructionCertificate; readonly jobId: JobId }): ReactNode {
  const { certificate, jobId } = props;
  return (
    <>
      <Group gap="sm" align="flex-start">
        <SavePapers runId={jobId} what="certificate" />
        {certificate.exports.map(({ directory, name }) => (
          <ReissueButton
            key={directory}
            directory={directory}
            label={`Make the reissued version of ${name}`}
            isCompact={false}
          />
        ))}
      </Group>
      <DestructionView certificate={certificate} />
    </>
  );
}
