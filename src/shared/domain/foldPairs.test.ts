import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldPairs, type FoldPair, type PairableIdentity } from './foldPairs';

const group = (count: number, sampleCount: number, name = 'syn'): PairableIdentity[] =>
  Array.from({ length: count }, () => ({ group: name, sampleCount }));

const keyOf = ({ a, b }: FoldPair): string =>
  [`${a.identity}.${a.sample}`, `${b.identity}.${b.sample}`].sort().join(' ');

describe('foldPairs', () => {
  it('keeps its promises for any identities', () => {
    const identities = fc.array(
      fc.record({ group: fc.constantFrom('syn', 'real'), sampleCount: fc.integer({ min: 0, max: 6 }) }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(identities, fc.integer({ min: 1, max: 30 }), fc.nat(9), (all, perFold, seed) => {
        const folds = foldPairs(all, { folds: 10, perFold, seed });
        if (folds === null) return;
        const foldOf = new Map<number, number>();
        const seen = new Set<string>();
        const size = folds[0].genuine.length;
        expect(size).toBeGreaterThan(0);
        expect(size).toBeLessThanOrEqual(perFold);
        for (const [index, fold] of folds.entries()) {
          expect([fold.genuine.length, fold.impostor.length]).toEqual([size, size]);
          for (const pair of [...fold.genuine, ...fold.impostor]) {
            expect(seen.has(keyOf(pair))).toBe(false);
            seen.add(keyOf(pair));
            for (const { identity, sample } of [pair.a, pair.b]) {
              expect(foldOf.get(identity) ?? index).toBe(index);
              foldOf.set(identity, index);
              expect(sample).toBeLessThan(all[identity].sampleCount);
            }
          }
          for (const { a, b } of fold.genuine) {
            expect(a.identity).toBe(b.identity);
            expect(a.sample).not.toBe(b.sample);
          }
          for (const { a, b } of fold.impostor) {
            expect(a.identity).not.toBe(b.identity);
            expect(all[a.identity].group).toBe(all[b.identity].group);
          }
        }
      }),
    );
  });

  it('is lowered to what the poorest fold has, and is null below one', () => {
    // Two identities per fold with two samples each: two genuine pairs, four impostor ones.
    expect(foldPairs(group(20, 2), { folds: 10, perFold: 300, seed: 0 })?.[3].genuine).toHaveLength(2);
    expect(foldPairs(group(19, 2), { folds: 10, perFold: 300, seed: 0 })).toBeNull();
    expect(foldPairs(group(40, 1), { folds: 10, perFold: 300, seed: 0 })).toBeNull();
    expect(foldPairs([...group(10, 2), ...group(10, 2, 'real')], { folds: 10, perFold: 1, seed: 0 })).toBeNull();
  });

  it('takes every identity before it takes one twice', () => {
    const [fold] = foldPairs(group(200, 10), { folds: 10, perFold: 20, seed: 3 }) ?? [];
    expect(new Set(fold.genuine.map(({ a }) => a.identity)).size).toBe(20);
  });

  it('depends on the seed and on nothing else', () => {
    const draw = (seed: number) => foldPairs(group(60, 5), { folds: 10, perFold: 10, seed });
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('draws from folds too large to list', () => {
    const folds = foldPairs(group(400, 20), { folds: 10, perFold: 300, seed: 0 });
    const keys = folds?.flatMap(({ impostor }) => impostor.map(keyOf)) ?? [];
    expect(new Set(keys).size).toBe(3000);
  });
});
