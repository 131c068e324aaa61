import { describe, expect, it } from 'vitest';
import { restoreNodeUtilities, tensorFlow } from './bootstrap';
import { smokeTest } from './smokeTest';
import { tensorsLeftBy } from './tensorCount.testing';

describe('bootstrap', () => {
  it('restores what newer Node versions took away, and leaves alone what is there', () => {
    const kept = (): boolean => true;
    const util: Record<string, unknown> = { isArray: kept };
    restoreNodeUtilities(util);
    expect(util['isArray']).toBe(kept);
    const isNothing = util['isNullOrUndefined'] as (value: unknown) => boolean;
    expect([null, undefined, 0, ''].map(isNothing)).toEqual([true, true, false, false]);
  });

  it('loads once', () => {
    expect(tensorFlow()).toBe(tensorFlow());
  });
});

describe('smokeTest', () => {
  it('computes known numbers on the native backend and leaves no tensor', async () => {
    tensorFlow();
    const left = await tensorsLeftBy(async () => {
      const result = await smokeTest();
      expect(result.passed).toHaveLength(3);
      expect(result.tensorflow).toMatch(/^\d+\.\d+/);
      expect(['cpu', 'gpu']).toContain(result.device);
    });
    expect(left).toBe(0);
  });
});
