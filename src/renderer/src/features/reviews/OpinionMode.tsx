import { Button, Center, Group, Loader, Progress, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { sampleUrl } from '@shared/contract/addresses';
import type { SliceView } from '@shared/contract/reviewViews';
import type { SetSummary } from '@shared/contract/views';
import type { Decision, ExclusionReason } from '@shared/domain/curation';
import type { SampleId } from '@shared/domain/ids';
import { toFailureDetail } from '@shared/lib/failure';
import type { FailureDetail } from '@shared/lib/failure';
import { actionOfKey, reasonOfKey } from '../../client/keyMap';
import { useOutis } from '../../client/outisContext';
import { useSampleTable } from '../../client/samples/useSampleTable';
import { useCurationSettings } from '../../client/useCurationSettings';
import { useKeyMap } from '../../client/useKeyMap';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { FaceImage } from '../../ui/FaceImage';
import { KeyLegend } from '../../ui/KeyLegend';
import { useKeyDown } from '../../ui/useKeyDown';
import { OpinionQueue, refreshReviews } from './useRecord';
import classes from './Reviews.module.css';

const SIBLINGS = 8;

/** A slice sample by sample, by single keys, without a sign of what was decided before. */
export function OpinionMode(props: {
  readonly set: SetSummary;
  readonly assignmentId: number;
  readonly onLeave: () => void;
}): ReactNode {
  const { set, assignmentId, onLeave } = props;
  const { client, queries } = useOutis();
  const [slice, setSlice] = useState<SliceView | null>(null);
  const [error, setError] = useState<FailureDetail>();
  const queue = useMemo(() => new OpinionQueue(client, (thrown) => setError(toFailureDetail(thrown))), [client]);
  useEffect(() => {
    let isCurrent = true;
    client.call('reviews.slice', { setId: set.id, assignment: assignmentId }).then(
      (answer) => isCurrent && setSlice(answer),
      (thrown: unknown) => isCurrent && setError(toFailureDetail(thrown)),
    );
    return () => {
      isCurrent = false;
    };
  }, [client, set.id, assignmentId]);
  const leave = (): void => {
    queue.settled().then(
      () => {
        refreshReviews(queries);
        onLeave();
      },
      () => onLeave(),
    );
  };
  return (
    <div className={classes.opinion} data-testid="page-reviews">
      <Group gap="sm" className={classes.opinionHead} wrap="nowrap">
        <Button size="xs" variant="default" leftSection={<IconArrowLeft size={15} />} onClick={leave}>
          Back to the records
        </Button>
        <Title order={1} fz="1rem">
          Second opinion
        </Title>
        {slice !== null && (
          <Text size="sm" c="dimmed" truncate>
            {slice.assignment.to} · {set.name}: {slice.assignment.words}
          </Text>
        )}
      </Group>
      {error !== undefined && <ErrorPanel error={error} onClose={() => setError(undefined)} />}
      {slice === null && error === undefined && (
        <Center h={240}>
          <Loader size="sm" aria-label="Loading the slice" />
        </Center>
      )}
      {slice !== null && <Judging set={set} slice={slice} queue={queue} onLeave={leave} />}
    </div>
  );
}

function Judging(props: {
  readonly set: SetSummary;
  readonly slice: SliceView;
  readonly queue: OpinionQueue;
  readonly onLeave: () => void;
}): ReactNode {
  const { set, slice, queue, onLeave } = props;
  const { samples, assignment } = slice;
  const keyMap = useKeyMap();
  const { reasons } = useCurationSettings();
  const [given, setGiven] = useState<ReadonlyMap<SampleId, Decision>>(
    () => new Map(slice.own.map(({ sample, decision }) => [sample, decision])),
  );
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      samples.findIndex((id) => !given.has(id)),
    ),
  );
  const sample = samples[at] ?? null;
  const isThrough = sample === null || (samples.length > 0 && given.size >= samples.length && at >= samples.length);

  const give = (decision: Decision, reason: ExclusionReason | null): void => {
    if (sample === null) return;
    queue.give({ setId: set.id, sample, decision, reason, who: assignment.to });
    const next = new Map(given);
    if (decision === 'undecided') next.delete(sample);
    else next.set(sample, decision);
    setGiven(next);
    setAt(at + 1);
  };
  useKeyDown((event) => {
    const reason = reasonOfKey(event, reasons);
    const action = actionOfKey(keyMap, event);
    if (event.key === 'Escape') onLeave();
    else if (action === 'back' || event.key === 'ArrowLeft') setAt(Math.max(0, at - 1));
    else if (event.key === 'ArrowRight') setAt(Math.min(samples.length, at + 1));
    else if (reason !== null) give('exclude', reason);
    else if (action !== null) give(action, null);
    else return false;
    return true;
  });

  const share = samples.length === 0 ? 100 : (100 * given.size) / samples.length;
  return (
    <>
      <Group gap="sm" px="md" wrap="nowrap">
        <Progress value={share} size="sm" style={{ flex: 1 }} aria-label="Judged" />
        <Text size="sm" c="dimmed" className="tabular" data-testid="opinion-progress">
          {given.size} of {samples.length} judged
        </Text>
      </Group>
      {isThrough ? (
        <EmptyState
          icon={<IconCircleCheck size={44} stroke={1.3} />}
          title={given.size >= samples.length ? 'All judged' : 'The end of the slice'}
          action={<Button onClick={onLeave}>Back to the records</Button>}
        >
          {given.size >= samples.length
            ? 'Where you differ from the first decision, both now stand in the list of disagreements.'
            : `${samples.length - given.size} were passed over; go back for them with the key for “back”.`}
        </EmptyState>
      ) : (
        <Face
          set={set}
          sample={sample}
          decision={given.get(sample) ?? null}
          position={`${at + 1} of ${samples.length}`}
        />
      )}
      <div className={classes.keys}>
        <KeyLegend
          entries={[
            { keys: keyMap.keep.slice(0, 1), text: 'keep' },
            { keys: keyMap.exclude.slice(0, 1), text: 'exclude' },
            { keys: ['1', '…', '9'], text: 'exclude with a reason' },
            { keys: keyMap.undecided.slice(0, 1), text: 'pass over' },
            { keys: keyMap.back.slice(0, 1), text: 'back' },
            { keys: ['Esc'], text: 'leave' },
          ]}
        />
      </div>
    </>
  );
}

