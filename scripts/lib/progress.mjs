const units = ['B', 'KB', 'MB', 'GB'];

/** A size for people, three or four digits: `273.8 MB`. Decimal units, as download pages give them. */
export function formatBytes(bytes) {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

/** A duration for people: `0.4 s`, `12 s`, `2 min 05 s`. */
export function formatSeconds(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/**
 * Tells about a transfer at most once per interval: done, total, per cent and rate.
 * @param {(text: string) => void} log
 * @param {{label: string, total?: number, intervalMs?: number, now?: () => number}} options
 * @returns {{add(bytes: number): void, end(): void}}
 */
export function transferProgress(log, { label, total, intervalMs = 2000, now = () => performance.now() }) {
  const start = now();
  let last = start;
  let done = 0;
  const line = () => {
    const seconds = Math.max((now() - start) / 1000, 0.001);
    const of =
      total === undefined ? '' : ` of ${formatBytes(total)} (${Math.floor((100 * done) / Math.max(total, 1))} %)`;
    return `${label}: ${formatBytes(done)}${of}, ${formatBytes(done / seconds)}/s`;
  };
  return {
    add(bytes) {
      done += bytes;
      if (now() - last < intervalMs) return;
      last = now();
      log(line());
    },
    end: () => log(line()),
  };
}
