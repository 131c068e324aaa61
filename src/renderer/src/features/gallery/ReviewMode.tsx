import { Anchor, Button, Modal, Stack, Text, Title } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { sampleUrl } from '@shared/contract/addresses';
import type { SetSummary } from '@shared/contract/views';
import type { Decision, ExclusionReason } from '@shared/domain/curation';
import type { SampleId } from '@shared/domain/ids';
import { keyOfSample } from '@shared/domain/curationSamples';
import { FALSE_ALARM_KEY, NOTE_KEY, TAG_KEY, actionOfKey, reasonOfKey } from '../../client/keyMap';
import type { KeyMap } from '../../client/keyMap';
import { useCurationSettings } from '../../client/useCurationSettings';
import { useKeyMap } from '../../client/useKeyMap';
import { useReviewer } from '../../client/useReviewer';
import { DecisionButtons } from '../../ui/DecisionButtons';
import { FaceImage } from '../../ui/FaceImage';
import { KeyLegend } from '../../ui/KeyLegend';
import type { LegendEntry } from '../../ui/KeyLegend';
import { useKeyDown } from '../../ui/useKeyDown';
import { DECISION_WORD } from '../../ui/words';
import { NoteField } from './deciding/NoteField';
import { ReviewBar } from './deciding/ReviewBar';
import { ReviewSiblings } from './deciding/ReviewSiblings';
import { TagPanel } from './deciding/TagPanel';
import { useReviewQueue } from './deciding/useReviewQueue';
import type { QueueKind } from './deciding/useReviewQueue';
import { KeyHelp } from './KeyHelp';
import type { Gallery } from './useGallery';
import deciding from './deciding/Deciding.module.css';
import classes from './Gallery.module.css';

const FETCHED_AHEAD = 3;

/**
 * One face at a time, large; a key decides and the next one comes. A key that is held down goes on only when the next face is on the
 * screen: nobody decides about what was not seen.
 */