function Face(props: {
  readonly set: SetSummary;
  readonly sample: SampleId;
  readonly decision: Decision | null;
  readonly position: string;
}): ReactNode {
  const { set, sample, decision, position } = props;
  const { table } = useSampleTable(set.id, set.counts.samples);
  const row = table?.rowOf(sample) ?? -1;
  const siblings = useMemo(() => {
    if (table === null || row < 0) return [];
    const identity = table.identityOf(row);
    const found: SampleId[] = [];
    // Samples of one identity lie together.
    for (let other = Math.max(0, row - SIBLINGS); other < Math.min(table.rowCount, row + SIBLINGS); other++)
      if (other !== row && table.identityOf(other) === identity) found.push(table.idOf(other));
    return found.slice(0, SIBLINGS);
  }, [table, row]);
  return (
    <div className={classes.stage}>
      <div className={classes.largeFace} data-given={decision ?? ''} data-testid="opinion-face" data-sample={sample}>
        <FaceImage src={sampleUrl(set.id, sample)} alt={`Sample ${sample}`} />
      </div>
      <Text size="sm" c="dimmed" className="tabular">
        {position} · {table === null || row < 0 ? sample : table.identityName(table.identityOf(row))}
        {decision === null ? '' : ` · your opinion: ${decision}`}
      </Text>
      {siblings.length > 0 && (
        <div className={classes.siblings} aria-label="Others of the same identity">
          {siblings.map((id) => (
            <div key={id}>
              <FaceImage src={sampleUrl(set.id, id)} alt="" />
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
