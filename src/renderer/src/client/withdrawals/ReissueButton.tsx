import { Button, Stack } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { JobId } from '@shared/domain/ids';
import { isEnded } from '@shared/domain/jobState';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { useOutis } from '../outisContext';
import { startJob } from '../startJob';
import { useAction } from '../useAction';
import { useJob } from '../useJobs';
import { useSupersessions } from './useSupersessions';

/** Makes a superseded export again, without who has withdrawn; nothing where that was done or need not be. */
export function ReissueButton(props: {
  readonly directory: string;
  readonly label?: string;
  readonly isCompact?: boolean;
}): ReactNode {
  const { directory, label = 'Make the reissued version', isCompact = true } = props;
  const outis = useOutis();
  const marks = useSupersessions({ type: 'export', directory });
  const [jobId, setJobId] = useState<JobId | null>(null);
  const job = useJob(jobId);
  const reissue = useAction(async () => {
    setJobId(await startJob(outis, await outis.client.call('withdrawal.reissue', { directory })));
  });
  if (marks.length === 0 || marks.at(-1)?.replacedBy !== null) return null;
  const isRunning = reissue.isRunning || (job !== undefined && !isEnded(job.state));
  const failed = job?.state.status === 'failed' ? job.state.error : undefined;
  const error = reissue.error ?? failed;
  return (
    <Stack gap={6}>
      <Button
        size={isCompact ? 'compact-sm' : 'sm'}
        variant="default"
        leftSection={<IconRefresh size={15} />}
        loading={isRunning}
        onClick={() => reissue.run()}
      >
        {label}
      </Button>
      {error !== undefined && <ErrorPanel error={error} />}
    </Stack>
  );
}
