import { beforeAll, describe, expect, it } from 'vitest';
import { SCORE_COLUMNS, SCORE_REFS } from '@shared/domain/scores';
import { reasonsOf } from '@shared/domain/suggestions';
import { loadTensorFlow } from '../../tensor/bootstrap';
import { tensorsLeftBy } from '../../tensor/tensorCount.testing';
import { relate } from './relate';
import type { FaceTable, Relations } from './relationTypes';
import { bits, cosine, randomTable, shuffled, tableOf, unit } from './tables.testing';

const SAME_FROM = 0.9;
const inputs = (own: FaceTable, against: readonly FaceTable[] = []) => ({
  own,
  against: against.map((table) => ({ kind: 'real' as const, table })),
  samePersonFrom: SAME_FROM,
  scores: new Map<string, Float32Array>(),
});
const number = (found: Relations, name: string): Float32Array => {
  const column = found.numbers.get(name);
  if (column === undefined) throw new Error(`no column ${name}`);
  return column;
};
const pointer = (found: Relations, name: string): Int32Array => {
  const column = found.pointers.get(name);
  if (column === undefined) throw new Error(`no column ${name}`);
  return column;
};

/** The slow way: every pair by itself. */
function bruteForce(own: FaceTable, other: FaceTable, mayBe: (i: number, j: number) => boolean) {
  return Array.from({ length: own.count }, (_, i) => {
    let best = { at: -1, value: -Infinity };
    for (let j = 0; j < other.count; j++) {
      if (!mayBe(i, j)) continue;
      const value = cosine(own, i, other, j);
      if (value > best.value) best = { at: j, value };
    }
    return best;
  });
}

beforeAll(async () => {
  await loadTensorFlow();
});

// More than one block of 4096 rows, one person of more than two chunks of 64, people of a single picture, rows in any order.
const sizes = (person: number): number => (person === 3 ? 300 : person % 7 === 0 ? 1 : 12);
const { table: own } = shuffled(randomTable(11, 400, sizes), 12);
const other = randomTable(13, 60, () => 5);

describe('relations of a set of more than one block', () => {
  let found: Relations;
  beforeAll(async () => {
    found = await relate(inputs(own, [other]));
  });

  it('finds the nearest sample of another identity, as brute force does', () => {
    const slow = bruteForce(own, own, (i, j) => own.identityIndex[i] !== own.identityIndex[j]);
    const value = number(found, 'judge.nearestOther');
    slow.forEach((one, i) => expect(value[i]).toBeCloseTo(one.value, 5));
    const identity = pointer(found, 'r.nearestOther.identity');
    const sample = pointer(found, 'r.nearestOther.sample');
    const wrong = slow.filter(
      ({ at }, i) => identity[i] !== own.identityIndex[at] || sample[i] !== own.sampleIndex[at],
    );
    expect(wrong.length).toBeLessThan(own.count / 1000);
  });

  it('finds the nearest double of any identity and any set, as brute force does', () => {
    const here = bruteForce(own, own, (i, j) => i !== j);
    const there = bruteForce(own, other, () => true);
    const value = number(found, 'duplicate.cosine');
    const set = pointer(found, 'r.duplicate.set');
    here.forEach((one, i) => {
      expect(value[i]).toBeCloseTo(Math.max(one.value, there[i].value), 5);
      expect(set[i]).toBe(there[i].value > one.value ? 0 : -1);
    });
  });

  it('finds the nearest real picture, as brute force does', () => {
    const slow = bruteForce(own, other, () => true);
    const value = number(found, 'judge.nearestReal');
    slow.forEach((one, i) => expect(value[i]).toBeCloseTo(one.value, 5));
    const sample = pointer(found, 'r.nearestReal.sample');
    expect(slow.filter(({ at }, i) => sample[i] !== other.sampleIndex[at]).length).toBeLessThan(5);
  });

  it('counts the least differing bits, as brute force does', () => {
    const value = number(found, 'duplicate.bits');
    for (let i = 0; i < own.count; i += 211) {
      let least = 64;
      for (let j = 0; j < own.count; j++) if (j !== i) least = Math.min(least, bits(own, i, own, j));
      expect(value[i]).toBe(least);
    }
  });

  it('gives every column that is named for it, and no other', () => {
    const named = SCORE_COLUMNS.filter(({ scorer }) => scorer === 'relations').map(({ name }) => name);
    expect([...found.numbers.keys()].sort()).toEqual([...named].sort());
    for (const ref of SCORE_REFS) expect(found.pointers.has(`r.${ref}.identity`)).toBe(true);
    for (const column of found.pointers.values()) expect(column.length).toBe(own.count);
  });

  it('leaves no tensor behind, and says how far it is', async () => {
    const steps: number[] = [];
    let total = 0;
    const small = randomTable(21, 20, () => 5);
    const left = await tensorsLeftBy(() =>
      relate(inputs(small, [other]), {
        onProgress: (done, all) => {
          steps.push(done);
          total = all;
        },
      }),
    );
    expect(left).toBe(0);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps[steps.length - 1]).toBe(total);
  });
});

