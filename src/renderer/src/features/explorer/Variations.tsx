import { ActionIcon, Loader, Text, Tooltip } from '@mantine/core';
import { IconDice5 } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { GraphicsOptions } from '@shared/graphics/recipeOptions';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { useExplorer, useExplorerParts } from './explorerContext';
import { FACTORS, factorsOf, takeDrawn } from './explored';
import { SmallFace } from './SmallFace';
import { useRowFaces } from './useRowFaces';
import classes from './Explorer.module.css';

const COUNT = 12;

/** The same person in twelve other shots, as a recipe with these options would show them; a click takes the shot. */
export function Variations(props: { readonly options: GraphicsOptions }): ReactNode {
  const { options } = props;
  const { store, rowLink } = useExplorerParts();
  const [page, setPage] = useState(0);
  const identity = useExplorer(({ present }) => factorsOf(present).identity);
  const origin = useExplorer(({ present }) => present.origin);
  // Shots depend on who is drawn, for their hair; a person from elsewhere gets those of candidate 0.
  const { seed, candidate } = origin.kind === 'drawn' ? origin : { seed: 0, candidate: 0 };
  const draw = useMemo(() => ({ seed, candidate, sample: page * COUNT, options }), [seed, candidate, page, options]);
  const key = useMemo(() => ({ identity, draw }), [identity, draw]);
  const { faces, isDrawing, error } = useRowFaces(rowLink, () => ({ type: 'variations', count: COUNT, ...key }), key);
  const take = (slot: number): void => {
    const face = faces[slot];
    if (face === undefined) return;
    const factors = FACTORS.filter((factor) => factor !== 'identity' && !store.locked.has(factor));
    store.change(takeDrawn(store.present, { identity, shot: face.shot }, factors, origin));
  };
  return (
    <section className={classes.variations} aria-label="Variations" data-testid="variations" data-drawing={isDrawing}>
      <header className={classes.sectionHead}>
        <h2 className={classes.sectionTitle}>Twelve variations</h2>
        <Text size="xs" c="dimmed">
          The same person by the options of “New set”. A click takes the shot.
        </Text>
        <span className={classes.grow} />
        {isDrawing && <Loader size={14} aria-label="Drawing variations" />}
        <Tooltip label="Twelve other shots">
          <ActionIcon size="sm" aria-label="Twelve other shots" onClick={() => setPage(page + 1)}>
            <IconDice5 size={17} />
          </ActionIcon>
        </Tooltip>
      </header>
      {error !== undefined && <ErrorPanel error={error} />}
      <div className={classes.variationRow}>
        {Array.from({ length: COUNT }, (_unused, slot) => (
          <SmallFace
            key={slot}
            face={faces[slot]}
            label={`Variation ${slot + 1}: take this shot`}
            onClick={() => take(slot)}
          />
        ))}
      </div>
    </section>
  );
}
