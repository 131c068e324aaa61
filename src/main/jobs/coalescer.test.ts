import { describe, expect, it } from 'vitest';
import type { MetricPoint } from '@shared/domain/jobState';
import { Coalescer } from './coalescer';
import { FakeClock } from './fakeClock.testing';
import type { ProgressUpdate } from './jobContext';

function set() {
  const clock = new FakeClock();
  const progress: ProgressUpdate[] = [];
  const batches: (readonly MetricPoint[])[] = [];
  const coalescer = new Coalescer(clock, { progress: (u) => progress.push(u), metrics: (p) => batches.push(p) });
  return { clock, progress, batches, coalescer };
}
const update = (done: number, phase = 'render') => ({ phase, done, total: null, unit: 'images' });

describe('coalescer', () => {
  it('lets through about ten updates a second, the latest of each', () => {
    const { clock, progress, coalescer } = set();
    for (let ms = 0; ms < 1000; ms++) {
      coalescer.progress(update(ms));
      clock.advance(1);
    }
    expect(progress.length).toBeGreaterThanOrEqual(10);
    expect(progress.length).toBeLessThanOrEqual(11);
    expect(progress[0]?.done).toBe(0);
    expect(progress[1]?.done).toBe(99);
  });

  it('gives the first update at once, a held one when its time comes, and then is quiet', () => {
    const { clock, progress, coalescer } = set();
    coalescer.progress(update(1));
    coalescer.progress(update(2));
    expect(progress.map((u) => u.done)).toEqual([1]);
    clock.advance(100);
    expect(progress.map((u) => u.done)).toEqual([1, 2]);
    clock.advance(1000);
    expect(progress).toHaveLength(2);
    expect(clock.pendingCount).toBe(0);
  });

  it('never loses the last update of a phase', () => {
    const { progress, coalescer } = set();
    coalescer.progress(update(1));
    coalescer.progress(update(2));
    coalescer.progress(update(0, 'write'));
    coalescer.flush();
    expect(progress.map((u) => `${u.phase} ${u.done}`)).toEqual(['render 1', 'render 2', 'write 0']);
  });

  it('keeps every metric point in batches of at most four a second', () => {
    const { clock, batches, coalescer } = set();
    for (let step = 0; step < 100; step++) {
      coalescer.metric({ name: 'loss', step, value: 1 });
      clock.advance(10);
    }
    expect(batches.length).toBeLessThanOrEqual(4);
    coalescer.metric({ name: 'loss', step: 100, value: 1 });
    coalescer.flush();
    expect(batches.flat().map((point) => point.step)).toEqual(Array.from({ length: 101 }, (_, step) => step));
    expect(clock.pendingCount).toBe(0);
  });
});
