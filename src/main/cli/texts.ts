/** Numbers as people read them; the same text on every machine, whatever its language. */

/** `12,345`. */
export const countText = (count: number): string =>
  Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');

/** `46 s`, `3 min 20 s`, `2 h 5 min`. */
export function durationText(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `512 B`, `5.2 kB`, `1.3 GB`; thousands, as disks are sold. */
export function sizeText(sizeBytes: number): string {
  let value = sizeBytes;
  for (const unit of ['B', 'kB', 'MB', 'GB', 'TB']) {
    if (value < 1000 || unit === 'TB') return `${unit === 'B' ? String(value) : value.toFixed(1)} ${unit}`;
    value /= 1000;
  }
  return `${sizeBytes} B`;
}

/** A rate in [0, 1] as `93.4 %`. */
export const percentText = (rate: number): string => `${(rate * 100).toFixed(1)} %`;

/** Columns padded to equal width, with a heading; the first row of `rows` is not special. */
export function tableText(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heading.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(heading), ...rows.map(line)].join('\n');
}

/** The text with a full stop at its end, so that another sentence may follow. */
export const asSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
