import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { ExportEntry, SetSummary } from '@shared/contract/views';
import type { DiffSide, ExportDiff } from '@shared/domain/exportDiff';
import { useOutis } from '../../client/outisContext';
import { useAction } from '../../client/useAction';
import { useQuery } from '../../client/useQuery';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Panel } from '../../ui/Panel';
import { formatMoment } from '../../ui/format';
import { DiffView } from './DiffView';

/** Samples named for each cause. */
const NAMED = 100;

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly side: DiffSide;
}

const choicesOf = (exports: readonly ExportEntry[], sets: readonly SetSummary[]): Choice[] => [
  ...exports.map(({ directory, name, createdAt }) => ({
    value: directory,
    label: `${name}, ${formatMoment(createdAt)}`,
    side: { type: 'folder' as const, directory },
  })),
  ...sets.map(({ id, name }) => ({
    value: id,
    label: `the set ${name} as it is now`,
    side: { type: 'set' as const, setId: id, revision: null },
  })),
];

/** What changed between two exports, or an export and its set as it is now, and why. */
export function ComparePanel(props: {
  readonly sets: readonly SetSummary[];
  /** Folder of the earlier export; null until one is chosen. */
  readonly earlier: string | null;
  readonly onEarlier: (directory: string | null) => void;
}): ReactNode {
  const { sets, earlier, onEarlier } = props;
  const outis = useOutis();
  const exports = useQuery('export.list', undefined);
  const [later, setLater] = useState<string | null>(null);
  const [found, setFound] = useState<ExportDiff | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  const choices = choicesOf(exports.data ?? [], sets);
  const sideOf = (value: string | null): DiffSide | undefined => choices.find((one) => one.value === value)?.side;
  const [a, b] = [sideOf(earlier), sideOf(later)];
  const compare = useAction(async () => {
    if (a !== undefined && b !== undefined) setFound(await outis.client.call('export.diff', { a, b, limit: NAMED }));
  });
  // Whoever asks for a comparison far above is led to it.
  useEffect(() => {
    if (earlier !== null) panel.current?.scrollIntoView({ block: 'nearest' });
  }, [earlier]);
  if ((exports.data ?? []).length === 0) return null;
  const options = choices.map(({ value, label }) => ({ value, label }));
  return (
    <div ref={panel}>
      <Panel
        title="Compare"
        hint="What was added, removed or changed from the earlier to the later one, and why."
        testId="compare"
      >
        <Stack gap="md">
          <Group align="flex-end" gap="sm">
            <Select label="Earlier" miw={300} data={options} value={earlier} onChange={onEarlier} />
            <Select
              label="Later"
              miw={300}
              data={options.filter(({ value }) => value !== earlier)}
              value={later}
              onChange={setLater}
            />
            <Button
              variant="default"
              leftSection={<IconArrowsDiff size={16} />}
              loading={compare.isRunning}
              disabled={a === undefined || b === undefined || earlier === later}
              onClick={() => compare.run()}
            >
              Compare
            </Button>
          </Group>
          {compare.error !== undefined && <ErrorPanel error={compare.error} onClose={compare.clear} />}
          {found === null ? (
            <Text size="sm" c="dimmed">
              Choose two exports, or an export and a set.
            </Text>
          ) : (
            <DiffView diff={found} />
          )}
        </Stack>
      </Panel>
    </div>
  );
}
