import type { MetricPoint } from '@shared/domain/jobState';
import type { Point } from '../../ui/charts/LineChart';

/**
 * Curves by metric name from what the file holds and what has arrived since; a step that is in both counts once, the later one wins.
 * @returns points in rising step
 */
export function metricSeries(
  stored: readonly MetricPoint[],
  live: readonly MetricPoint[],
): ReadonlyMap<string, readonly Point[]> {
  const byName = new Map<string, Map<number, number>>();
  for (const { name, step, value } of [...stored, ...live]) {
    let values = byName.get(name);
    if (values === undefined) byName.set(name, (values = new Map<number, number>()));
    values.set(step, value);
  }
  const series = new Map<string, readonly Point[]>();
  for (const [name, values] of byName) {
    series.set(
      name,
      [...values].map(([x, y]) => ({ x, y })).sort((a, b) => a.x - b.x),
    );
  }
  return series;
}
