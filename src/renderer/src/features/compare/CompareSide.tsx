import { Button, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconBellOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { FALSE_ALARM_KEY } from '../../client/keyMap';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { formatAgo } from '../../ui/format';
import { useReleasedFocus } from '../../ui/useReleasedFocus';
import { DifferencePanel } from './DifferencePanel';
import { PairsList } from './PairsList';
import { falseAlarmOf, useNearestPairs } from './useNearestPairs';
import type { NearestPair } from './useNearestPairs';
import type { PairVerdicts } from './usePairVerdicts';
import type { Pane } from './usePane';
import classes from './Compare.module.css';

/** Beside the two faces: the pairs to look at, and what differs between the two on show. */
export function CompareSide(props: {
  readonly left: Pane;
  readonly right: Pane;
  readonly verdicts: PairVerdicts;
  readonly shown: NearestPair | null;
  readonly onShow: (pair: NearestPair) => void;
}): ReactNode {
  const { left, right, verdicts, shown, onShow } = props;
  const releasedFocus = useReleasedFocus();
  const [tab, setTab] = useState<'pairs' | 'difference'>('pairs');
  const pairs = useNearestPairs(left.set, right.set, right.table);
  const alarm = shown === null ? null : falseAlarmOf(verdicts.list, left.set.id, shown);
  return (
    <aside className={classes.side} aria-label="Pairs and differences" data-testid="compare-side">
      <SegmentedControl
        {...releasedFocus}
        aria-label="Beside the faces"
        size="xs"
        fullWidth
        value={tab}
        data={[
          { value: 'pairs', label: 'Nearest pairs' },
          { value: 'difference', label: 'Difference' },
        ]}
        onChange={(value) => setTab(value === 'difference' ? 'difference' : 'pairs')}
      />
      {shown !== null && (
        <Stack gap={4}>
          <Button
            size="compact-sm"
            variant={alarm === null ? 'default' : 'filled'}
            leftSection={<IconBellOff size={14} />}
            rightSection={<Text size="xs">{FALSE_ALARM_KEY.toUpperCase()}</Text>}
            aria-pressed={alarm !== null}
            loading={verdicts.isRunning}
            onClick={() => verdicts.judge(shown, alarm === null)}
          >
            False alarm
          </Button>
          {alarm !== null && (
            <Text size="xs" c="dimmed">
              by {alarm.who}, {formatAgo(alarm.at, Date.now())}
            </Text>
          )}
        </Stack>
      )}
      {verdicts.error !== undefined && <ErrorPanel error={verdicts.error} onClose={verdicts.clear} />}
      {tab === 'pairs' ? (
        <PairsList
          left={left.set}
          right={right.set}
          pairs={pairs}
          verdicts={verdicts.list}
          shown={shown}
          onShow={onShow}
        />
      ) : (
        <DifferencePanel left={left} right={right} />
      )}
    </aside>
  );
}