export function ReviewMode(props: {
  readonly gallery: Gallery;
  readonly set: SetSummary;
  readonly onClose: () => void;
}): ReactNode {
  const { gallery, set } = props;
  const { table, store, curation } = gallery;
  const keyMap = useKeyMap();
  const who = useReviewer();
  const { reasons, labelOf } = useCurationSettings();
  const review = useReviewQueue(gallery);
  const { queue, kind, moved } = review;
  const [asks, setAsks] = useState<'note' | 'tag' | 'help' | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const shownSrc = useRef<string | null>(null);
  const isReadOnly = curation.readOnlyReason !== null;
  // Review judges one sample; a selection of many would be judged instead.
  const { clearSelection } = gallery;
  useEffect(clearSelection, []); // eslint-disable-line react-hooks/exhaustive-deps

  const idInFront = () => (queue.row === undefined ? null : table.idOf(queue.row));
  const isWanted = (row: number): boolean =>
    kind === 'view' || store.standingOf(table.idOf(row)).decision === 'undecided';
  const judge = (decision: Decision, reason: ExclusionReason | null, note = ''): void => {
    const id = idInFront();
    if (id === null || isReadOnly) return;
    store.decide([id], decision, reason, who, note);
    const why = note === '' ? reason && labelOf(reason) : note;
    setSaid(`${id} ${DECISION_WORD[decision]}${why === null ? '' : `: ${why}`}`);
    queue.advance(isWanted);
    moved();
  };
  const dismiss = (): void => {
    const id = idInFront();
    if (id === null || isReadOnly) return;
    store.falseAlarm([id], true, who);
    setSaid(`${id}: false alarm, remembered`);
    queue.advance(isWanted);
    moved();
  };
  const callBack = (id: SampleId): void => {
    store.falseAlarm([id], false, who);
    queue.stay();
    setSaid(`${id}: no longer a false alarm`);
  };
  const undo = (): void => {
    void store.undo(who);
    queue.returnToLast();
    setSaid(null);
    moved();
  };
  const look = (by: 1 | -1): void => {
    queue.look(by);
    moved();
  };
  const close = (): void => {
    const position = queue.row === undefined ? -1 : (gallery.view?.order.indexOf(queue.row) ?? -1);
    if (position >= 0) gallery.setFocus(position);
    props.onClose();
  };

  useKeyDown((event) => {
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      if (key === 'y' || (key === 'z' && event.shiftKey)) gallery.redo();
      else if (key === 'z') undo();
      else return false;
      return true;
    }
    if (event.altKey) return false;
    const reason = reasonOfKey(event, reasons);
    const action = actionOfKey(keyMap, event);
    const decides = reason !== null || (action !== null && action !== 'back');
    const id = idInFront();
    if (decides && event.repeat && (id === null || shownSrc.current !== sampleUrl(set.id, id))) return true;
    if (reason !== null) judge('exclude', reason);
    else if (action === 'back') look(-1);
    else if (action !== null) judge(action, null);
    else if (event.key === 'Escape') close();
    else if (event.key === '?') setAsks('help');
    else if (event.key === 'ArrowRight' || event.key === 'ArrowDown') look(1);
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') look(-1);
    else if (id === null || isReadOnly || event.repeat) return false;
    else if (key === NOTE_KEY) setAsks('note');
    else if (key === TAG_KEY) setAsks('tag');
    else if (key === FALSE_ALARM_KEY && kind === 'worst') dismiss();
    else return false;
    return true;
  }, asks === null);

  const ahead = queue.ahead(FETCHED_AHEAD).map((row) => sampleUrl(set.id, table.idOf(row)));
  const aheadKey = ahead.join(' ');
  useEffect(() => {
    // The next faces are fetched while this one is looked at.
    for (const src of aheadKey.split(' ')) if (src !== '') new Image().src = src;
  }, [aheadKey]);

  const id = idInFront();
  const standing = id === null ? null : store.standingOf(id);
  const isFalseAlarm = id !== null && store.isFalseAlarm(id);
  const legend = useMemo(() => legendOf(keyMap, kind), [keyMap, kind]);
  // The same for every face, so that a key draws only what it changes.
  const latest = useRef(judge);
  latest.current = judge;
  const decide = useCallback(
    (decision: Decision, reason: ExclusionReason | null) => latest.current(decision, reason),
    [],
  );
  const goToRow = useCallback(
    (row: number) => {
      const position = queue.order.indexOf(row);
      if (position >= 0) queue.goTo(position);
      moved();
    },
    [queue, moved],
  );
  return (
    <div className={classes.review} data-testid="review-mode" role="region" aria-label="Review">
      <ReviewBar gallery={gallery} review={review} set={set} onClose={close} />
      <div className={classes.stage}>
        <div className={deciding.stageColumn}>
          {isReadOnly && (
            <Text size="sm" role="alert">
              Decisions cannot be changed: {curation.readOnlyReason}
            </Text>
          )}
          {id === null || standing === null ? (
            <div className={deciding.done} data-testid="review-done">
              <Title order={2}>{queue.order.length === 0 ? 'Nothing in this queue' : 'The queue is through'}</Title>
              <Button onClick={close}>Back to the gallery</Button>
            </div>
          ) : (
            <div className={deciding.stageFace} data-decision={standing.decision} data-testid={`review-${id}`}>
              <FaceImage src={sampleUrl(set.id, id)} alt={`Sample ${id}`} onShown={(src) => (shownSrc.current = src)} />
            </div>
          )}
          <div className={deciding.said} data-testid="review-said" role="status">
            {asks === 'note' ? (
              <NoteField
                onCancel={() => setAsks(null)}
                onExclude={(note) => {
                  setAsks(null);
                  judge('exclude', reasons.find(({ slug }) => slug === 'other')?.slug ?? null, note);
                }}
              />
            ) : (
              said !== null && (
                <>
                  {said}
                  <Anchor component="button" size="sm" onClick={undo}>
                    Undo
                  </Anchor>
                </>
              )
            )}
          </div>
        </div>
        {id !== null && queue.row !== undefined && standing !== null && (
          <aside className={classes.side} aria-label="This identity">
            <Stack gap="sm">
              <div>
                <Title order={2}>{table.identityName(table.identityOf(queue.row))}</Title>
                <Text size="xs" c="dimmed">
                  {id} · {DECISION_WORD[standing.decision]}
                  {standing.reason === null ? '' : `: ${labelOf(standing.reason)}`}
                </Text>
                {store.tagsOf(id).length > 0 && <Text size="xs">Tags: {store.tagsOf(id).join(', ')}</Text>}
              </div>
              {isFalseAlarm && (
                <Text size="xs">
                  Its suggestion was called a false alarm.{' '}
                  <Anchor component="button" size="xs" disabled={isReadOnly} onClick={() => callBack(id)}>
                    Call it back
                  </Anchor>
                </Text>
              )}
              {review.suggestion !== null && !isFalseAlarm && (
                <Text size="sm" data-testid="review-suggestion">
                  Suggested: {review.suggestion === '' ? 'low scores together' : review.suggestion}. It is yours to
                  decide.
                </Text>
              )}
              <DecisionButtons
                decision={standing.decision}
                isDisabled={isReadOnly}
                reasons={reasons}
                onDecide={decide}
              />
              <ReviewSiblings gallery={gallery} row={queue.row} onGoTo={goToRow} />
            </Stack>
          </aside>
        )}
      </div>
      <div className={classes.bottom}>
        <KeyLegend entries={legend} />
      </div>
      {asks === 'help' && <KeyHelp isOpen onClose={() => setAsks(null)} keyMap={keyMap} />}
      {asks === 'tag' && id !== null && (
        <Modal opened onClose={() => setAsks(null)} title="Tag" size="sm" centered>
          <TagPanel
            keys={Float64Array.of(keyOfSample(id))}
            store={store}
            curation={curation}
            onDone={() => {
              setAsks(null);
              queue.stay();
              setSaid(`${id}: tags changed`);
            }}
          />
        </Modal>
      )}
    </div>
  );
}

function legendOf(keyMap: KeyMap, kind: QueueKind): readonly LegendEntry[] {
  const upper = (keys: readonly string[]): string => (keys[0] ?? '').toUpperCase();
  return [
    { keys: [upper(keyMap.keep)], text: 'keep' },
    { keys: [upper(keyMap.exclude)], text: 'exclude' },
    { keys: ['1–9'], text: 'with reason' },
    { keys: [NOTE_KEY], text: 'in words' },
    { keys: [upper(keyMap.undecided)], text: 'undecided' },
    { keys: [upper(keyMap.back)], text: 'back' },
    ...(kind === 'worst' ? [{ keys: [FALSE_ALARM_KEY.toUpperCase()], text: 'false alarm' }] : []),
    { keys: [TAG_KEY.toUpperCase()], text: 'tag' },
    { keys: ['Ctrl', 'Z'], text: 'undo' },
    { keys: ['?'], text: 'all keys' },
    { keys: ['Esc'], text: 'gallery' },
  ];
}
