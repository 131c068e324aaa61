import { ActionIcon, Button, Slider, Text, Tooltip } from '@mantine/core';
import { IconDice5, IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { mixIdentities } from '@shared/graphics/factors';
import type { GraphicsOptions } from '@shared/graphics/recipeOptions';
import { useAction } from '../../client/useAction';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { CandidateInput } from './CandidateInput';
import { useExplorer, useExplorerParts } from './explorerContext';
import { factorsOf } from './explored';
import { pick, randomCandidate } from './pick';
import { SmallFace } from './SmallFace';
import { useRowFaces } from './useRowFaces';
import classes from './Explorer.module.css';

const STEPS = [0, 0.25, 0.5, 0.75, 1] as const;

/** Identity Mixup by hand: the handle says how much of B is in the face. */
export function MixBar(props: { readonly options: GraphicsOptions }): ReactNode {
  const { options } = props;
  const { store, faceLink } = useExplorerParts();
  const b = useExplorer(({ present }) => present.b);
  const origin = useExplorer(({ present }) => present.origin);
  const seed = origin.kind === 'drawn' ? origin.seed : 0;
  const choose = useAction(async (candidate: number) => {
    const { identity } = await pick(faceLink, { seed, candidate, sample: 0, options });
    store.change({ ...store.present, b: { identity, name: `person ${candidate} of seed ${seed}`, candidate } });
  });
  const keepFace = (): void => {
    const { identity } = factorsOf(store.present);
    store.change({ ...store.present, b: { identity, name: 'the face kept earlier', candidate: null } });
  };
  return (
    <section className={classes.mix} aria-label="Mix">
      <header className={classes.sectionHead}>
        <h2 className={classes.sectionTitle}>Mix A ⇄ B</h2>
        <span className={classes.grow} />
        <Text size="xs" c="dimmed" component="label" htmlFor="mix-candidate">
          B is person
        </Text>
        <CandidateInput id="mix-candidate" label="B is person" value={b?.candidate ?? null} onPick={choose.run} />
        <Tooltip label="Another B">
          <ActionIcon size="sm" aria-label="Dice another B" onClick={() => choose.run(randomCandidate())}>
            <IconDice5 size={17} />
          </ActionIcon>
        </Tooltip>
        <Button size="compact-xs" variant="default" onClick={keepFace}>
          This face as B
        </Button>
        {b !== null && (
          <Tooltip label="Mix with nobody">
            <ActionIcon
              size="sm"
              aria-label="Mix with nobody"
              onClick={() => store.change({ ...store.present, b: null, shareOfA: 1 })}
            >
              <IconX size={16} />
            </ActionIcon>
          </Tooltip>
        )}
      </header>
      {choose.error !== undefined && <ErrorPanel error={choose.error} onClose={choose.clear} />}
      {b === null ? (
        <Text size="sm" c="dimmed">
          Choose a second person, then drag from A to B: coefficients are blended as Identity Mixup blends them.
        </Text>
      ) : (
        <MixHandle />
      )}
    </section>
  );
}

function MixHandle(): ReactNode {
  const { store, rowLink } = useExplorerParts();
  const a = useExplorer(({ present }) => present.a);
  const b = useExplorer(({ present }) => present.b);
  const shot = useExplorer(({ present }) => present.shot);
  const shareOfA = useExplorer(({ present }) => present.shareOfA);
  const key = useMemo(() => ({ a, b: b?.identity ?? a, shot }), [a, b, shot]);
  const { faces, error } = useRowFaces(
    rowLink,
    () => ({
      type: 'row',
      row: 'mix',
      faces: STEPS.map((share) => ({ identity: mixIdentities(key.a, key.b, 1 - share), shot: key.shot })),
    }),
    key,
  );
  const move = (shareOfB: number, step: string | null): void =>
    store.change({ ...store.present, shareOfA: Number((1 - shareOfB).toFixed(4)) }, step);
  return (
    <>
      <div className={classes.mixRow}>
        {STEPS.map((share, slot) => (
          <SmallFace
            key={share}
            face={faces[slot]}
            label={`${Math.round(100 * share)} % of B`}
            isChosen={1 - shareOfA === share}
            onClick={() => move(share, null)}
          />
        ))}
      </div>
      <div className={classes.mixSlider}>
        <Text size="sm" fw={600} aria-hidden="true">
          A
        </Text>
        <Slider
          className={classes.grow}
          size="sm"
          min={0}
          max={1}
          step={0.01}
          label={null}
          thumbLabel="Share of B"
          value={1 - shareOfA}
          onChange={(value) => move(value, 'mix')}
          onChangeEnd={store.settle}
        />
        <Text size="sm" fw={600} aria-hidden="true">
          B
        </Text>
        <Text size="sm" c="dimmed" className="tabular" data-testid="mix-share">
          φ = {shareOfA.toFixed(2)} of A
        </Text>
      </div>
      {error !== undefined && <ErrorPanel error={error} />}
    </>
  );
}
