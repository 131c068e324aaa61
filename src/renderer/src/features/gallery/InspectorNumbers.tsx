import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { memo, useState } from 'react';
import type { ReactNode } from 'react';
import type { ColumnSummary } from '../../client/samples/columnSummary';
import { foldBins } from '../../client/samples/columnSummary';
import type { SampleDetail } from '../../client/samples/tableProtocol';
import { columnLabel, scoreColumn, shortLabel, shownColumns } from '../../ui/columns';
import { formatNumber } from '../../ui/format';
import { histogramPath } from './histogramShape';
import classes from './Gallery.module.css';

const FIRST = 6;
const BINS = 32;
const HEIGHT = 20;

/** Numbers of the focused sample, each with the whole set behind it and the sample's place marked. */
export const InspectorNumbers = memo(function InspectorNumbers(props: {
  readonly title: string;
  readonly columns: readonly ColumnSummary[];
  readonly detail: SampleDetail;
  readonly isScores: boolean;
}): ReactNode {
  const { title, detail, isScores } = props;
  const [showsAll, setShowsAll] = useState(false);
  const columns = shownColumns(props.columns).filter(({ name }) => (scoreColumn(name) !== undefined) === isScores);
  if (columns.length === 0) return null;
  const shown = showsAll ? columns : columns.slice(0, FIRST);
  return (
    <section aria-label={title}>
      <Title order={3} mb={4}>
        {title}
      </Title>
      <Stack gap={6}>
        {shown.map((column) => (
          <PlacedNumber key={column.name} column={column} value={detail.numbers.get(column.name) ?? NaN} />
        ))}
      </Stack>
      {columns.length > FIRST && (
        <Anchor component="button" size="xs" mt={6} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Fewer' : `All ${columns.length}`}
        </Anchor>
      )}
    </section>
  );
});

function PlacedNumber(props: { readonly column: ColumnSummary; readonly value: number }): ReactNode {
  const { column, value } = props;
  const { name, low, high } = column;
  const bins = foldBins(column.bins, BINS);
  const isKnown = Number.isFinite(value);
  const place = isKnown ? placeWord(column, value) : '';
  return (
    <div title={[columnLabel(name), scoreColumn(name)?.about ?? '', place].filter((part) => part !== '').join('. ')}>
      <Group justify="space-between" gap={4} wrap="nowrap">
        <Text size="xs" truncate>
          {shortLabel(name)}
        </Text>
        <Text size="xs" c="dimmed" className="tabular" style={{ whiteSpace: 'nowrap' }}>
          {isKnown ? formatNumber(Number(value.toPrecision(4))) : 'not measured'}
        </Text>
      </Group>
      <svg
        className={classes.placed}
        viewBox={`0 0 ${BINS} ${HEIGHT}`}
        height={HEIGHT}
        preserveAspectRatio="none"
        role="img"
        aria-label={place === '' ? 'not measured' : place}
      >
        <path className={classes.all} d={histogramPath(bins, Math.max(1, ...bins), HEIGHT)} />
        {isKnown && (
          <line
            className={classes.mark}
            x1={((value - low) / (high - low || 1)) * BINS}
            x2={((value - low) / (high - low || 1)) * BINS}
            y1={0}
            y2={HEIGHT}
            vectorEffect="non-scaling-stroke"
          />
        )}
      </svg>
    </div>
  );
}

/** Where a value stands in the set: how many of those measured are lower. Found from the bins, so good to one bin. */
function placeWord({ bins, low, high }: ColumnSummary, value: number): string {
  const total = bins.reduce((sum, count) => sum + count, 0);
  const at = high > low ? Math.min(bins.length - 1, Math.floor(((value - low) / (high - low)) * bins.length)) : 0;
  const below = bins.subarray(0, Math.max(0, at)).reduce((sum, count) => sum + count, 0) + (bins[at] ?? 0) / 2;
  const percent = (100 * below) / Math.max(1, total);
  return `Above ${percent < 1 ? 'less than 1' : percent > 99 ? 'more than 99' : Math.round(percent)} % of the set`;
}
