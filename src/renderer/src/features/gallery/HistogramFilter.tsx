import { ActionIcon, Group, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import type { ColumnSummary } from '../../client/samples/columnSummary';
import { BIN_COUNT } from '../../client/samples/columnSummary';
import { formatNumber } from '../../ui/format';
import { columnLabel } from '../../ui/columns';
import classes from './Gallery.module.css';

type Range = readonly [number, number];

const HEIGHT = 38;

/** One column over the whole set, what matches in front of it; drag across to filter, or use the arrow keys on either end. */
export function HistogramFilter(props: {
  readonly column: ColumnSummary;
  readonly matching: Uint32Array | undefined;
  readonly range: Range | undefined;
  readonly onChange: (range: Range | undefined) => void;
}): ReactNode {
  const { column, matching, range, onChange } = props;
  const drag = useRef<number | null>(null);
  const [preview, setPreview] = useState<Range | undefined>(undefined);
  const top = Math.max(1, ...column.bins);
  const label = columnLabel(column.name);
  const span = column.high - column.low || 1;
  const shown = preview ?? range;

  const valueAt = (event: PointerEvent<SVGSVGElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    return column.low + share * span;
  };
  const finish = (): void => {
    drag.current = null;
    if (preview !== undefined) onChange(preview[1] - preview[0] < span / BIN_COUNT / 4 ? undefined : preview);
    setPreview(undefined);
  };
  const nudge = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: event.shiftKey ? [0, -1] : [-1, 0],
      ArrowRight: event.shiftKey ? [0, 1] : [1, 0],
    };
    const move = steps[event.key];
    if (move === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const bin = span / BIN_COUNT;
    const [low, high] = range ?? [column.low, column.high];
    const next: Range = [
      Math.min(high, Math.max(column.low, low + move[0] * bin)),
      Math.max(low, Math.min(column.high, high + move[1] * bin)),
    ];
    onChange(next[0] <= column.low && next[1] >= column.high ? undefined : next);
  };
  const xOf = (value: number): number => ((value - column.low) / span) * BIN_COUNT;

  return (
    <div>
      <Group justify="space-between" gap={4} wrap="nowrap" h={20}>
        <Text size="xs" truncate title={column.name}>
          {label}
        </Text>
        {range !== undefined && (
          <ActionIcon size="xs" aria-label={`Clear filter ${label}`} onClick={() => onChange(undefined)}>
            <IconX size={12} />
          </ActionIcon>
        )}
      </Group>
      <svg
        className={classes.histogram}
        viewBox={`0 0 ${BIN_COUNT} ${HEIGHT}`}
        height={HEIGHT}
        preserveAspectRatio="none"
        role="slider"
        tabIndex={0}
        aria-label={`Filter ${label}: arrow keys move the lower end, with Shift the upper end`}
        aria-valuemin={column.low}
        aria-valuemax={column.high}
        aria-valuenow={shown?.[0] ?? column.low}
        aria-valuetext={`${formatNumber(shown?.[0] ?? column.low)} to ${formatNumber(shown?.[1] ?? column.high)}`}
        onKeyDown={nudge}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = valueAt(event);
          setPreview([drag.current, drag.current]);
        }}
        onPointerMove={(event) => {
          if (drag.current === null) return;
          const value = valueAt(event);
          setPreview([Math.min(drag.current, value), Math.max(drag.current, value)]);
        }}
        onPointerUp={finish}
        onPointerCancel={finish}
      >
        {Array.from(column.bins, (count, bin) => {
          // A square root keeps the tails of a distribution visible.
          const full = Math.sqrt(count / top) * HEIGHT;
          const part = Math.sqrt((matching?.[bin] ?? 0) / top) * HEIGHT;
          return (
            <g key={bin}>
              <rect className={classes.all} x={bin + 0.06} width={0.88} y={HEIGHT - full} height={full} />
              <rect className={classes.matching} x={bin + 0.06} width={0.88} y={HEIGHT - part} height={part} />
            </g>
          );
        })}
        {shown !== undefined && (
          <rect
            className={classes.brush}
            x={xOf(shown[0])}
            width={Math.max(0.15, xOf(shown[1]) - xOf(shown[0]))}
            y={0}
            height={HEIGHT}
            vectorEffect="non-scaling-stroke"
          />
        )}
      </svg>
      <Group justify="space-between" gap={4}>
        <Text size="xs" c="dimmed" className="tabular" fz={10.5}>
          {formatNumber(shown?.[0] ?? column.low)}
        </Text>
        <Text size="xs" c="dimmed" className="tabular" fz={10.5}>
          {formatNumber(shown?.[1] ?? column.high)}
        </Text>
      </Group>
    </div>
  );
}
