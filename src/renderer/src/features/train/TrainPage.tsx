import { Stack } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { JobId, SetId } from '@shared/domain/ids';
import { isEnded } from '@shared/domain/jobState';
import { useJobs } from '../../client/useJobs';
import { useRuns, useSets } from '../../client/useLists';
import { useNavigate } from '../../client/useRoute';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Page } from '../../ui/Page';
import { RunView } from './RunView';
import { TrainForm } from './TrainForm';
import classes from './Train.module.css';

/** Recipe of a run on the left, the run itself on the right. */
export function TrainPage(props: { readonly runId: JobId | null; readonly setId: SetId | null }): ReactNode {
  const sets = useSets();
  const runs = useRuns();
  const { records } = useJobs();
  const navigate = useNavigate();
  const training = records.filter(({ spec }) => spec.kind === 'train');
  const shown =
    training.find(({ id }) => id === props.runId) ??
    runs.data?.find(({ record }) => record.id === props.runId)?.record ??
    training.find(({ state }) => !isEnded(state)) ??
    training[0];
  const usable = (sets.data ?? []).filter(({ state }) => state === 'complete');
  return (
    <Page
      name="train"
      title="Train"
      subtitle="Learns a recogniser from the samples you kept, on this machine, and then says how well it tells people apart."
      width={1500}
    >
      {sets.error !== undefined && <ErrorPanel error={sets.error} />}
      {sets.data !== undefined && usable.length === 0 ? (
        <EmptyState icon={<IconStack2 size={44} stroke={1.3} />} title="Nothing to train on yet">
          Finish a synthetic set or import a consented one first.
        </EmptyState>
      ) : (
        <div className={classes.columns}>
          {usable.length > 0 && (
            <TrainForm
              sets={usable}
              first={props.setId}
              onStarted={(runId) => navigate({ page: 'train', runId, setId: props.setId })}
            />
          )}
          <Stack>
            {shown === undefined ? (
              <EmptyState icon={<IconStack2 size={44} stroke={1.3} />} title="No run yet">
                Choose the sets on the left and start; loss, accuracy and time left are drawn here while it learns.
              </EmptyState>
            ) : (
              <RunView key={shown.id} record={shown} sets={usable} />
            )}
          </Stack>
        </div>
      )}
    </Page>
  );
}
