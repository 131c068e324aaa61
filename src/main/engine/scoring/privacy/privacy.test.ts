import { beforeAll, describe, expect, it } from 'vitest';
import { loadTensorFlow } from '../../tensor/bootstrap';
import { product } from '../relations/embeddingRows';
import { bitsBetween } from '../relations/hashSearch';
import { peopleOf, type Searchable } from '../relations/peopleOf';
import { randomTable } from '../relations/tables.testing';
import { nearCopies } from './copies';
import { collisionsOf, nearestOthers } from './collisions';
import { ascending, curvesOf, quantilesOf } from './figures';
import { impostorsOf } from './impostors';
import { fmrThreshold, nearestOfSets, nearestRealPart } from './nearestReal';

const own = peopleOf(
  randomTable(4, 6, () => 5, 8),
  'own',
);
const reals = [
  peopleOf(
    randomTable(5, 7, (person) => 2 + (person % 3), 8),
    'first',
  ),
  peopleOf(
    randomTable(6, 3, () => 4, 8),
    'second',
  ),
];

const rowsOf = (people: Searchable): number[] => [...people.tableRow.keys()];
const cosine = (a: Searchable, i: number, b: Searchable, j: number): number => product(a.rows, i, b.rows, j);

/** Every pair of two people of one set, in double precision. */
const bruteImpostors = (sets: readonly Searchable[]): number[] =>
  sets
    .flatMap((people) =>
      rowsOf(people).flatMap((a) =>
        rowsOf(people).flatMap((b) =>
          a < b && people.person[a] !== people.person[b] ? [cosine(people, a, people, b)] : [],
        ),
      ),
    )
    .sort((a, b) => a - b);

beforeAll(() => loadTensorFlow());

describe('pairs of real strangers', () => {
  it('are all there are, of each set by itself', () => {
    const { cosines, isDrawn } = impostorsOf(reals, 1);
    expect(isDrawn).toBe(false);
    expect([...cosines]).toEqual(bruteImpostors(reals));
  });

  it('are drawn where there are too many: as many as asked for, none of one person, the same for a seed', () => {
    const drawn = impostorsOf(reals, 1, 50);
    expect(drawn).toMatchObject({ isDrawn: true });
    expect(drawn.cosines.length).toBe(50);
    const all = new Set(bruteImpostors(reals));
    for (const value of drawn.cosines) expect(all.has(value)).toBe(true);
    expect(impostorsOf(reals, 1, 50).cosines).toEqual(drawn.cosines);
    expect(impostorsOf(reals, 2, 50).cosines).not.toEqual(drawn.cosines);
  });

  it('are none of one person, or of nobody', () => {
    const one = peopleOf(
      randomTable(1, 1, () => 5),
      'one',
    );
    expect(impostorsOf([one], 1).cosines.length).toBe(0);
    expect(impostorsOf([], 1).cosines.length).toBe(0);
  });
});

describe('thresholds', () => {
  it('let exactly the asked share of strangers lie above', () => {
    const impostors = Float64Array.from({ length: 20_000 }, (_, i) => i / 20_000);
    const samples = Float64Array.of(0.5, 0.9985, 0.99901, 0.9999);
    expect(fmrThreshold(impostors, samples, 1e-3)).toEqual({
      status: 'resolved',
      fmr: 1e-3,
      threshold: impostors[19_979],
      impostorsAbove: 20,
      samplesAbove: 2,
    });
    expect(fmrThreshold(impostors, samples, 1e-4)).toMatchObject({ impostorsAbove: 2, samplesAbove: 1 });
  });

  it('are refused with fewer pairs than could show the rate', () => {
    const few = Float64Array.from({ length: 999 }, (_, i) => i);
    expect(fmrThreshold(few, few, 1e-3)).toEqual({ status: 'not-resolvable', fmr: 1e-3, pairsNeeded: 1000 });
  });
});

