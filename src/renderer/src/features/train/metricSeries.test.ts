import { describe, expect, it } from 'vitest';
import { metricSeries } from './metricSeries';

describe('metricSeries', () => {
  it('joins what the file holds and what came live, without doubling a step', () => {
    const series = metricSeries(
      [
        { name: 'loss', step: 10, value: 3 },
        { name: 'loss', step: 20, value: 2 },
      ],
      [
        { name: 'loss', step: 20, value: 2.5 },
        { name: 'loss', step: 30, value: 1 },
        { name: 'trainAccuracy', step: 30, value: 0.5 },
      ],
    );
    expect(series.get('loss')).toEqual([
      { x: 10, y: 3 },
      { x: 20, y: 2.5 },
      { x: 30, y: 1 },
    ]);
    expect(series.get('trainAccuracy')).toHaveLength(1);
  });

  it('puts points that came out of order in order', () => {
    const series = metricSeries(
      [],
      [
        { name: 'loss', step: 5, value: 1 },
        { name: 'loss', step: 1, value: 9 },
      ],
    );
    expect(series.get('loss')?.map(({ x }) => x)).toEqual([1, 5]);
  });
});
