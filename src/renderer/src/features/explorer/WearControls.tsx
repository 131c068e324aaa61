import { Button, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { GLASSES_STYLES } from '@shared/graphics/glasses';
import { HAT_STYLES } from '@shared/graphics/hatStyles';
import { useExplorer, useExplorerParts } from './explorerContext';
import { factorsOf, withIdentity, withNuisances } from './explored';
import type { Explored } from './explored';
import classes from './Explorer.module.css';

const NONE = 'none';
/** Names of hair meshes, in words. */
const hairWord = (name: string): string =>
  name.replace(/0?(\d+)$/, ' $1').replace(/^./, (first) => first.toUpperCase());
const HAT_WORDS: Readonly<Record<string, string>> = { capBackwards: 'cap, backwards', brimmed: 'brimmed hat' };

/** What is chosen rather than slid: hair, glasses, hat; and what a shot put on beside them. */
export function WearControls(): ReactNode {
  const { store, description } = useExplorerParts();
  const hair = useExplorer(({ present }) => hairOf(present));
  const glasses = useExplorer(({ present }) => glassesOf(present));
  const hat = useExplorer(({ present }) => present.shot.nuisances.hat?.style ?? null);
  const worn = useExplorer(({ present }) => wornOf(present));
  return (
    <div className={classes.choices}>
      <Choice
        label="Hair"
        value={hair ?? NONE}
        data={[
          { value: NONE, label: 'Shaven' },
          ...description.hairNames.map((name) => ({ value: name, label: hairWord(name) })),
        ]}
        onChange={(value) => store.change(withHair(store.present, value === NONE ? null : value))}
      />
      <Choice
        label="Glasses"
        value={String(glasses ?? NONE)}
        data={[
          { value: NONE, label: 'None' },
          ...GLASSES_STYLES.map((style, index) => ({
            value: String(index),
            label: `${index + 1}: ${style.isMetal ? 'metal' : 'plastic'}`,
          })),
        ]}
        onChange={(value) => store.change(withGlasses(store.present, value === NONE ? null : Number(value)))}
      />
      <Choice
        label="Hat"
        value={String(hat ?? NONE)}
        data={[
          { value: NONE, label: 'None' },
          ...HAT_STYLES.map((name, index) => ({ value: String(index), label: HAT_WORDS[name] ?? name })),
        ]}
        onChange={(value) => store.change(withHat(store.present, value === NONE ? null : Number(value)))}
      />
      {worn !== '' && (
        <div className={classes.worn}>
          <span>This shot has {worn}.</span>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() =>
              store.change(withNuisances(store.present, { makeUp: null, occluder: null, beardOverride: null }))
            }
          >
            Take off
          </Button>
        </div>
      )}
    </div>
  );
}

function Choice(props: {
  readonly label: string;
  readonly value: string;
  readonly data: { value: string; label: string }[];
  readonly onChange: (value: string) => void;
}): ReactNode {
  return (
    <Select
      size="xs"
      label={props.label}
      allowDeselect={false}
      data={props.data}
      value={props.value}
      onChange={(value) => value !== null && props.onChange(value)}
    />
  );
}

const hairOf = ({ a, b, shareOfA, shot }: Explored): string | null =>
  (shot.nuisances.hairOverride ?? (b !== null && shareOfA < 0.5 ? b.identity : a).discrete.hair).mesh;

const glassesOf = (state: Explored): number | null =>
  state.shot.nuisances.wearsGlasses ? factorsOf(state).identity.discrete.glasses : null;

/** Make-up, something before the face, and another state of shaving, in words; empty: none of them. */
function wornOf({ shot }: Explored): string {
  const { makeUp, occluder, beardOverride } = shot.nuisances;
  return [
    makeUp === null ? '' : 'make-up',
    occluder === null ? '' : `a ${occluder.kind} before the face`,
    beardOverride === null ? '' : 'another state of shaving',
  ]
    .filter((word) => word !== '')
    .join(', ');
}

function withHair(state: Explored, mesh: string | null): Explored {
  const own = withIdentity(state, (identity) => ({
    ...identity,
    discrete: { ...identity.discrete, hair: { mesh, mirrored: identity.discrete.hair.mirrored, fringe: null } },
  }));
  return withNuisances(own, { hairOverride: null });
}

function withGlasses(state: Explored, glasses: number | null): Explored {
  const own = withIdentity(state, (identity) => ({ ...identity, discrete: { ...identity.discrete, glasses } }));
  return withNuisances(own, { wearsGlasses: true });
}

const HAT_COLOUR = [0.06, 0.07, 0.1] as const;

const withHat = (state: Explored, style: number | null): Explored =>
  withNuisances(state, {
    hat: style === null ? null : { colour: HAT_COLOUR, pull: 0.5, tiltDeg: 0, ...state.shot.nuisances.hat, style },
  });
