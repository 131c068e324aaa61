import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconDice5, IconLock, IconLockOpen2 } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { ComponentList } from './ComponentList';
import { useExplorer, useExplorerParts } from './explorerContext';
import type { Factor } from './explored';
import type { FactorSlider } from './factorSlider';
import { SliderRow } from './SliderRow';
import classes from './Explorer.module.css';

/** One factor: dice and lock in its head, sliders that mean something, and all its numbers behind "All numbers". */
export function FactorPanel(props: {
  readonly factor: Factor;
  readonly title: string;
  readonly sliders: readonly FactorSlider[];
  /** Every single number; empty: the sliders are all there is. */
  readonly components: readonly FactorSlider[];
  readonly onDice: (factor: Factor) => void;
  readonly children?: ReactNode;
}): ReactNode {
  const { factor, title, sliders, components, onDice, children } = props;
  const { store } = useExplorerParts();
  const isLocked = useExplorer(({ locked }) => locked.has(factor));
  const [showsAll, setShowsAll] = useState(false);
  const groups = useMemo(() => groupsOf(sliders), [sliders]);
  return (
    <section className={classes.panel} aria-label={title} data-testid={`factor-${factor}`}>
      <header className={classes.sectionHead}>
        <h2 className={classes.sectionTitle}>{title}</h2>
        <span className={classes.grow} />
        {components.length > 0 && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            aria-expanded={showsAll}
            onClick={() => setShowsAll(!showsAll)}
          >
            {showsAll ? 'Fewer' : `All ${components.length} numbers`}
          </Button>
        )}
        <Tooltip label={isLocked ? 'Kept when the whole face is diced' : 'Keep this when the whole face is diced'}>
          <ActionIcon
            size="sm"
            aria-label={`Lock ${title.toLowerCase()}`}
            aria-pressed={isLocked}
            variant={isLocked ? 'light' : 'subtle'}
            color={isLocked ? 'ink' : 'gray'}
            onClick={() => store.toggleLock(factor)}
          >
            {isLocked ? <IconLock size={16} /> : <IconLockOpen2 size={16} />}
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Another one, as the generator draws them">
          <ActionIcon size="sm" aria-label={`Dice ${title.toLowerCase()}`} onClick={() => onDice(factor)}>
            <IconDice5 size={17} />
          </ActionIcon>
        </Tooltip>
      </header>
      {children}
      <div className={classes.groups}>
        {groups.map((group) => (
          <SliderGroup key={group[0]?.id} sliders={group} />
        ))}
      </div>
      {showsAll && <ComponentList sliders={components} label={`All numbers of ${title.toLowerCase()}`} />}
    </section>
  );
}

/** Sliders under one heading. */
function SliderGroup({ sliders }: { readonly sliders: readonly FactorSlider[] }): ReactNode {
  const heading = sliders[0]?.group ?? '';
  return (
    <div>
      {heading !== '' && <h3 className={classes.group}>{heading}</h3>}
      {sliders.map((slider) => (
        <SliderRow key={slider.id} slider={slider} />
      ))}
    </div>
  );
}

function groupsOf(sliders: readonly FactorSlider[]): readonly (readonly FactorSlider[])[] {
  const groups = new Map<string, FactorSlider[]>();
  for (const slider of sliders) groups.set(slider.group, [...(groups.get(slider.group) ?? []), slider]);
  return [...groups.values()];
}
