import { describe, expect, it } from 'vitest';
import { ProgressMeter } from './progressMeter';

const at = (done: number, phase = 'render', total: number | null = 100) => ({ phase, done, total, unit: 'images' });

describe('progress meter', () => {
  it('gives no rate before it has watched for a while', () => {
    const meter = new ProgressMeter();
    expect(meter.read(at(0), 0).ratePerSecond).toBeNull();
    expect(meter.read(at(5), 100)).toMatchObject({ ratePerSecond: null, remainingMs: null });
  });

  it('measures rate and time left over the last seconds only', () => {
    const meter = new ProgressMeter();
    for (let second = 0; second <= 20; second++) meter.read(at(second), second * 1000);
    // From here on ten times as fast; after the window only the new pace counts.
    let last = meter.read(at(20), 20_000);
    for (let step = 1; step <= 12; step++) last = meter.read(at(20 + step * 10, 'render', 200), 20_000 + step * 1000);
    expect(last.ratePerSecond).toBeCloseTo(10, 5);
    expect(last.remainingMs).toBeCloseTo(6000, 5);
  });

  it('starts again with a new phase, and knows no time left without a total', () => {
    const meter = new ProgressMeter();
    meter.read(at(0), 0);
    expect(meter.read(at(10), 1000).ratePerSecond).toBe(10);
    expect(meter.read(at(0, 'embed'), 1100).ratePerSecond).toBeNull();
    expect(meter.read(at(3, 'embed', null), 2100)).toMatchObject({ ratePerSecond: 3, remainingMs: null });
  });

  it('still gives a rate when updates are rarer than the window', () => {
    const meter = new ProgressMeter();
    meter.read(at(0), 0);
    meter.read(at(10), 60_000);
    expect(meter.read(at(20), 120_000).ratePerSecond).toBeCloseTo(10 / 60, 6);
  });
});
