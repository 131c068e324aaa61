import { Anchor, Badge, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import type { JobId } from '@shared/domain/ids';
import { isEnded } from '@shared/domain/jobState';
import { formatRoute } from '../../client/route';
import { startJob } from '../../client/startJob';
import { useOutis } from '../../client/outisContext';
import { useAction } from '../../client/useAction';
import { useJobs } from '../../client/useJobs';
import { useRuns } from '../../client/useLists';
import { formatPercent } from '../../ui/format';

/** What the newest quality card says of a set, or the way to one. */
export function QualityChips(props: { readonly set: SetSummary }): ReactNode {
  const { set } = props;
  const outis = useOutis();
  const runs = useRuns().data ?? [];
  const isUnderWay = useJobs().records.some(
    ({ spec, state }) => (spec.kind === 'card' || spec.kind === 'score') && spec.setId === set.id && !isEnded(state),
  );
  const compute = useAction(async () => {
    const statuses = await outis.client.call('score.status', { setId: set.id });
    const isScored = ['judge', 'relations'].every((scorer) =>
      statuses.some((status) => status.scorer === scorer && status.state === 'fresh'),
    );
    // Heavy jobs wait for each other: the card follows the scores.
    if (!isScored) await startJob(outis, { kind: 'score', setId: set.id });
    await startJob(outis, { kind: 'card', setId: set.id });
  });
  const newest = runs
    .flatMap(({ record, report }) => (report?.kind === 'card' && report.setId === set.id ? [{ record, report }] : []))
    .sort((a, b) => b.record.createdAt.localeCompare(a.record.createdAt))[0];
  if (newest === undefined)
    return (
      <Text size="xs" c="dimmed">
        Quality {isUnderWay ? 'is being computed' : 'not computed'}
        {!isUnderWay && set.state === 'complete' && (
          <>
            {' · '}
            <Anchor
              component="button"
              type="button"
              size="xs"
              onClick={() => compute.run()}
              disabled={compute.isRunning}
            >
              Compute
            </Anchor>
          </>
        )}
        {compute.error !== undefined && <span role="alert"> · {compute.error.message}</span>}
      </Text>
    );
  const { separability, variety, nearestReal, curationRevision } = newest.report;
  const isOld = curationRevision !== set.revision;
  return (
    <Group gap={4} wrap="wrap" title={isOld ? 'Decisions have changed since this was computed.' : undefined}>
      {separability !== null && <Chip run={newest.record.id}>EER {formatPercent(separability.eer.value)}</Chip>}
      {variety.uniqueness !== null && <Chip run={newest.record.id}>Unique {formatPercent(variety.uniqueness, 0)}</Chip>}
      {nearestReal !== null && <Chip run={newest.record.id}>Real p99 {nearestReal.p99.toFixed(2)}</Chip>}
      {isOld && !isUnderWay && (
        <Anchor component="button" type="button" size="xs" onClick={() => compute.run()}>
          Renew
        </Anchor>
      )}
    </Group>
  );
}

function Chip(props: { readonly run: JobId; readonly children: ReactNode }): ReactNode {
  return (
    <Badge
      component="a"
      href={formatRoute({ page: 'reports', runId: props.run })}
      size="sm"
      variant="light"
      color="gray"
      tt="none"
      style={{ cursor: 'pointer' }}
    >
      {props.children}
    </Badge>
  );
}