describe('identity', () => {
  // Three people along three axes; sample 5 stands under person 1 and is person 2.
  const near = (axis: number, off: number): number[] =>
    unit([0, 1, 2, 3].map((k) => (k === axis ? 1 : k === 3 ? off : 0)));
  const rows = [
    near(0, 0.1),
    near(0, -0.1),
    near(0, 0.2),
    near(1, 0.1),
    near(1, 0),
    near(2, 0.1),
    near(2, 0),
    near(2, 0.2),
  ];
  const people = [0, 0, 0, 1, 1, 1, 2, 2];

  it('compares with the centre of the others, and says who a wrongly named sample is like', async () => {
    const found = await relate(inputs(tableOf(rows, people)));
    // By hand: the centre of samples 3 and 4 has nothing of axis 2 and little of axis 3.
    const centre = unit(rows[3].map((value, k) => value + rows[4][k]));
    const expected = rows[5].reduce((sum, value, k) => sum + value * centre[k], 0);
    expect(number(found, 'judge.consistency')[5]).toBeCloseTo(expected, 6);
    const margin = number(found, 'judge.margin');
    expect(margin[5]).toBeLessThan(-0.9);
    expect([...margin].filter((value) => value < 0).length).toBe(1);
    expect(pointer(found, 'r.nearestOtherCentre.identity')[5]).toBe(2);
    const [reason] = reasonsOf(pointer(found, 'r.suggest.reasons')[5]);
    expect(reason.key).toBe('wrongIdentity');
  });

  it('does not hold a mixed sample against its identity, and keeps it out of the centre', async () => {
    const found = await relate(inputs(tableOf(rows, people, { weights: [1, 1, 1, 1, 1, 0.4, 1, 1] })));
    expect(pointer(found, 'r.suggest.reasons')[5]).toBe(0);
    const pure = await relate(inputs(tableOf(rows.slice(0, 5), people.slice(0, 5))));
    expect(number(found, 'judge.consistency')[3]).toBeCloseTo(number(pure, 'judge.consistency')[3], 6);
  });

  it('says nothing of a person with one picture, of what was not judged, and of a set of nobody', async () => {
    const single = await relate(inputs(tableOf([rows[0], rows[3], [NaN, 0, 0, 0]], [0, 1, 1])));
    expect([...number(single, 'judge.consistency')]).toEqual([NaN, NaN, NaN]);
    expect(number(single, 'duplicate.cosine')[2]).toBeNaN();
    expect(pointer(single, 'r.nearestOther.identity')[2]).toBe(-1);
    const empty = await relate(inputs(tableOf([], [])));
    expect(number(empty, 'judge.consistency').length).toBe(0);
  });

  it('refuses tables of two judges and columns of unequal length', async () => {
    await expect(relate(inputs(tableOf(rows, people), [randomTable(1, 2, () => 2, 8)]))).rejects.toMatchObject({
      code: 'invalid-input',
    });
    const broken = { ...tableOf(rows, people), sampleIndex: new Int32Array(3) };
    await expect(relate(inputs(broken))).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('stops between blocks when it is cancelled', async () => {
    const work = relate(inputs(tableOf(rows, people)), { signal: { aborted: true } });
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
  });
});
