import { Button, Center, Checkbox, Group, Loader, NumberInput, Progress, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconEyeQuestion } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { BlindGroup } from '@shared/contract/reviewViews';
import type { SetSummary } from '@shared/contract/views';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import { DEFAULT_BLIND_PAIRS, MAX_BLIND_PAIRS } from '@shared/domain/reviews/blindTest';
import type { BlindMatches, BlindSet } from '@shared/domain/reviews/blindTest';
import { questionWords } from '@shared/domain/reviews/blindWords';
import { useOutis } from '../../../client/outisContext';
import { useAction } from '../../../client/useAction';
import { useReviewer } from '../../../client/useReviewer';
import { useNavigate } from '../../../client/useRoute';
import { BlindResultView } from '../../../ui/BlindResultView';
import { ErrorPanel } from '../../../ui/ErrorPanel';
import { KeyLegend } from '../../../ui/KeyLegend';
import { OriginMark } from '../../../ui/OriginMark';
import { Panel } from '../../../ui/Panel';
import { useKeyDown } from '../../../ui/useKeyDown';
import { answered, beginRun, isOver, meaningOfKey, takenBack, trialsOf } from './blindRun';
import type { BlindRun } from './blindRun';
import { prepareBlindPictures } from './blindPictures';
import type { BlindPictures } from './blindPictures';
import classes from './Blind.module.css';

/** "Which one is real?": set-up, the pairs one by one without a word, and what came of it. */
export function BlindTest(props: {
  readonly target: SetSummary;
  readonly other: SetSummary;
  readonly onLeave: () => void;
}): ReactNode {
  const { target, other, onLeave } = props;
  const { client, queries } = useOutis();
  const who = useReviewer();
  const [run, setRun] = useState<BlindRun | null>(null);
  const [pictures, setPictures] = useState<BlindPictures | null>(null);
  const [group, setGroup] = useState<BlindGroup | null>(null);
  useEffect(() => () => pictures?.close(), [pictures]);

  const start = useAction(async (pairs: number, matches: BlindMatches) => {
    const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
    const plan = await client.call('reviews.planBlind', { target: target.id, other: other.id, seed, pairs });
    setPictures(await prepareBlindPictures(plan, matches));
    setRun(beginRun(plan));
  });
  const save = useAction(async (finished: BlindRun, treatment: BlindPictures['treatment']) => {
    await client.call('reviews.saveBlind', {
      target: target.id,
      other: other.id,
      seed: finished.plan.seed,
      treatment,
      trials: trialsOf(finished),
      who,
    });
    queries.invalidate('reviews.get', 'reviews.names');
    const { blindTests } = await client.call('reviews.get', { setId: other.id });
    setGroup(blindTests.find((one) => one.target.setId === target.id) ?? null);
  });
  const advance = (next: BlindRun): void => {
    setRun(next);
    if (isOver(next) && pictures !== null) save.run(next, pictures.treatment);
  };

  return (
    <div className={classes.page} data-testid="blind-test">
      <Group className={classes.head} gap="sm" wrap="nowrap">
        <Button size="xs" variant="default" leftSection={<IconArrowLeft size={15} />} onClick={onLeave}>
          {run !== null && !isOver(run) ? 'Stop, keep nothing' : 'Back to comparing'}
        </Button>
        <Title order={1} fz="1rem">
          Blind test
        </Title>
        {run !== null && (
          <Text size="sm" c="dimmed" truncate>
            {who}
          </Text>
        )}
      </Group>
      {run === null && <SetUp target={target} other={other} who={who} start={start} />}
      {run !== null && pictures !== null && !isOver(run) && <Pair run={run} pictures={pictures} onRun={advance} />}
      {run !== null && isOver(run) && (
        <div className={classes.middle}>
          {save.error !== undefined && (
            <Stack gap="sm" maw={560}>
              <ErrorPanel error={save.error} onClose={save.clear} />
              <Button onClick={() => pictures !== null && save.run(run, pictures.treatment)}>
                Try to keep it again
              </Button>
            </Stack>
          )}
          {save.isRunning && (
            <Center h={200}>
              <Loader size="sm" aria-label="Keeping the answers" />
            </Center>
          )}
          {group !== null && <Result group={group} other={other} />}
        </div>
      )}
    </div>
  );
}

const ALL_MATCHED: BlindMatches = { lightMatched: true, textureMatched: true, backgroundHidden: true };
const MATCHES: readonly (readonly [keyof BlindMatches, string])[] = [
  ['lightMatched', 'Match brightness and contrast of each pair'],
  ['textureMatched', 'Match sharpness and noise of each pair'],
  ['backgroundHidden', 'Show only the face: the same oval on both'],
];

/** “Which one is real?” is asked of people only. */
const blindSet = (set: SetSummary): BlindSet => ({
  setId: set.id,
  name: set.name,
  kind: isOfRealPeople(set) ? 'real' : 'syn',
});

