import { ActionIcon, Group, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { memo, useMemo, useRef } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import type { ColumnSummary } from '../../client/samples/columnSummary';
import { foldBins } from '../../client/samples/columnSummary';
import { columnLabel, scoreColumn, shortLabel } from '../../ui/columns';
import { formatNumber } from '../../ui/format';
import { useStable } from '../../ui/useStable';
import { RangeEnd } from './RangeEnd';
import { histogramPath, nudgedRange } from './histogramShape';
import type { Range } from './histogramShape';
import classes from './Gallery.module.css';

const HEIGHT = 38;

/** One column over the whole set, what matches in front of it. Drag across to filter, use the arrow keys, or write an end. */
export const HistogramFilter = memo(function HistogramFilter(props: {
  readonly column: ColumnSummary;
  readonly matching: Uint32Array | undefined;
  readonly range: Range | undefined;
  readonly binCount: number;
  readonly onChange: (name: string, range: Range | undefined) => void;
}): ReactNode {
  const { column, matching, range, binCount } = props;
  const drag = useRef<{ readonly from: number; readonly before: Range | undefined } | null>(null);
  const { top, path } = useMemo(() => {
    const bins = foldBins(column.bins, binCount);
    const highest = Math.max(1, ...bins);
    return { top: highest, path: histogramPath(bins, highest, HEIGHT) };
  }, [column, binCount]);
  const label = shortLabel(column.name);
  const span = column.high - column.low || 1;
  const onChange = (next: Range | undefined): void => props.onChange(column.name, next);
  const setEnds = useStable((low: number, high: number) => onChange([low, high]));
  const clear = useStable(() => onChange(undefined));
  const xOf = (value: number): number => ((value - column.low) / span) * binCount;

  const valueAt = (event: PointerEvent<SVGSVGElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    return column.low + share * span;
  };
  const move = (event: PointerEvent<SVGSVGElement>): void => {
    if (drag.current === null) return;
    const { from } = drag.current;
    const value = valueAt(event);
    // A click without a drag takes the filter away.
    const isClick = Math.abs(value - from) < span / 128;
    onChange(isClick ? undefined : [Math.min(from, value), Math.max(from, value)]);
  };
  const onKey = (event: KeyboardEvent): void => {
    const next =
      event.key === 'Escape' || event.key === 'Delete'
        ? undefined
        : nudgedRange(event.key, event.shiftKey, range, column, binCount);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(next);
  };

  return (
    <div data-testid={`filter-${column.name}`}>
      <Head name={column.name} isFiltering={range !== undefined} onClear={clear} />
      <svg
        className={classes.histogram}
        viewBox={`0 0 ${binCount} ${HEIGHT}`}
        height={HEIGHT}
        preserveAspectRatio="none"
        role="slider"
        tabIndex={0}
        aria-label={`Filter ${label}: arrow keys move the lower end, with Shift the upper end; Delete clears`}
        aria-valuemin={column.low}
        aria-valuemax={column.high}
        aria-valuenow={range?.[0] ?? column.low}
        aria-valuetext={`${formatNumber(range?.[0] ?? column.low)} to ${formatNumber(range?.[1] ?? column.high)}`}
        onKeyDown={onKey}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { from: valueAt(event), before: range };
        }}
        onPointerMove={move}
        onPointerUp={(event) => {
          move(event);
          drag.current = null;
        }}
        onPointerCancel={() => {
          if (drag.current !== null) onChange(drag.current.before);
          drag.current = null;
        }}
      >
        <path className={classes.all} d={path} />
        {matching !== undefined && (
          <path className={classes.matching} d={histogramPath(foldBins(matching, binCount), top, HEIGHT)} />
        )}
        {range !== undefined && (
          <rect
            className={classes.brush}
            x={xOf(range[0])}
            width={Math.max(0.15, xOf(range[1]) - xOf(range[0]))}
            y={0}
            height={HEIGHT}
            vectorEffect="non-scaling-stroke"
          />
        )}
      </svg>
      <Ends label={label} low={range?.[0] ?? column.low} high={range?.[1] ?? column.high} onChange={setEnds} />
    </div>
  );
});

// Counts that change draw one path again, and not these.
const Head = memo(function Head(props: {
  readonly name: string;
  readonly isFiltering: boolean;
  readonly onClear: () => void;
}): ReactNode {
  const { name } = props;
  const about = scoreColumn(name)?.about;
  return (
    <Group justify="space-between" gap={4} wrap="nowrap" h={20}>
      <Text size="xs" truncate title={about === undefined ? name : `${columnLabel(name)}: ${about}`}>
        {shortLabel(name)}
      </Text>
      {props.isFiltering && (
        <ActionIcon size="xs" aria-label={`Clear filter ${shortLabel(name)}`} onClick={props.onClear}>
          <IconX size={12} />
        </ActionIcon>
      )}
    </Group>
  );
});

const Ends = memo(function Ends(props: {
  readonly label: string;
  readonly low: number;
  readonly high: number;
  readonly onChange: (low: number, high: number) => void;
}): ReactNode {
  const { label, low, high, onChange } = props;
  return (
    <Group justify="space-between" gap={4} wrap="nowrap">
      <RangeEnd label={`From, ${label}`} value={low} onChange={(from) => onChange(Math.min(from, high), high)} />
      <RangeEnd label={`To, ${label}`} isRight value={high} onChange={(to) => onChange(low, Math.max(to, low))} />
    </Group>
  );
});
