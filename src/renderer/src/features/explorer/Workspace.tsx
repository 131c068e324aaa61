import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useRecipeDraft } from '../../client/recipeDraft';
import { useAction } from '../../client/useAction';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { useKeyDown } from '../../ui/useKeyDown';
import { ActionBar } from './ActionBar';
import { componentRows } from './componentRows';
import { useExplorerParts } from './explorerContext';
import { FACTORS, takeDrawn } from './explored';
import type { Factor } from './explored';
import { FaceView } from './FaceView';
import { FactorPanel } from './FactorPanel';
import { factorSliders } from './factorSliders';
import { HeadBar } from './HeadBar';
import { LightBall } from './LightBall';
import { MixBar } from './MixBar';
import { pick, randomCandidate } from './pick';
import { Variations } from './Variations';
import { WearControls } from './WearControls';
import classes from './Explorer.module.css';

const TITLES: Readonly<Record<Factor, string>> = {
  identity: 'Identity',
  expression: 'Expression',
  light: 'Light',
  pose: 'Pose',
  background: 'Background',
  wear: 'Wear and camera',
};
/** What a panel has beside its sliders. */
const EXTRAS: Partial<Record<Factor, ReactNode>> = { light: <LightBall />, wear: <WearControls /> };
const SHOTS = 100_000;

/** Face and mix on the left, factors on the right, variations below. */
export function Workspace(): ReactNode {
  const { store, faceLink, description } = useExplorerParts();
  const { options } = useRecipeDraft();
  const sliders = useMemo(() => factorSliders(description), [description]);
  const components = useMemo(
    () => new Map(FACTORS.map((factor) => [factor, componentRows(factor, description)])),
    [description],
  );

  const draw = useAction(async (factors: readonly Factor[], seed: number, candidate: number, sample: number) => {
    const drawn = await pick(faceLink, { seed, candidate, sample, options });
    store.change(takeDrawn(store.present, drawn, factors, { kind: 'drawn', seed, candidate, sample }));
  });
  const place = (): { readonly seed: number; readonly candidate: number } => {
    const { origin } = store.present;
    return origin.kind === 'drawn' ? origin : { seed: 0, candidate: 0 };
  };
  const dice = (factor: Factor): void => {
    const { seed, candidate } = place();
    if (factor === 'identity') draw.run([factor], seed, randomCandidate(), 0);
    else draw.run([factor], seed, candidate, randomCandidate() % SHOTS);
  };
  const showPerson = (seed: number, candidate: number): void =>
    draw.run(
      FACTORS.filter((factor) => !store.locked.has(factor)),
      seed,
      candidate,
      0,
    );

  useKeyDown((event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return false;
    if (event.shiftKey) store.redo();
    else store.undo();
    return true;
  });

  const panel = (factor: Factor): ReactNode => (
    <FactorPanel
      key={factor}
      factor={factor}
      title={TITLES[factor]}
      sliders={sliders[factor]}
      components={components.get(factor) ?? []}
      onDice={dice}
    >
      {EXTRAS[factor]}
    </FactorPanel>
  );
  return (
    <div className={classes.page} data-testid="page-explorer">
      <div className={classes.left}>
        <HeadBar onPick={showPerson} />
        <FaceView />
        <MixBar options={options} />
        <ActionBar />
      </div>
      <div className={classes.right}>
        {draw.error !== undefined && <ErrorPanel error={draw.error} onClose={draw.clear} />}
        <div className={classes.panels}>
          {panel('identity')}
          <div className={classes.stack}>{FACTORS.filter((factor) => factor !== 'identity').map(panel)}</div>
        </div>
        <Variations options={options} />
      </div>
    </div>
  );
}