function SetUp(props: {
  readonly target: SetSummary;
  readonly other: SetSummary;
  readonly who: string;
  readonly start: {
    readonly run: (pairs: number, matches: BlindMatches) => void;
    readonly isRunning: boolean;
    readonly error: Parameters<typeof ErrorPanel>[0]['error'] | undefined;
  };
}): ReactNode {
  const { target, other, who, start } = props;
  const [pairs, setPairs] = useState(DEFAULT_BLIND_PAIRS);
  const [matches, setMatches] = useState<BlindMatches>(ALL_MATCHED);
  const asked = questionWords(blindSet(target), blindSet(other));
  return (
    <div className={classes.middle}>
      <Panel title={asked}>
        <Stack gap="md" maw={560}>
          <Group gap="xs">
            <Text size="sm">{target.name}</Text>
            <OriginMark origin={target.kind} declared={target.declaredSynthetic} size="sm" />
            <Text size="sm" c="dimmed">
              beside
            </Text>
            <Text size="sm">{other.name}</Text>
            <OriginMark origin={other.kind} declared={other.declaredSynthetic} size="sm" />
          </Group>
          <Text size="sm" c="dimmed">
            Pairs of one picture each, in an order and on sides that a seed decides. All pictures get the same part of
            the face, the same size and the same JPEG; if one is grey, all are shown grey. Nothing is said before the
            end, no time is taken, and excluded samples and people who may not be shown do not come.
          </Text>
          <Group align="flex-end" gap="lg">
            <NumberInput
              label="Pairs"
              w={110}
              min={1}
              max={MAX_BLIND_PAIRS}
              allowDecimal={false}
              value={pairs}
              onChange={(value) => typeof value === 'number' && setPairs(Math.min(MAX_BLIND_PAIRS, Math.max(1, value)))}
            />
          </Group>
          {MATCHES.map(([name, label]) => (
            <Checkbox
              key={name}
              label={label}
              checked={matches[name]}
              onChange={(event) => setMatches({ ...matches, [name]: event.currentTarget.checked })}
            />
          ))}
          {start.error !== undefined && <ErrorPanel error={start.error} />}
          <Group>
            <Button
              leftSection={<IconEyeQuestion size={17} />}
              loading={start.isRunning}
              onClick={() => start.run(pairs, matches)}
            >
              Start as {who}
            </Button>
          </Group>
        </Stack>
      </Panel>
    </div>
  );
}

function Pair(props: {
  readonly run: BlindRun;
  readonly pictures: BlindPictures;
  readonly onRun: (run: BlindRun) => void;
}): ReactNode {
  const { run, pictures, onRun } = props;
  const at = run.answers.length;
  const pair = pictures.pairs[at];
  useKeyDown((event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const meaning = meaningOfKey(event.key);
    // Space on a focused button presses that button.
    if (meaning === null || (event.key === ' ' && event.target instanceof HTMLButtonElement)) return false;
    onRun(meaning === 'back' ? takenBack(run) : answered(run, meaning));
    return true;
  });
  const { plan } = run;
  return (
    <>
      <Group px="md" gap="sm" wrap="nowrap">
        <Progress value={(100 * at) / plan.pairs.length} size="sm" style={{ flex: 1 }} aria-label="Answered" />
        <Text size="sm" c="dimmed" className="tabular" data-testid="blind-progress">
          {at + 1} of {plan.pairs.length}
        </Text>
      </Group>
      <div className={classes.stage}>
        <Title order={2} fz="1.1rem">
          {questionWords(plan.target, plan.other)}
        </Title>
        <div className={classes.pair}>
          {(['left', 'right'] as const).map((side) => (
            <button
              type="button"
              key={side}
              className={classes.choice}
              aria-label={`The ${side} one`}
              onClick={() => onRun(answered(run, side))}
            >
              {/* A new element per pair: the face before must not linger while the next one is decoded. */}
              <img
                key={at}
                src={pair?.[side]}
                alt={`${side === 'left' ? 'Left' : 'Right'} picture`}
                draggable={false}
              />
            </button>
          ))}
        </div>
        <Button variant="subtle" color="gray" onClick={() => onRun(answered(run, 'unsure'))}>
          Unsure
        </Button>
      </div>
      <div className={classes.keys}>
        <KeyLegend
          entries={[
            { keys: ['←'], text: 'the left one' },
            { keys: ['→'], text: 'the right one' },
            { keys: ['↓'], text: 'unsure' },
            { keys: ['Backspace'], text: 'one back' },
          ]}
        />
      </div>
    </>
  );
}

function Result(props: { readonly group: BlindGroup; readonly other: SetSummary }): ReactNode {
  const navigate = useNavigate();
  return (
    <Panel title="What came of it">
      <Stack gap="md">
        <BlindResultView group={props.group} />
        <Group>
          <Button variant="default" onClick={() => navigate({ page: 'reviews', setId: props.other.id })}>
            Open the records
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}
