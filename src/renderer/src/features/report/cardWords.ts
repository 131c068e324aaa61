import type { Interval, TarAtFar } from '@shared/domain/verification';
import { formatCount, formatPercent } from '../../ui/format';

export const intervalText = (interval: Interval | null, words: (value: number) => string): string =>
  interval === null ? '' : ` (${words(interval[0])} to ${words(interval[1])})`;

/** FNMR is 1 − TAR; refused where too few impostor pairs could show the rate. */
export function fnmrText(entry: TarAtFar): string {
  if (entry.status === 'not-measurable')
    return `not measurable: needs ${formatCount(entry.impostorsNeeded)} impostor pairs, there are ${formatCount(entry.impostorCount)}`;
  const interval: Interval | null =
    entry.interval95 === null ? null : [1 - entry.interval95[1], 1 - entry.interval95[0]];
  const percent = (value: number): string => formatPercent(value, 2);
  return `${percent(1 - entry.tar)}${intervalText(interval, percent)}`;
}
