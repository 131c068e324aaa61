import type { ScoreColumn, ScoreStatus } from '@shared/domain/scores';
import type { ScoreTable } from '../storage/scores/scoreTypes';
import { countText, tableText } from './texts';

/** How one score is spread over a set. */
export interface ColumnSummary {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly scored: number;
  /** Null where nothing was scored. */
  readonly least: number | null;
  readonly median: number | null;
  readonly greatest: number | null;
}

/** Of the columns that a table has, in the order of `columns`. */
export function columnSummaries({ reals }: ScoreTable, columns: readonly ScoreColumn[]): ColumnSummary[] {
  return columns.flatMap(({ name, label, unit }) => {
    const values = reals
      .get(name)
      ?.filter((value) => !Number.isNaN(value))
      .sort();
    if (values === undefined) return [];
    const at = (share: number): number | null => values[Math.round(share * (values.length - 1))] ?? null;
    return [{ name, label, unit, scored: values.length, least: at(0), median: at(0.5), greatest: at(1) }];
  });
}

const numberText = (value: number | null): string =>
  value === null ? '–' : Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 3 : 1);

/** What came out, for people. */
export function scoreText(statuses: readonly ScoreStatus[], columns: readonly ColumnSummary[]): string {
  const state = tableText(
    ['scorer', 'state', 'scored', 'failed'],
    statuses.map(({ scorer, state: word, info, reason }) => [
      scorer,
      reason === '' ? word : `${word}: ${reason}`,
      info === null ? '–' : countText(info.scored),
      info === null ? '–' : countText(info.failed),
    ]),
  );
  const judge = statuses.find(({ scorer }) => scorer === 'judge')?.info?.judge;
  const named =
    judge === undefined || judge === null
      ? ''
      : `\njudge: ${judge.name}; one person from cosine ${numberText(judge.samePersonFrom)}`;
  const scores = tableText(
    ['score', 'name', 'scored', 'least', 'median', 'greatest', 'unit'],
    columns.map(({ label, name, scored, least, median, greatest, unit }) => [
      label,
      name,
      countText(scored),
      numberText(least),
      numberText(median),
      numberText(greatest),
      unit,
    ]),
  );
  return `\n${state}${named}\n\n${scores}`;
}
