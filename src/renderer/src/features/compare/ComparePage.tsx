import { Button, Center, Loader, SegmentedControl, Text, Title } from '@mantine/core';
import { IconArrowsLeftRight, IconEyeQuestion, IconZoomReset } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import type { SetId } from '@shared/domain/ids';
import { FALSE_ALARM_KEY, actionOfKey, reasonOfKey } from '../../client/keyMap';
import { useCuration } from '../../client/useCuration';
import { useCurationSettings } from '../../client/useCurationSettings';
import { useKeyMap } from '../../client/useKeyMap';
import { useSets } from '../../client/useLists';
import { useReviewer } from '../../client/useReviewer';
import { useNavigate } from '../../client/useRoute';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { KeyLegend } from '../../ui/KeyLegend';
import { useKeyDown } from '../../ui/useKeyDown';
import { useReleasedFocus } from '../../ui/useReleasedFocus';
import { BlindTest } from './blind/BlindTest';
import { ComparePane } from './ComparePane';
import { CompareSide } from './CompareSide';
import { falseAlarmOf } from './useNearestPairs';
import type { NearestPair } from './useNearestPairs';
import { usePane } from './usePane';
import { usePairVerdicts } from './usePairVerdicts';
import { WHOLE, zoomedAt } from './viewport';
import classes from './Compare.module.css';

/** Two identities side by side under one zoom; Space lays one over the other. */
export function ComparePage(props: { readonly left: SetId | null; readonly right: SetId | null }): ReactNode {
  const sets = useSets();
  const navigate = useNavigate();
  const [isBlind, setBlind] = useState(false);
  if (sets.error !== undefined) {
    return (
      <Center h="100%" data-testid="page-compare">
        <ErrorPanel error={sets.error} />
      </Center>
    );
  }
  if (sets.data === undefined) {
    return (
      <Center h="100%" data-testid="page-compare">
        <Loader size="sm" aria-label="Loading" />
      </Center>
    );
  }
  const list = sets.data.filter(({ counts }) => counts.samples > 0);
  const left = list.find(({ id }) => id === props.left) ?? list.find(isOfRealPeople) ?? list[0];
  const right = list.find(({ id }) => id === props.right) ?? list.find(({ kind }) => kind === 'syn') ?? list[0];
  if (left === undefined || right === undefined) {
    return (
      <div data-testid="page-compare">
        <EmptyState
          icon={<IconArrowsLeftRight size={44} stroke={1.3} />}
          title="Nothing to compare yet"
          action={<Button onClick={() => navigate({ page: 'new-set' })}>New synthetic set</Button>}
        >
          Make a synthetic set, and import a consented one to set beside it.
        </EmptyState>
      </div>
    );
  }
  if (isBlind && left.id !== right.id)
    return (
      <div className={classes.whole} data-testid="page-compare">
        <BlindTest target={left} other={right} onLeave={() => setBlind(false)} />
      </div>
    );
  return (
    <Comparison
      key={`${left.id} ${right.id}`}
      left={left}
      right={right}
      sets={list}
      onBlind={() => setBlind(true)}
      onSets={(leftId, rightId) => navigate({ page: 'compare', left: leftId, right: rightId })}
    />
  );
}

