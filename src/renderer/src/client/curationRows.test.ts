import { describe, expect, it } from 'vitest';
import type { Decision } from '@shared/domain/curation';
import { bulkTargets, keysOfRows, spread, worstFirst } from './curationRows';

const table = { opened: { identityIndex: Int32Array.of(0, 0, 1), sampleIndex: Int32Array.of(0, 3, 2) } };

describe('rows of a bulk action', () => {
  it('become rising keys, whatever the order on screen', () => {
    expect(keysOfRows(table, Uint32Array.of(2, 0, 1))).toEqual(Float64Array.of(0, 3, 10_002));
  });

  it('change only what does not stand so already, and what is judged only where that is asked', () => {
    const held = new Map<number, Decision>([
      [1, 'keep'],
      [2, 'exclude'],
    ]);
    const store = {
      standingAt: (key: number) => ({ decision: held.get(key) ?? ('undecided' as const), reason: null }),
    };
    const chosen = Float64Array.of(0, 1, 2, 3);
    expect(bulkTargets(store, chosen, 'exclude', true)).toEqual({
      keys: Float64Array.of(0, 3),
      alreadyCount: 1,
      judgedCount: 1,
    });
    expect(bulkTargets(store, chosen, 'exclude', false).keys).toEqual(Float64Array.of(0, 1, 3));
    expect(bulkTargets(store, chosen, 'undecided', false).keys).toEqual(Float64Array.of(1, 2));
  });

  it('are shown from first to last', () => {
    expect(spread(Float64Array.of(1, 2, 3, 4, 5), 3)).toEqual([1, 3, 5]);
    expect(spread(Float64Array.of(1, 2), 3)).toEqual([1, 2]);
  });

  it('come with the worst first, without those that are settled or were not scored', () => {
    const bad = Float32Array.of(0.5, 0.75, NaN, 0.75, 0.25, 1);
    expect(Array.from(worstFirst(bad, 0.5, (row) => row !== 5))).toEqual([1, 3, 0]);
  });
});
