import { Center, Loader } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import type { MapId, MapInfo, MapView } from '@shared/domain/maps';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { KeyLegend } from '../../ui/KeyLegend';
import { formatAmount, formatCount } from '../../ui/format';
import { useKeyDown } from '../../ui/useKeyDown';
import { HoverCard } from './HoverCard';
import { MapCanvas } from './MapCanvas';
import type { Hovered, MapCanvasHandle } from './MapCanvas';
import { MapLegend } from './MapLegend';
import { MapToolbar } from './MapToolbar';
import type { DragMode } from './MapToolbar';
import { PickedList } from './PickedList';
import { columnOrder, columnText } from './columnText';
import { colourOf, columnOf, looksOf, selectedLooks } from './looks';
import type { ColourBy } from './looks';
import { colourRange } from './mapColours';
import type { MapTable } from './mapTable';
import { useDecisions } from './useDecisions';
import { useMapPalette } from './useMapPalette';
import { useMapSelection } from './useMapSelection';
import { useMapTable, useValues } from './useMapTable';
import classes from './Map.module.css';

const ZOOM_STEP = 1.4;

interface Shown {
  readonly view: MapView;
  readonly maps: readonly MapView[];
  readonly sets: readonly SetSummary[];
  readonly onChoose: (id: MapId) => void;
}

/** One map with what is done on it. */
export function MapWorkspace(props: Shown): ReactNode {
  const { table, error } = useMapTable(props.view.info);
  if (error !== undefined || table === null)
    return (
      <Center h="100%" p="xl" data-testid="page-map">
        {error === undefined ? <Loader size="sm" aria-label="Loading the map" /> : <ErrorPanel error={error} />}
      </Center>
    );
  return <OpenMap {...props} table={table} />;
}

function OpenMap(props: Shown & { readonly table: MapTable }): ReactNode {
  const { view, maps, sets, table, onChoose } = props;
  const canvas = useRef<MapCanvasHandle>(null);
  const [by, setBy] = useState<ColourBy>('origin');
  const [mode, setMode] = useState<DragMode>('move');
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const palette = useMapPalette();
  const selection = useMapSelection(table);
  const column = columnOf(by);
  const values = useValues(table, column);
  const decisionOf = useDecisions(table);
  const colour = useMemo(
    () => colourOf(table, by, { values, decisionOf }, palette),
    [table, by, values, decisionOf, palette],
  );
  const unselected = useMemo(() => looksOf(table, colour), [table, colour]);
  const looks = useMemo(() => selectedLooks(unselected, selection.rows), [unselected, selection.rows]);
  const range = useMemo(() => (values === null ? null : colourRange(values)), [values]);

  const zoom = (direction: 1 | -1 | 0): void => {
    if (direction === 0) canvas.current?.reset();
    else canvas.current?.zoomBy(direction === 1 ? ZOOM_STEP : 1 / ZOOM_STEP);
  };
  const select = (rows: Uint32Array, isAdded: boolean): void => {
    selection.select(rows, isAdded);
    setFocused(rows.length === 1 ? (rows[0] ?? null) : null);
  };
  useKeyDown((event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    switch (event.key) {
      case '+':
      case '=':
        zoom(1);
        return true;
      case '-':
        zoom(-1);
        return true;
      case '0':
        zoom(0);
        return true;
      case 'l':
        setMode(mode === 'lasso' ? 'move' : 'lasso');
        return true;
      case 'v':
        select(canvas.current?.inSight() ?? new Uint32Array(), false);
        return true;
      case 'Escape':
        selection.clear();
        setFocused(null);
        return true;
      default:
        return false;
    }
  });

  return (
    <div className={classes.page} data-testid="page-map">
      <MapToolbar
        view={view}
        maps={maps}
        sets={sets}
        columns={columnOrder(table.columns)}
        by={by}
        mode={mode}
        onChoose={onChoose}
        onColour={setBy}
        onMode={setMode}
        onZoom={zoom}
      />
      <div className={classes.body}>
        <div className={classes.middle}>
          <MapCanvas
            table={table}
            looks={looks}
            palette={palette}
            isLassoing={mode === 'lasso'}
            focused={focused}
            onSelect={select}
            onHover={setHovered}
            handle={canvas}
          />
          <MapLegend info={table.info} by={by} label={column === null ? '' : columnText(column)} range={range} />
          {hovered !== null && (
            <HoverCard
              table={table}
              hovered={hovered}
              value={
                column === null || values === null
                  ? null
                  : { label: columnText(column), of: values[hovered.row] ?? NaN }
              }
            />
          )}
        </div>
        <PickedList
          table={table}
          selection={selection}
          focused={focused}
          onFocus={(row) => {
            setFocused(row);
            canvas.current?.show(row);
          }}
        />
      </div>
      <div className={classes.bottom}>
        <span className={`${classes.count ?? ''} tabular`} data-testid="map-count">
          {countText(table)}
        </span>
        <KeyLegend
          entries={[
            { keys: ['Shift', 'drag'], text: 'lasso' },
            { keys: ['L'], text: 'lasso on or off' },
            { keys: ['V'], text: 'select what is in sight' },
            { keys: ['+', '−', '0'], text: 'zoom' },
            { keys: ['Esc'], text: 'clear' },
          ]}
        />
      </div>
    </div>
  );
}

/** How many faces there are, and which of them are placed more crudely or missing. */
function countText({ info, count }: MapTable): string {
  const parts = [formatAmount(count, 'face', 'faces')];
  const placed = info.points - info.fitted;
  if (placed > 0) parts.push(`${formatCount(info.fitted)} laid out, ${formatCount(placed)} placed among them`);
  const missing = sumOf(info, 'notScored');
  if (missing > 0) parts.push(`${formatCount(missing)} not scored`);
  const silent = sumOf(info, 'withoutConsent') + info.points - count;
  if (silent > 0) parts.push(`${formatCount(silent)} without consent`);
  return parts.join(' · ');
}

const sumOf = ({ sets }: MapInfo, what: 'notScored' | 'withoutConsent'): number =>
  sets.reduce((sum, set) => sum + set[what], 0);
