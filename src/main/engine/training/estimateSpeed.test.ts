import { describe, expect, it } from 'vitest';
import { tensorsLeftBy } from '../tensor/tensorCount.testing';
import { estimateSpeed } from './estimateSpeed';
import { toyConfig } from './toyData.testing';

describe('estimateSpeed', () => {
  it('foretells the run from a few of its steps and leaves nothing behind', async () => {
    const left = await tensorsLeftBy(async () => {
      const estimate = await estimateSpeed(toyConfig(), {
        sampleCount: 100,
        classCount: 5,
        signal: { aborted: false },
      });
      expect(estimate.stepCount).toBe(24);
      expect(estimate.totalSeconds).toBeCloseTo((24 * 8) / estimate.imagesPerSecond, 6);
      expect(estimate.peakBytes).toBeGreaterThan(1e7);
    });
    expect(left).toBe(0);
  });

  it('can be stopped', async () => {
    const stopped = estimateSpeed(toyConfig(), { sampleCount: 100, classCount: 5, signal: { aborted: true } });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  });
});
