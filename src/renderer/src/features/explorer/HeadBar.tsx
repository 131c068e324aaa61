import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconDice5 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CandidateInput } from './CandidateInput';
import { useExplorer, useExplorerParts } from './explorerContext';
import { isChanged } from './explored';
import type { Explored } from './explored';
import { randomCandidate } from './pick';
import classes from './Explorer.module.css';

/** Who is shown: seed and candidate, as numbers to note and to type; dice for the whole face; undo and redo. */
export function HeadBar(props: { readonly onPick: (seed: number, candidate: number) => void }): ReactNode {
  const { onPick } = props;
  const { store } = useExplorerParts();
  const origin = useExplorer(({ present }) => present.origin);
  const hasChanged = useExplorer(({ present }) => isChanged(present));
  const canUndo = useExplorer((explorer) => explorer.canUndo);
  const canRedo = useExplorer((explorer) => explorer.canRedo);
  const seed = origin.kind === 'drawn' ? origin.seed : 0;
  const candidate = origin.kind === 'drawn' ? origin.candidate : null;
  return (
    <Group gap={8} wrap="nowrap" className={classes.headBar}>
      <Button
        size="compact-sm"
        className={classes.rigid}
        leftSection={<IconDice5 size={17} />}
        onClick={() => onPick(seed, randomCandidate())}
      >
        Dice face
      </Button>
      <Text size="xs" c="dimmed" component="label" htmlFor="explorer-candidate">
        Person
      </Text>
      <CandidateInput
        id="explorer-candidate"
        label="Candidate number"
        value={candidate}
        onPick={(value) => onPick(seed, value)}
      />
      <Text size="xs" c="dimmed" component="label" htmlFor="explorer-seed">
        of seed
      </Text>
      <CandidateInput
        id="explorer-seed"
        label="Seed"
        value={origin.kind === 'drawn' ? origin.seed : null}
        max={Number.MAX_SAFE_INTEGER}
        onPick={(value) => onPick(value, candidate ?? 0)}
      />
      <span className={classes.grow} />
      <Text size="xs" c="dimmed" data-testid="explorer-origin">
        {originWords(origin)}
        {hasChanged ? (origin.kind === 'drawn' ? 'changed by hand' : ', changed by hand') : ''}
      </Text>
      <Tooltip label="Undo (Ctrl+Z)">
        <ActionIcon size="sm" aria-label="Undo" disabled={!canUndo} onClick={store.undo}>
          <IconArrowBackUp size={17} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Redo (Ctrl+Shift+Z)">
        <ActionIcon size="sm" aria-label="Redo" disabled={!canRedo} onClick={store.redo}>
          <IconArrowForwardUp size={17} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

function originWords(origin: Explored['origin']): string {
  switch (origin.kind) {
    case 'drawn':
      return '';
    case 'stored':
      return `sample ${origin.sampleId}`;
    case 'pasted':
      return 'from coefficients';
  }
}
