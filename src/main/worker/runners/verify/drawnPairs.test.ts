import { describe, expect, it } from 'vitest';
import { sampleId } from '@shared/domain/ids';
import type { SampleRow } from '@shared/domain/sample';
import { Failure } from '@shared/lib/failure';
import { drawPairs } from './drawnPairs';

const row = (identityIndex: number, sampleIndex: number, weight = 1): SampleRow => ({
  id: sampleId(identityIndex, sampleIndex),
  identityIndex,
  sampleIndex,
  identityName: String(identityIndex),
  file: 'x.jpg',
  sha256: '0'.repeat(64),
  widthPx: 112,
  heightPx: 112,
  sizeBytes: 1,
  partnerIndex: weight < 1 ? 0 : -1,
  weight,
  source: '',
  numbers: {},
});
const rows = (identities: number, samples: number): SampleRow[] =>
  Array.from({ length: identities * samples }, (_, i) => row(Math.floor(i / samples), i % samples));

describe('drawPairs', () => {
  it('keeps every identity in one fold and says truly who is who', () => {
    const drawn = drawPairs(rows(24, 4), { pairsPerFold: 6, seed: 3 });
    const foldOf = new Map<number, number>();
    for (const pair of drawn.pairs) {
      expect(drawn.rows[pair.a].identityIndex === drawn.rows[pair.b].identityIndex).toBe(pair.genuine);
      for (const position of [pair.a, pair.b]) {
        const identity = drawn.rows[position].identityIndex;
        expect(foldOf.get(identity) ?? pair.fold).toBe(pair.fold);
        foldOf.set(identity, pair.fold);
      }
    }
    expect(drawn.pairs).toHaveLength(10 * 12);
    expect(new Set(drawn.pairs.map(({ fold }) => fold)).size).toBe(10);
  });

  it('makes fewer folds of few identities and leaves mixtures out', () => {
    const drawn = drawPairs([...rows(6, 3), row(0, 3, 0.6)], { pairsPerFold: 300, seed: 1 });
    expect(new Set(drawn.pairs.map(({ fold }) => fold)).size).toBe(3);
    expect(drawn.rows.every(({ weight }) => weight === 1)).toBe(true);
  });

  it('refuses what cannot be split', () => {
    expect(() => drawPairs(rows(3, 5), { pairsPerFold: 10, seed: 1 })).toThrow(Failure);
  });
});
