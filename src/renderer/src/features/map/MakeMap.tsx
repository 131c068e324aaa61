import { Button, Group, MultiSelect, NumberInput, SegmentedControl, Stack, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import { SetId } from '@shared/domain/ids';
import { MAP_METHODS, MAX_MAP_SETS, MapMethod } from '@shared/domain/maps';
import { useOutis } from '../../client/outisContext';
import { startJob } from '../../client/startJob';
import { useAction } from '../../client/useAction';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { SetScores } from './SetScores';

const ABOUT: Readonly<Record<MapMethod, string>> = {
  umap: 'Keeps neighbours: people become islands. Distances between islands mean little.',
  mds: 'Keeps distances as well as a plane can; for up to 2,000 faces.',
  pca: 'The quick first picture: the plane in which faces differ most.',
};

/** Asks for a new map. A set must be scored first; where one is not, the button for that stands here. */
export function MakeMap(props: {
  readonly sets: readonly SetSummary[];
  readonly setIds: readonly SetId[];
  readonly onStarted?: () => void;
}): ReactNode {
  const { sets, setIds, onStarted } = props;
  const outis = useOutis();
  const [first] = sets;
  const [chosen, choose] = useState<readonly string[]>(
    setIds.length > 0 ? setIds : first === undefined ? [] : [first.id],
  );
  const [method, setMethod] = useState<MapMethod>('umap');
  const [seed, setSeed] = useState(0);
  const [judged, setJudged] = useState<ReadonlySet<string>>(new Set());
  const noteJudged = useCallback((setId: SetId) => setJudged((before) => new Set([...before, setId])), []);
  const isReady = chosen.length > 0 && chosen.every((id) => judged.has(id));
  const make = useAction(async () => {
    await startJob(outis, { kind: 'map', sets: chosen.map((id) => SetId.parse(id)), method, seed });
    onStarted?.();
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        make.run();
      }}
    >
      <Stack gap="sm">
        <MultiSelect
          label="Sets on the map"
          description="Real people only with their consent to display and evaluation."
          data={sets.map((set) => ({
            value: set.id,
            label:
              set.kind === 'syn'
                ? set.name
                : `${set.name} (${isOfRealPeople(set) ? 'real people' : 'declared synthetic'})`,
          }))}
          value={[...chosen]}
          maxValues={MAX_MAP_SETS}
          searchable
          hidePickedOptions
          comboboxProps={{ withinPortal: true }}
          onChange={choose}
        />
        {sets
          .filter(({ id }) => chosen.includes(id))
          .map((set) => (
            <SetScores key={set.id} set={set} onJudged={noteJudged} />
          ))}
        <div>
          <SegmentedControl
            fullWidth
            aria-label="Method"
            value={method}
            data={MAP_METHODS.map((value) => ({ value, label: value.toUpperCase() }))}
            onChange={(value) => setMethod(MapMethod.parse(value))}
          />
          <Text size="xs" c="dimmed" mt={4} mih={34}>
            {ABOUT[method]}
          </Text>
        </div>
        <Group justify="space-between" align="flex-end">
          <NumberInput
            label="Seed"
            w={110}
            min={0}
            allowDecimal={false}
            value={seed}
            disabled={method !== 'umap'}
            onChange={(value) => setSeed(typeof value === 'number' ? value : 0)}
          />
          <Button type="submit" loading={make.isRunning} disabled={!isReady}>
            Make the map
          </Button>
        </Group>
        {make.error !== undefined && <ErrorPanel error={make.error} />}
      </Stack>
    </form>
  );
}
