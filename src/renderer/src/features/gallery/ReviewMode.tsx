import { Button, Group, RingProgress, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { sampleUrl } from '@shared/contract/addresses';
import type { SetSummary } from '@shared/contract/views';
import type { Decision, ExclusionReason } from '@shared/domain/curation';
import { actionOfKey, reasonOfKey } from '../../client/keyMap';
import { useKeyMap } from '../../client/useKeyMap';
import { DecisionButtons } from '../../ui/DecisionButtons';
import { FaceImage } from '../../ui/FaceImage';
import { KeyLegend } from '../../ui/KeyLegend';
import { OriginMark } from '../../ui/OriginMark';
import { formatCount } from '../../ui/format';
import { useKeyDown } from '../../ui/useKeyDown';
import { DECISION_WORD, REASON_WORD } from '../../ui/words';
import type { Gallery } from './useGallery';
import classes from './Gallery.module.css';

/** One face at a time, large; a key decides and the next one comes. The queue is what the gallery shows, in its order. */
export function ReviewMode(props: {
  readonly gallery: Gallery;
  readonly set: SetSummary;
  readonly onClose: () => void;
}): ReactNode {
  const { gallery, set, onClose } = props;
  const { table, store, focus, focusedId } = gallery;
  const keyMap = useKeyMap();
  const [queue, setQueue] = useState<'all' | 'to-see'>('all');
  const order = gallery.view?.order ?? new Uint32Array();
  // Review judges one sample; a selection of many would be judged instead.
  const { clearSelection } = gallery;
  useEffect(clearSelection, []); // eslint-disable-line react-hooks/exhaustive-deps

  const nextRow = order[focus + 1];
  useEffect(() => {
    // The next face is fetched while this one is looked at.
    if (nextRow !== undefined) new Image().src = sampleUrl(set.id, table.idOf(nextRow));
  }, [nextRow, set.id, table]);

  const go = (by: 1 | -1): void => {
    let next = focus + by;
    while (queue === 'to-see' && next >= 0 && next < order.length && decisionAt(next) !== 'undecided' && by === 1)
      next++;
    if (next >= 0 && next < order.length) gallery.setFocus(next);
  };
  const decisionAt = (position: number): Decision => store.standingOf(table.idOf(order[position] ?? 0)).decision;
  const judge = (decision: Decision, reason: ExclusionReason | null): void => {
    gallery.decide(decision, reason);
    go(1);
  };

  useKeyDown((event) => {
    const isCtrl = event.ctrlKey || event.metaKey;
    if (isCtrl && event.key.toLowerCase() === 'z') {
      if (event.shiftKey) gallery.redo();
      else gallery.undo();
      return true;
    }
    if (isCtrl || event.altKey) return false;
    if (event.key === 'Escape') {
      onClose();
      return true;
    }
    if (event.key === 'ArrowRight' || event.key === 'ArrowDown') go(1);
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') go(-1);
    else {
      const reason = reasonOfKey(event);
      const action = actionOfKey(keyMap, event);
      if (reason !== null) judge('exclude', reason);
      else if (action === 'back') go(-1);
      else if (action !== null) judge(action, null);
      else return false;
    }
    return true;
  });

  if (focusedId === null) return null;
  const row = table.rowOf(focusedId);
  const standing = store.standingOf(focusedId);
  const { kept, excluded, undecided } = gallery.curation.counts;
  const total = kept + excluded + undecided;
  return (
    <div className={classes.review} data-testid="review-mode" role="region" aria-label="Review">
      <div className={classes.toolbar}>
        <Button size="xs" variant="default" leftSection={<IconArrowLeft size={15} />} onClick={onClose}>
          Back to the gallery
        </Button>
        <OriginMark origin={set.kind} />
        <Text size="sm" className="tabular">
          {formatCount(focus + 1)} of {formatCount(order.length)} in view
        </Text>
        <SegmentedControl
          aria-label="Queue"
          value={queue}
          data={[
            { value: 'all', label: 'Every sample' },
            { value: 'to-see', label: 'Only to see' },
          ]}
          onChange={(value) => setQueue(value === 'to-see' ? 'to-see' : 'all')}
        />
        <Group gap={6} ml="auto">
          <RingProgress
            size={32}
            thickness={4}
            aria-label={`${formatCount(kept + excluded)} of ${formatCount(total)} judged`}
            sections={[
              { value: (100 * kept) / Math.max(1, total), color: 'var(--o-keep)' },
              { value: (100 * excluded) / Math.max(1, total), color: 'var(--o-exclude)' },
            ]}
          />
          <Text size="sm" c="dimmed" className="tabular" data-testid="counter-line">
            {formatCount(kept)} kept · {formatCount(excluded)} excluded · {formatCount(undecided)} to see
          </Text>
        </Group>
      </div>
      <div className={classes.stage}>
        <div className={classes.faceArea}>
          <div className={classes.reviewFace} data-decision={standing.decision} data-testid={`review-${focusedId}`}>
            <FaceImage src={sampleUrl(set.id, focusedId)} alt={`Sample ${focusedId}`} />
          </div>
        </div>
        <aside className={classes.side} aria-label="This identity">
          <Stack gap="sm">
            <div>
              <Title order={2}>{table.identityName(table.identityOf(row))}</Title>
              <Text size="xs" c="dimmed">
                {focusedId} · {DECISION_WORD[standing.decision]}
                {standing.reason === null ? '' : `: ${REASON_WORD[standing.reason]}`}
              </Text>
            </div>
            <DecisionButtons
              decision={standing.decision}
              isDisabled={gallery.curation.readOnlyReason !== null}
              onDecide={judge}
            />
            <Siblings gallery={gallery} order={order} />
          </Stack>
        </aside>
      </div>
      <div className={classes.bottom}>
        <KeyLegend
          entries={[
            { keys: [(keyMap.keep[0] ?? '').toUpperCase()], text: 'keep' },
            { keys: [(keyMap.exclude[0] ?? '').toUpperCase()], text: 'exclude' },
            { keys: ['1–9'], text: 'exclude with reason' },
            { keys: [(keyMap.undecided[0] ?? '').toUpperCase()], text: 'undecided' },
            { keys: [(keyMap.back[0] ?? '').toUpperCase()], text: 'back' },
            { keys: ['←', '→'], text: 'look around' },
            { keys: ['Ctrl', 'Z'], text: 'undo' },
            { keys: ['Esc'], text: 'gallery' },
          ]}
        />
      </div>
    </div>
  );
}

const MAX_SIBLINGS = 48;

/** The other samples of this identity in view, to judge against. */
function Siblings(props: { readonly gallery: Gallery; readonly order: Uint32Array }): ReactNode {
  const { gallery, order } = props;
  const { table, store, focus, setId } = gallery;
  const identity = table.identityOf(order[focus] ?? 0);
  const positions: number[] = [];
  for (let at = 0; at < order.length && positions.length < MAX_SIBLINGS; at++) {
    if (table.identityOf(order[at] ?? 0) === identity) positions.push(at);
  }
  return (
    <div className={classes.siblings}>
      {positions.map((position) => {
        const id = table.idOf(order[position] ?? 0);
        return (
          <button
            type="button"
            key={id}
            className={classes.sibling}
            aria-label={`Sample ${id}`}
            aria-current={position === focus}
            data-decision={store.standingOf(id).decision}
            onClick={() => gallery.setFocus(position)}
          >
            <FaceImage src={sampleUrl(setId, id)} alt="" />
          </button>
        );
      })}
    </div>
  );
}
