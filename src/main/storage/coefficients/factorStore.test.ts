import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RenderFactors } from '@shared/domain/coefficients';
import { sampleId, type SetId } from '@shared/domain/ids';
import { newSetId } from '../../platform/newId';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { addSet, infoOf, rowOf } from '../library.testing';
import { coefficientsDir } from '../libraryPaths';
import { createSet } from '../setStore';
import { openSetWriter } from '../setWriter';
import { readSampleFactors, readSetFactors, writeFactors } from './factorStore';
import { decodeFactors, encodeFactors, factorBatch, type StoredFactors } from './factorTable';
import { madeUpFactors } from './factors.testing';

const request = { identities: 3, samples: 4 };
let library: string;
let setId: SetId;

/** Three identities of four samples, a batch each. */
async function commitAll(): Promise<void> {
  const writer = await openSetWriter(library, setId);
  for (let identity = 0; identity < 3; identity++) {
    const own = [0, 1, 2, 3].map((sample) => rowOf(identity, sample, request));
    await writer.commitBatch(
      identity,
      own.map(({ row }) => row),
      own.map(({ file }) => file),
      own.map((_, sample) => madeUpFactors(identity, sample)),
    );
  }
}
const all = async (): Promise<StoredFactors[]> => {
  const samples: StoredFactors[] = [];
  for await (const some of readSetFactors(library, setId)) samples.push(...some);
  return samples;
};
const shardPath = async (at: number): Promise<string> => {
  const folder = coefficientsDir(library, setId);
  return join(folder, (await readdir(folder)).sort()[at] ?? '');
};

beforeEach(async () => {
  library = await temporaryFolder();
  setId = newSetId();
  await createSet(library, infoOf(setId, request));
});

describe('saved coefficients', () => {
  it('come back to the bit, one by one and all together', async () => {
    await commitAll();
    for (const [identity, sample] of [
      [0, 0],
      [1, 3],
      [2, 1],
    ] as const)
      // prettier-ignore
      expect(await readSampleFactors(library, setId, sampleId(identity, sample))).toEqual(
        madeUpFactors(identity, sample),
      );
    expect(await all()).toEqual(
      Array.from({ length: 12 }, (_, at) => ({
        id: sampleId(Math.floor(at / 4), at % 4),
        factors: madeUpFactors(Math.floor(at / 4), at % 4),
      })),
    );
    expect(await readSampleFactors(library, setId, sampleId(7, 0))).toBeNull();
  });

  it('are not there for sets made without them, and nobody stumbles over that', async () => {
    const old = await addSet(library, request);
    expect(await readSampleFactors(library, old, sampleId(0, 0))).toBeNull();
    for await (const some of readSetFactors(library, old)) expect(some).toBeNull();
  });

  it('are there with their batch or not at all, and are replaced when it is written again', async () => {
    await writeFactors(library, setId, 5, [{ id: sampleId(0, 0), factors: madeUpFactors(9, 9) }]);
    expect(await all()).toEqual([]);
    const { row, file } = rowOf(0, 1);
    await (await openSetWriter(library, setId)).commitBatch(5, [row], [file], [madeUpFactors(0, 1)]);
    expect(await all()).toEqual([{ id: row.id, factors: madeUpFactors(0, 1) }]);
    expect(await readdir(coefficientsDir(library, setId))).toHaveLength(1);
  });

  it('refuse a batch with factors for other than all of its rows', async () => {
    const [one, two] = [rowOf(0, 0), rowOf(0, 1)];
    const writer = await openSetWriter(library, setId);
    await expect(
      writer.commitBatch(0, [one.row, two.row], [one.file, two.file], [madeUpFactors(0, 0)]),
    ).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await all()).toEqual([]);
  });

  it('hold an identity once for its samples in a row', () => {
    const sizeOf = (identity: (sample: number) => number): number =>
      encodeFactors(
        Array.from({ length: 20 }, (_, at) => ({ id: sampleId(0, at), factors: madeUpFactors(identity(at), at) })),
      ).length;
    expect(sizeOf((sample) => sample) - sizeOf(() => 4)).toBeGreaterThanOrEqual(19 * 640);
  });

  it('have the same columns whatever is in them, so that tables can be joined', () => {
    const names = (identity: number, sample: number): string[] =>
      factorBatch([{ id: sampleId(0, 0), factors: madeUpFactors(identity, sample) }]).schema.fields.map(String);
    expect(names(0, 0)).toEqual(names(2, 1));
  });
});

describe('a damaged part of the saved coefficients', () => {
  const withShot = (shot: Partial<RenderFactors['shot']>): Uint8Array => {
    const factors = madeUpFactors(1, 0);
    return gzipSync(
      encodeFactors([{ id: sampleId(1, 0), factors: { ...factors, shot: { ...factors.shot, ...shot } } }]),
    );
  };
  const cases: readonly (readonly [string, (bytes: Uint8Array) => Uint8Array, string])[] = [
    ['cut off', (bytes) => gzipSync(bytes).subarray(0, 500), 'cannot be unpacked'],
    ['not packed', (bytes) => bytes, 'cannot be unpacked'],
    ['empty', () => gzipSync(''), 'no columns'],
    ['other bytes', () => gzipSync(Buffer.alloc(5000, 7)), 'not a complete Arrow table'],
    ['with a short vector', () => withShot({ light: new Float32Array(26) }), 'light is not 27 numbers'],
    ['with a head turned too far', () => withShot({ poseDeg: [100, 0, 0] }), 'pose.0: 100, expected'],
    ['a bomb', () => gzipSync(Buffer.alloc((1 << 27) + 1), { level: 1 }), 'cannot be unpacked'],
  ];
  it.each(cases)('is named: %s', async (_, edit, why) => {
    await commitAll();
    const path = await shardPath(1);
    await writeFile(path, edit(gunzipSync(await readFile(path))));
    const problem = { code: 'corrupt-data', place: path, message: expect.stringContaining(why) as string };
    await expect(all()).rejects.toMatchObject(problem);
    await expect(readSampleFactors(library, setId, sampleId(1, 0))).rejects.toMatchObject(problem);
    // The other parts are as good as before.
    expect(await readSampleFactors(library, setId, sampleId(0, 2))).toEqual(madeUpFactors(0, 2));
  });

  it('never gives numbers that cannot be drawn', async () => {
    await commitAll();
    const path = await shardPath(0);
    const bad = madeUpFactors(0, 0);
    bad.shot.light[3] = Number.NaN;
    await rm(path);
    await writeFile(path, gzipSync(encodeFactors([{ id: sampleId(0, 0), factors: bad }])));
    await expect(readSampleFactors(library, setId, sampleId(0, 0))).rejects.toMatchObject({
      code: 'corrupt-data',
      message: expect.stringContaining('light is not 27 numbers') as string,
    });
  });

  it('in any bit is refused or harmless, and never fills the memory', async () => {
    await commitAll();
    const path = await shardPath(0);
    const good = gunzipSync(await readFile(path));
    let refused = 0;
    for (let at = 0; at < 600; at++) {
      const bytes = Buffer.from(good);
      const where = (at * 7919) % bytes.length;
      bytes[where] = (bytes[where] ?? 0) ^ (1 << (at % 8));
      const outcome = decodeFactors(bytes);
      if (typeof outcome === 'string') refused++;
      else for (const { factors } of outcome) expect(factors.shot.light.every(Number.isFinite)).toBe(true);
    }
    expect(refused).toBeGreaterThan(100);
  });
});
