import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '@shared/lib/rng';
import { reasonsOf } from '@shared/domain/suggestions';
import { loadTensorFlow } from '../../tensor/bootstrap';
import { Groups } from './duplicateGroups';
import { hashesOf, leastBits } from './hashSearch';
import { relate } from './relate';
import { bits, randomTable, tableOf, unit } from './tables.testing';

beforeAll(async () => {
  await loadTensorFlow();
});

describe('close hashes', () => {
  it('are all found, each once, as brute force finds them', async () => {
    // 900 people of 5 pictures whose hashes differ in up to 8 bits: 4500 rows, two blocks.
    const table = randomTable(31, 900, () => 5, 4);
    const found = new Set<string>();
    await leastBits(hashesOf(table.hashes), 6, (i, j, count) => {
      expect(i).toBeLessThan(j);
      expect(found.has(`${i} ${j}`)).toBe(false);
      expect(count).toBe(bits(table, i, table, j));
      found.add(`${i} ${j}`);
    });
    let expected = 0;
    for (let i = 0; i < table.count; i += 5)
      for (let a = i; a < i + 5; a++)
        for (let b = a + 1; b < i + 5; b++)
          if (bits(table, a, table, b) <= 6) {
            expected++;
            expect(found.has(`${a} ${b}`)).toBe(true);
          }
    expect(expected).toBeGreaterThan(1000);
    // Hashes of two people are 32 bits apart but for chance.
    expect(found.size - expected).toBeLessThan(3);
  });
});

describe('groups', () => {
  it('are those of a flood through the pairs, in whatever order these come', () => {
    const rng = new Rng(5);
    const count = 300;
    const pairs = Array.from({ length: 160 }, () => [rng.below(count), rng.below(count)] as const);
    const flood = new Int32Array(count).fill(-1);
    for (let i = 0; i < count; i++) {
      if (flood[i] >= 0) continue;
      const open = [i];
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        flood[at] = i;
        for (const [a, b] of pairs)
          for (const [x, y] of [
            [a, b],
            [b, a],
          ])
            if (x === at && flood[y] < 0) open.push(y);
      }
    }
    const asked = [pairs, [...pairs].reverse()].map((order) => {
      const groups = new Groups(count);
      order.forEach(([a, b]) => groups.join(a, b));
      return [...groups.numbers()];
    });
    expect(asked[1]).toEqual(asked[0]);
    const sizes = new Map<number, number>();
    flood.forEach((root) => sizes.set(root, (sizes.get(root) ?? 0) + 1));
    const firsts = [...new Set(flood)].filter((root) => (sizes.get(root) ?? 0) > 1);
    expect(asked[0]).toEqual([...flood].map((root) => firsts.indexOf(root)));
  });

  it('join pictures on which hash and embedding agree, also across identities, and spare the sharpest', async () => {
    const a = unit([1, 0, 0, 0]);
    const almostA = unit([1, 0.02, 0, 0]);
    const b = unit([0, 1, 0, 0]);
    const table = tableOf([a, almostA, b, a, b], [0, 0, 1, 1, 2], {
      // The fourth has the embedding of the first but another picture's hash; the last has hash and embedding of the third.
      hashes: [0xff00, 0xff, 0xff01, 0xff, 0xabcd0000, 0x1234, 0x0f0f0f0f, 0xf0f0f0f0, 0xabcd0001, 0x1234],
    });
    const found = await relate({
      own: table,
      against: [],
      samePersonFrom: 0.9,
      scores: new Map([['image.sharpness', Float32Array.of(80, 120, 60, 100, 20)]]),
    });
    expect([...(found.pointers.get('r.duplicate.group') ?? [])]).toEqual([0, 0, 1, -1, 1]);
    const named = [...(found.pointers.get('r.suggest.reasons') ?? [])].map((mask) =>
      reasonsOf(mask).some(({ key }) => key === 'duplicate'),
    );
    expect(named).toEqual([true, false, false, false, true]);
  });

  it('names the double in another set', async () => {
    const own = randomTable(41, 5, () => 4, 32, 0.8);
    const other = tableOf([[...own.embeddings.subarray(7 * 32, 8 * 32)]], [9], {
      hashes: [own.hashes[14], own.hashes[15]],
      samples: [3],
    });
    const found = await relate({
      own,
      against: [
        { kind: 'syn', table: randomTable(43, 3, () => 2, 32, 0.8) },
        { kind: 'real', table: other },
      ],
      samePersonFrom: 0.9,
      scores: new Map(),
    });
    const at = (name: string): number | undefined => found.pointers.get(name)?.[7];
    expect([at('r.duplicate.set'), at('r.duplicate.identity'), at('r.duplicate.sample')]).toEqual([1, 9, 3]);
    expect(reasonsOf(at('r.suggest.reasons') ?? 0).map(({ key }) => key)).toContain('duplicateElsewhere');
    expect(found.numbers.get('suggest.bad')?.[7]).toBeGreaterThanOrEqual(0.9);
  });
});
