import { Button, Group, Text, Title } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { SampleId } from '@shared/domain/ids';
import type { MapSet } from '@shared/domain/maps';
import { useFaceLoader } from '../../client/faces/useFaceLoader';
import type { FaceLoader } from '../../client/faces/faceLoader';
import { useFaceUrl } from '../../client/faces/useFaceUrl';
import { pickedInGallery, pickedOnMap } from '../../client/pickedSamples';
import { useNavigate } from '../../client/useRoute';
import { FaceImage } from '../../ui/FaceImage';
import { OriginMark } from '../../ui/OriginMark';
import { formatCount } from '../../ui/format';
import type { MapSelection } from './useMapSelection';
import type { MapTable } from './mapTable';
import classes from './Map.module.css';

/** Faces shown per set; all go to the gallery. */
const SHOWN = 60;

/** What is selected, with faces, for pointer and keyboard; and the way to the gallery. */
export function PickedList(props: {
  readonly table: MapTable;
  readonly selection: MapSelection;
  readonly focused: number | null;
  readonly onFocus: (row: number) => void;
}): ReactNode {
  const { table, selection, focused, onFocus } = props;
  const groups = useMemo(() => {
    if (table.info.sets.length === 1) return table.info.sets.map((set) => ({ set, rows: selection.rows }));
    return table.info.sets.map((set, index) => ({
      set,
      rows: selection.rows.filter((row) => table.setOf(row) === index),
    }));
  }, [table, selection.rows]);
  const count = selection.rows.length;
  return (
    <aside className={classes.side} aria-label="Selected samples" data-testid="map-picked">
      <Group className={classes.sideHead} justify="space-between" wrap="nowrap">
        <Title order={2} size="h4">
          {count === 0 ? 'Nothing selected' : `${formatCount(count)} selected`}
        </Title>
        {count > 0 && (
          <Button size="compact-xs" variant="subtle" onClick={selection.clear}>
            Clear
          </Button>
        )}
      </Group>
      <div className={classes.list}>
        {count === 0 && (
          <Text size="sm" c="dimmed">
            Draw a lasso around points, click one, or press V to select all that is in sight. The rest turns grey, and
            the selected faces are shown here.
          </Text>
        )}
        {count > 0 && selection.from === 'gallery' && (
          <Text size="xs" c="dimmed" mb="xs">
            Selected in the gallery.
          </Text>
        )}
        {groups
          .filter(({ rows }) => rows.length > 0)
          .map(({ set, rows }) => (
            <PickedSet key={set.setId} table={table} set={set} rows={rows} focused={focused} onFocus={onFocus} />
          ))}
      </div>
    </aside>
  );
}

function PickedSet(props: {
  readonly table: MapTable;
  readonly set: MapSet;
  readonly rows: Uint32Array;
  readonly focused: number | null;
  readonly onFocus: (row: number) => void;
}): ReactNode {
  const { table, set, rows, focused, onFocus } = props;
  const navigate = useNavigate();
  const faces = useFaceLoader(set.setId, set.kind);
  const toGallery = (): void => {
    const picked = { setId: set.setId, ids: Array.from(rows, (row) => table.idOf(row)) };
    pickedOnMap.set(picked);
    // There they are selected, too, and stay so when one comes back.
    pickedInGallery.set(picked);
    navigate({ page: 'gallery', setId: set.setId });
  };
  return (
    <section className={classes.group} aria-label={set.name}>
      <Group justify="space-between" gap={6} wrap="nowrap">
        <Text size="sm" fw={600} truncate>
          {set.name}
        </Text>
        <OriginMark origin={set.kind} declared={set.declaredSynthetic} size="sm" />
      </Group>
      <Button
        fullWidth
        mt={6}
        size="xs"
        variant="default"
        leftSection={<IconPhoto size={14} />}
        onClick={toGallery}
        data-testid="map-to-gallery"
      >
        Show {formatCount(rows.length)} in the gallery
      </Button>
      <div className={classes.tiles}>
        {Array.from(rows.subarray(0, SHOWN), (row) => (
          <button
            key={row}
            type="button"
            className={classes.tile}
            data-origin={set.kind}
            aria-label={`${set.name} ${table.idOf(row)}`}
            aria-pressed={row === focused}
            onClick={() => onFocus(row)}
          >
            <Face loader={faces} id={table.idOf(row)} />
          </button>
        ))}
      </div>
      {rows.length > SHOWN && (
        <Text size="xs" c="dimmed" mt={4}>
          and {formatCount(rows.length - SHOWN)} more in the gallery
        </Text>
      )}
    </section>
  );
}

const Face = (props: { readonly loader: FaceLoader; readonly id: SampleId }): ReactNode => (
  <FaceImage src={useFaceUrl(props.loader, props.id)} alt="" />
);