describe('the nearest real picture', () => {
  it('is the one that trying all finds', async () => {
    const found = await nearestOfSets(
      own.rows,
      reals.map(({ rows }) => rows),
    );
    for (const row of rowsOf(own)) {
      const all = reals.flatMap((people, set) => rowsOf(people).map((at) => [cosine(own, row, people, at), set, at]));
      const best = all.reduce((a, b) => ((b[0] ?? 0) > (a[0] ?? 0) ? b : a));
      expect([found.value[row], found.set[row], found.at[row]]).toEqual([
        expect.closeTo(best[0] ?? 0, 5),
        best[1],
        best[2],
      ]);
    }
  });

  it('is summed up in curves of equal bins and nearest ranks', () => {
    const part = nearestRealPart(
      [0.2, Number.NaN, 0.61, 0.7],
      [0.5],
      { cosines: Float64Array.of(0.1, 0.4), isDrawn: false },
      0.7,
    );
    expect(part).toMatchObject({
      samples: 3,
      median: 0.61,
      max: 0.7,
      shareFrom06: 2 / 3,
      aboveJudge: 1,
      impostor: { pairs: 2, max: 0.4 },
      strangers: { pictures: 1 },
    });
    expect(part?.curves.curves.map(({ counts }) => counts.reduce((sum, one) => sum + one, 0))).toEqual([3, 2, 1]);
    expect(nearestRealPart([Number.NaN], [], { cosines: Float64Array.of(), isDrawn: false }, 0.7)).toBeNull();
  });

  it('knows nothing of strangers where there is one real person', () => {
    const part = nearestRealPart([0.2], [Number.NaN], { cosines: Float64Array.of(), isDrawn: false }, 0.7);
    expect(part).toMatchObject({ impostor: null, strangers: null });
    expect(part?.thresholds.every(({ status }) => status === 'not-resolvable')).toBe(true);
  });
});

describe('figures', () => {
  it('are nearest ranks, and bins hold every value once', () => {
    const values = ascending([3, 1, 2, Number.NaN, 4]);
    expect(quantilesOf(values)).toEqual({ median: 2, p95: 4, p99: 4, max: 4 });
    const { low, high, curves } = curvesOf([{ name: 'a', values: Float64Array.of(0.111, 0.2, 0.349) }]);
    expect([low, high]).toEqual([0.1, 0.35]);
    expect(curves[0]?.counts.reduce((sum, one) => sum + one, 0)).toBe(3);
  });
});

describe('synthetic people among themselves', () => {
  const brute = rowsOf(own).map((row) =>
    Math.max(
      ...rowsOf(own).flatMap((other) => (own.person[row] === own.person[other] ? [] : [cosine(own, row, own, other)])),
    ),
  );

  it('are found as trying all finds them, whether relations know some or none', async () => {
    const none = await nearestOthers(own, null);
    none.value.forEach((value, row) => expect(value).toBeCloseTo(brute[row] ?? 0, 5));
    const at = none.at.map((other, row) => (row % 3 === 0 ? -1 : other));
    const some = await nearestOthers(own, { at, value: none.value.map((value, row) => (row % 3 === 0 ? NaN : value)) });
    expect([...some.at]).toEqual([...none.at]);
  });

  it('collide in pairs of identities, most alike first, each pair once', async () => {
    const nearest = await nearestOthers(own, null);
    const from = [...brute].sort((a, b) => b - a)[4] ?? 0;
    const found = collisionsOf(own, nearest, from - 1e-6, 1);
    expect(found).toMatchObject({ samples: 30, identities: 6, samplesAbove: 5 });
    expect(found?.max).toBeCloseTo(Math.max(...brute), 5);
    const pairs = found?.top.map(({ sample, other }) => [sample.slice(0, 7), other.slice(0, 7)].sort().join(' '));
    expect(new Set(pairs).size).toBe(pairs?.length);
    expect(found?.top.map(({ cosine: value }) => value)).toEqual(
      found?.top.map(({ cosine: value }) => value).sort((a, b) => b - a),
    );
  });

  it('of one identity say nothing', async () => {
    const one = peopleOf(
      randomTable(2, 1, () => 4),
      'one',
    );
    expect(collisionsOf(one, await nearestOthers(one, null), 0.9, 1)).toBeNull();
  });
});

describe('real pictures again', () => {
  it('are found by hash and judge together', async () => {
    const table = randomTable(4, 6, () => 5, 8);
    const [first] = reals;
    // Row 7 becomes a picture of the first real set, with two bits of its hash changed.
    table.embeddings.set(first.rows.values.subarray(3 * 8, 4 * 8), 7 * 8);
    table.hashes.set([first.hashes.halves[6] ^ 3, first.hashes.halves[7]], 14);
    const planted = peopleOf(table, 'planted');
    const nearest = await nearestOfSets(
      planted.rows,
      reals.map(({ rows }) => rows),
    );
    expect(bitsBetween(planted.hashes, 7, first.hashes, 3)).toBe(2);
    expect(await nearCopies(planted, reals, nearest, 0.9)).toEqual([{ row: 7, set: 0, at: 3 }]);
    expect(
      await nearCopies(
        own,
        reals,
        await nearestOfSets(
          own.rows,
          reals.map(({ rows }) => rows),
        ),
        0.9,
      ),
    ).toEqual([]);
  });
});
