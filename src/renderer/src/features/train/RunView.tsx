import { Button, Group, Stack, Text } from '@mantine/core';
import { IconChartHistogram, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { isEnded } from '@shared/domain/jobState';
import type { JobRecord } from '@shared/domain/jobState';
import { useOutis } from '../../client/outisContext';
import { useAction } from '../../client/useAction';
import { useLiveMetrics } from '../../client/useJobs';
import { useQuery } from '../../client/useQuery';
import { useNavigate } from '../../client/useRoute';
import { SupersededNotice } from '../../client/withdrawals/SupersededNotice';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { JobProgressBar } from '../../ui/JobProgressBar';
import { Panel } from '../../ui/Panel';
import { StatValue } from '../../ui/StatValue';
import { LineChart } from '../../ui/charts/LineChart';
import { formatNumber, formatPercent } from '../../ui/format';
import { JOB_STATE_WORD } from '../../ui/words';
import { VerifyPanel } from './VerifyPanel';
import { metricSeries } from './metricSeries';
import classes from './Train.module.css';

/** One training run: state and curves while it learns, verification when it has learned. */
export function RunView(props: { readonly record: JobRecord; readonly sets: readonly SetSummary[] }): ReactNode {
  const { record, sets } = props;
  const { client, queries, jobs } = useOutis();
  const navigate = useNavigate();
  const live = useLiveMetrics(record.id);
  const stored = useQuery('run.metrics', record.id);
  // Points may have been missed: the file has them all.
  useEffect(() => queries.invalidate('run.metrics'), [queries, live.epoch]);
  const series = metricSeries(stored.data ?? [], live.points);
  const { state } = record;
  const act = useAction(async (name: 'job.cancel' | 'job.resume') => {
    await client.call(name, record.id);
    await jobs.reload();
  });
  const canResume =
    (state.status === 'cancelled' || state.status === 'failed' || state.status === 'interrupted') && state.resumable;
  const last = (name: string): number | undefined => series.get(name)?.at(-1)?.y;

  return (
    <>
      <Panel
        title={record.title}
        testId={`run-${record.id}`}
        right={
          <Group gap={6} wrap="nowrap">
            {(state.status === 'running' || state.status === 'queued') && (
              <Button
                size="xs"
                variant="default"
                leftSection={<IconPlayerStop size={15} />}
                loading={act.isRunning}
                onClick={() => act.run('job.cancel')}
              >
                Cancel
              </Button>
            )}
            {canResume && (
              <Button
                size="xs"
                leftSection={<IconPlayerPlay size={15} />}
                loading={act.isRunning}
                onClick={() => act.run('job.resume')}
              >
                Resume
              </Button>
            )}
            {state.status === 'succeeded' && (
              <Button
                size="xs"
                variant="default"
                leftSection={<IconChartHistogram size={15} />}
                onClick={() => navigate({ page: 'reports', runId: record.id })}
              >
                Report
              </Button>
            )}
          </Group>
        }
      >
        <Stack gap="md">
          <SupersededNotice thing={{ type: 'model', runId: record.id }} />
          {isEnded(state) ? (
            <Text size="sm">{state.status === 'succeeded' ? state.outcome.summary : JOB_STATE_WORD[state.status]}</Text>
          ) : (
            <JobProgressBar record={record} />
          )}
          {state.status === 'failed' && <ErrorPanel error={state.error} />}
          {act.error !== undefined && <ErrorPanel error={act.error} />}
          {stored.error !== undefined && <ErrorPanel error={stored.error} />}
          <Group gap="xl">
            <StatValue label="Loss" value={formatNumber(last('loss') ?? NaN)} />
            <StatValue label="Training accuracy" value={shareOf(last('trainAccuracy'))} />
            {series.has('devAccuracy') && (
              <StatValue label="Development accuracy" value={shareOf(last('devAccuracy'))} />
            )}
            <StatValue label="Rate" value={formatNumber(last('imagesPerSecond') ?? NaN)} unit="images/s" />
            <StatValue label="Waiting for data" value={shareOf(last('loaderStall'))} />
          </Group>
          <div className={classes.charts}>
            <LineChart
              title="Loss over steps"
              xLabel="step"
              series={[{ name: 'loss', points: series.get('loss') ?? [] }]}
            />
            <LineChart
              title="Accuracy over steps"
              xLabel="step"
              include={[0, 1]}
              formatY={(value) => formatPercent(value, 0)}
              series={[
                { name: 'training accuracy', points: series.get('trainAccuracy') ?? [] },
                ...(series.has('devAccuracy')
                  ? [{ name: 'development accuracy', points: series.get('devAccuracy') ?? [] }]
                  : []),
              ]}
            />
            <LineChart
              title="Learning rate over steps"
              xLabel="step"
              include={[0]}
              series={[{ name: 'learning rate', points: series.get('learningRate') ?? [] }]}
            />
            <LineChart
              title="Images per second over steps"
              xLabel="step"
              include={[0]}
              series={[{ name: 'images/s', points: series.get('imagesPerSecond') ?? [] }]}
            />
          </div>
        </Stack>
      </Panel>
      {state.status === 'succeeded' && <VerifyPanel runId={record.id} sets={sets} />}
    </>
  );
}

const shareOf = (value: number | undefined): string => (value === undefined ? '–' : formatPercent(value));
