import { SCORE_COLUMNS } from '@shared/domain/scores';
import { columnLabel } from '../../ui/columns';

const SCORES = new Map(
  SCORE_COLUMNS.map(({ name, label, unit }) => [name, unit === '' ? label : `${label} (${unit})`] as const),
);

/** A column in a person's words. */
export const columnText = (name: string): string => SCORES.get(name) ?? columnLabel(name);

/** Scores in the order in which they help to judge, then what is known of the samples; landmark coordinates are left out. */
export function columnOrder(names: readonly string[]): string[] {
  const scores = [...SCORES.keys()].filter((name) => names.includes(name));
  const others = names.filter((name) => !SCORES.has(name) && !/(landmark\d|Eye|nose|Mouth)[XY]$/.test(name)).sort();
  return [...scores, ...others];
}