function Comparison(props: {
  readonly left: SetSummary;
  readonly right: SetSummary;
  readonly sets: readonly SetSummary[];
  readonly onBlind: () => void;
  readonly onSets: (left: SetId, right: SetId) => void;
}): ReactNode {
  const { left, right, sets, onBlind, onSets } = props;
  const releasedFocus = useReleasedFocus();
  const leftPane = usePane(left);
  const rightPane = usePane(right);
  const [view, setView] = useState(WHOLE);
  const [mode, setMode] = useState<'beside' | 'flip'>('beside');
  const [isFlipped, setFlipped] = useState(false);
  // The first Space lays the faces over each other, each further one turns them.
  const flip = (): void => {
    if (mode === 'beside') setMode('flip');
    setFlipped(mode === 'flip' ? !isFlipped : true);
  };

  const [pair, setPair] = useState<NearestPair | null>(null);
  const verdicts = usePairVerdicts(left.id, right.id);
  const show = (next: NearestPair): void => {
    setPair(next);
    leftPane.show(next.other);
    rightPane.show(next.sample);
  };
  // A pair is on screen only while both its faces are.
  const shownPair = pair?.other === leftPane.sample && pair.sample === rightPane.sample ? pair : null;

  // The judging keys mean the sample on the right; the left one is the yardstick.
  const keyMap = useKeyMap();
  const { reasons } = useCurationSettings();
  const [rightStore] = useCuration(right.id);
  const who = useReviewer();
  const judgeByKey = (event: KeyboardEvent): boolean => {
    const reason = reasonOfKey(event, reasons);
    const action = actionOfKey(keyMap, event);
    if (action === 'back') rightPane.step('sample', -1);
    else if (action === null && event.key.toLowerCase() === FALSE_ALARM_KEY && shownPair !== null)
      verdicts.judge(shownPair, falseAlarmOf(verdicts.list, left.id, shownPair) === null);
    else if (rightPane.sample !== null && (reason !== null || action !== null))
      rightStore.decide([rightPane.sample], action ?? 'exclude', reason, who);
    else return false;
    return true;
  };

  useKeyDown((event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const centre = { x: 0.5, y: 0.5 };
    const isButton = event.target instanceof Element && event.target.closest('button, a') !== null;
    switch (event.key) {
      case ' ':
        if (isButton) return false;
        flip();
        return true;
      case 'Escape':
        setMode('beside');
        return true;
      case '+':
      case '=':
        setView(zoomedAt(view, 1.25, centre));
        return true;
      case '-':
        setView(zoomedAt(view, 0.8, centre));
        return true;
      case '0':
        setView(WHOLE);
        return true;
      case 'ArrowRight':
        rightPane.step(event.shiftKey ? 'identity' : 'sample', 1);
        return true;
      case 'ArrowLeft':
        rightPane.step(event.shiftKey ? 'identity' : 'sample', -1);
        return true;
      default:
        return judgeByKey(event);
    }
  });

  const isBeside = mode === 'beside';
  const legend = useMemo(
    () => [
      { keys: ['Space'], text: 'flip' },
      { keys: ['←', '→'], text: 'right sample' },
      { keys: ['Shift', '→'], text: 'identity' },
      { keys: ['+', '−', '0'], text: 'zoom both' },
      { keys: [(keyMap.keep[0] ?? '').toUpperCase()], text: 'keep the right one' },
      { keys: [(keyMap.exclude[0] ?? '').toUpperCase()], text: 'exclude it' },
      { keys: ['1–9'], text: 'with reason' },
      { keys: [FALSE_ALARM_KEY.toUpperCase()], text: 'the pair is a false alarm' },
    ],
    [keyMap],
  );
  return (
    <div className={classes.page} data-testid="page-compare" data-mode={mode}>
      <div className={classes.toolbar} role="toolbar" aria-label="Compare">
        <Title order={1} fz="1rem">
          Compare
        </Title>
        <SegmentedControl
          {...releasedFocus}
          aria-label="Arrangement"
          value={mode}
          data={[
            { value: 'beside', label: 'Side by side' },
            { value: 'flip', label: 'One at a time' },
          ]}
          onChange={(value) => setMode(value === 'flip' ? 'flip' : 'beside')}
        />
        <Button size="xs" variant="default" leftSection={<IconArrowsLeftRight size={15} />} onClick={flip}>
          Flip
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconZoomReset size={15} />}
          disabled={view.zoom === 1}
          onClick={() => setView(WHOLE)}
        >
          Whole picture
        </Button>
        <Text size="sm" c="dimmed" className="tabular" data-testid="compare-zoom">
          {Math.round(view.zoom * 100)} %
        </Text>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconEyeQuestion size={15} />}
          disabled={left.id === right.id}
          onClick={onBlind}
        >
          Blind test…
        </Button>
      </div>
      <div className={classes.body}>
        <div className={classes.panes} data-beside={isBeside}>
          {(isBeside || !isFlipped) && (
            <ComparePane
              label="Left"
              sets={sets}
              pane={leftPane}
              view={view}
              onView={setView}
              onSet={(setId) => onSets(setId, right.id)}
            />
          )}
          {(isBeside || isFlipped) && (
            <ComparePane
              label="Right"
              sets={sets}
              pane={rightPane}
              view={view}
              onView={setView}
              onSet={(setId) => onSets(left.id, setId)}
            />
          )}
        </div>
        <CompareSide left={leftPane} right={rightPane} verdicts={verdicts} shown={shownPair} onShow={show} />
      </div>
      <div className={classes.keys}>
        <KeyLegend entries={legend} />
      </div>
    </div>
  );
}
