const COUNT = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** `1,932` */
export const formatCount = (count: number): string => COUNT.format(count);

/** `1 identity`, `20 identities` */
export const formatAmount = (count: number, one: string, many: string): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** Decimal units, as file managers and disks use them: `12.4 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? value.toFixed(0) : value.toFixed(1)} ${units[unit] ?? 'B'}`;
}

/** `0.4 s`, `50 s`, `3 min 20 s`, `2 h 5 min` */
export function formatDuration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** @param rate in [0, 1]; `93.4 %` */
export const formatPercent = (rate: number, digits = 1): string => `${(rate * 100).toFixed(digits)} %`;

/** A true minus sign, as wide as a plus. */
export const withMinus = (digits: string): string => digits.replace('-', '−');

/** Three significant digits, thousands apart, no trailing noise: `0.0123`, `4.57`, `1,240`; a dash for what was not measured. */
export function formatNumber(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 1000 || Number.isInteger(value)) return withMinus(COUNT.format(value));
  if (size !== 0 && size < 0.001) return value.toExponential(1);
  return withMinus(String(Number(value.toPrecision(3))));
}

/** `22 Nov 2025, 14:05` in the person's own time. */
export function formatMoment(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime())
    ? iso
    : date.toLocaleString('en-GB', {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
      });
}

/** `5 min ago`, and the date after a week. */
export function formatAgo(iso: string, nowMs: number): string {
  const minutes = Math.floor((nowMs - new Date(iso).getTime()) / 60_000);
  if (Number.isNaN(minutes)) return iso;
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 60 * 24) return `${Math.floor(minutes / 60)} h ago`;
  if (minutes < 60 * 24 * 7) return formatAmount(Math.floor(minutes / (60 * 24)), 'day ago', 'days ago');
  return new Date(iso).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}
