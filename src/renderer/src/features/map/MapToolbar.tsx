import { ActionIcon, Badge, Button, Group, Popover, SegmentedControl, Select, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconFocusCentered, IconMinus, IconPalette, IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { MapId, mapTitle } from '@shared/domain/maps';
import type { MapInfo, MapView } from '@shared/domain/maps';
import { MakeMap } from './MakeMap';
import { columnText } from './columnText';
import type { ColourBy } from './looks';
import classes from './Map.module.css';

export type DragMode = 'move' | 'lasso';

const titleOf = ({ method, sets }: MapInfo): string =>
  mapTitle(
    method,
    sets.map(({ name }) => name),
  );

/** Which map, coloured by what, and what a drag does. */
export function MapToolbar(props: {
  readonly view: MapView;
  readonly maps: readonly MapView[];
  readonly sets: readonly SetSummary[];
  readonly columns: readonly string[];
  readonly by: ColourBy;
  readonly mode: DragMode;
  readonly onChoose: (id: MapId) => void;
  readonly onColour: (by: ColourBy) => void;
  readonly onMode: (mode: DragMode) => void;
  readonly onZoom: (direction: 1 | -1 | 0) => void;
}): ReactNode {
  const { view, maps, sets, columns, by, mode, onChoose, onColour, onMode, onZoom } = props;
  const [isOpen, making] = useDisclosure(false);
  return (
    <div className={classes.toolbar} role="toolbar" aria-label="Map">
      <Select
        aria-label="Map"
        size="xs"
        w={260}
        allowDeselect={false}
        data={maps.map(({ info }) => ({ value: info.id, label: titleOf(info) + seedText(info, maps) }))}
        value={view.info.id}
        onChange={(value) => onChoose(MapId.parse(value))}
      />
      <Select
        aria-label="Colour by"
        size="xs"
        w={210}
        searchable
        allowDeselect={false}
        leftSection={<IconPalette size={14} />}
        data={[
          {
            group: 'Colour by',
            items: [
              { value: 'origin', label: 'Origin' },
              { value: 'identity', label: 'Identity' },
              { value: 'decision', label: 'Decision' },
            ],
          },
          { group: 'Numbers', items: columns.map((name) => ({ value: `n.${name}`, label: columnText(name) })) },
        ]}
        value={by}
        // The list holds these words and columns only.
        onChange={(value) => onColour((value ?? 'origin') as ColourBy)}
      />
      <SegmentedControl
        aria-label="What a drag does"
        size="xs"
        value={mode}
        data={[
          { value: 'move', label: 'Move' },
          { value: 'lasso', label: 'Lasso' },
        ]}
        onChange={(value) => onMode(value === 'lasso' ? 'lasso' : 'move')}
      />
      <Group gap={2} wrap="nowrap">
        <Tool label="Nearer (+)" onClick={() => onZoom(1)} icon={<IconPlus size={16} />} />
        <Tool label="Farther (−)" onClick={() => onZoom(-1)} icon={<IconMinus size={16} />} />
        <Tool label="Show all (0)" onClick={() => onZoom(0)} icon={<IconFocusCentered size={16} />} />
      </Group>
      {view.stale.length > 0 && (
        <Tooltip label={view.stale.join(' ')} multiline w={280}>
          <Badge
            color="real"
            variant="light"
            tabIndex={0}
            leftSection={<IconAlertTriangle size={12} />}
            aria-label={`Out of date. ${view.stale.join(' ')}`}
          >
            out of date
          </Badge>
        </Tooltip>
      )}
      <Popover opened={isOpen} onChange={making.toggle} width={420} position="bottom-end" shadow="md" trapFocus>
        <Popover.Target>
          <Button size="xs" variant="default" ml="auto" onClick={making.toggle}>
            New map
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <MakeMap
            sets={sets}
            setIds={view.info.sets.map(({ setId }) => setId).filter((id) => sets.some((set) => set.id === id))}
            onStarted={making.close}
          />
          <Text size="xs" c="dimmed" mt="xs">
            The new map is shown when it is done.
          </Text>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

/** The seed, where another map has the same title. */
function seedText(info: MapInfo, maps: readonly MapView[]): string {
  const alike = maps.filter((other) => titleOf(other.info) === titleOf(info));
  return alike.length > 1 ? `, seed ${info.seed}` : '';
}

const Tool = (props: { readonly label: string; readonly icon: ReactNode; readonly onClick: () => void }): ReactNode => (
  <Tooltip label={props.label}>
    <ActionIcon variant="subtle" color="gray" aria-label={props.label} onClick={props.onClick}>
      {props.icon}
    </ActionIcon>
  </Tooltip>
);
