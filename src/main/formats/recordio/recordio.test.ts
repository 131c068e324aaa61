import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import type { DatasetWriter } from '../packs/datasetWriter';
import { packOrder } from '../packs/packOrder';
import { expectSameBytes, filesOf, FORMAT_FIXTURES, packedImage, packPlan, readAll } from '../packs/packs.testing';
import { openIm2recWriter } from './im2recWriter';
import { openRecordio } from './recordioReader';
import { openRecordioWriter } from './recordioWriter';

const CLASSIC = join(FORMAT_FIXTURES, 'rec_classic');
const FLAT = join(FORMAT_FIXTURES, 'rec_im2rec');
const MULTIPART = join(FORMAT_FIXTURES, 'rec_multipart');
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('RecordIO against files that mxnet wrote', () => {
  it('reads InsightFace’s layout: images only, by the labels and hashes that MXFaceDataset sees', async () => {
    const reader = await openRecordio(CLASSIC);
    expect(reader?.format).toBe('recordio');
    const images = await readAll(reader);
    expect(images.map(({ entry, label, identity }) => [entry, label, identity])).toEqual([
      ['1', 0, 'id_0'],
      ['2', 0, 'id_0'],
      ['3', 1, 'id_1'],
      ['4', 1, 'id_1'],
      ['5', 1, 'id_1'],
      ['6', 2, 'id_2'],
    ]);
    expect(sha256(images[0]?.bytes ?? new Uint8Array())).toBe(
      'bd9f161cb91c40c4a9f068f9f99a9eafb08d378e13f975a78ef59b9d4b8a27c4',
    );
  });

  it('writes the same bytes for the same images', async () => {
    const folder = await temporaryFolder();
    const writer = await openRecordioWriter(folder, packPlan([2, 3, 1]));
    for (const [index, { label, bytes }] of (await readAll(await openRecordio(CLASSIC))).entries())
      writer.add(
        packedImage(index, label ?? -1, bytes, {
          identity: `/data/faces/id_${label}`,
          name: `00${index + 1}.jpg`,
        }),
      );
    expect(await writer.finish()).toEqual(['train.rec', 'train.idx', 'train.lst', 'property']);
    expectSameBytes(await filesOf(folder), await filesOf(CLASSIC));
  });

  it('reads and writes a flat .rec in its shuffled order', async () => {
    const reader = await openRecordio(join(FLAT, 'train.rec'));
    expect(reader?.format).toBe('im2rec');
    const images = await readAll(reader);
    expect(images.map(({ entry, label }) => [entry, label])).toEqual([
      ['2', 1],
      ['5', 2],
      ['0', 0],
      ['4', 1],
      ['3', 1],
      ['1', 0],
    ]);
    const folder = await temporaryFolder();
    const writer = await openIm2recWriter(folder, packPlan([2, 3, 1]));
    for (const { entry, label, bytes } of images)
      writer.add(
        packedImage(Number(entry), label ?? -1, bytes, { identity: `0_0_000000${label}`, name: `0_${entry}.jpg` }),
      );
    await writer.finish();
    expectSameBytes(await filesOf(folder), await filesOf(FLAT));
  });

  it('reads and writes images that hold the magic number as records of several parts', async () => {
    const images = await readAll(await openRecordio(MULTIPART));
    expect(images.map(({ bytes }) => bytes.length)).toEqual([4484, 4490, 4489, 4470]);
    expect(images.map(({ bytes }) => sha256(bytes).slice(0, 8))).toEqual([
      '59391600',
      '0550a2a6',
      '27013579',
      'bd9f161c',
    ]);
    const folder = await temporaryFolder();
    const writer = await openIm2recWriter(folder, packPlan([2, 2]));
    for (const [index, { label, bytes }] of images.entries()) writer.add(packedImage(index, label ?? -1, bytes));
    await writer.finish();
    const { 'train.lst': list, ...made } = await filesOf(folder);
    expect(list.toString()).toMatch(/^0\t0\.000000\t00000\/0\.jpg\n/);
    expectSameBytes(made, await filesOf(MULTIPART));
  });

  it('shuffles by the seed alone, every image once', () => {
    const order = packOrder('im2rec', packPlan([50, 50])) ?? new Uint32Array();
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(packOrder('im2rec', packPlan([50, 50]))).toEqual(order);
    expect(packOrder('im2rec', packPlan([50, 50], { seed: 8 }))).not.toEqual(order);
    expect(packOrder('recordio', packPlan([50, 50]))).toBeNull();
  });
});

describe('RecordIO writers', () => {
  it('refuses numbers that a float32 would round, before a file is made', async () => {
    const folder = await temporaryFolder();
    const plan = packPlan([2 ** 24 - 2]);
    expect(() => openRecordioWriter(folder, plan)).not.toThrow();
    expect(() => openRecordioWriter(folder, { ...plan, imageCount: plan.imageCount + 1 })).toThrow(/16777217/);
  });

  it('leaves nothing open after an abort, and refuses a folder that has the files', async () => {
    const folder = await temporaryFolder();
    const writer: DatasetWriter = await openRecordioWriter(folder, packPlan([1]));
    await writer.abort();
    await writer.abort();
    expect(() => openRecordioWriter(folder, packPlan([1]))).toThrow(/EEXIST/);
  });
});

describe('damaged RecordIO', () => {
  /** A copy of the classic folder, changed. */
  async function changed(
    edit: (rec: Buffer, idx: string) => { rec?: Uint8Array; idx?: string | null },
  ): Promise<string> {
    const folder = await temporaryFolder();
    const [rec, idx] = [await readFile(join(CLASSIC, 'train.rec')), await readFile(join(CLASSIC, 'train.idx'), 'utf8')];
    const result = edit(Buffer.from(rec), idx);
    await writeFile(join(folder, 'train.rec'), result.rec ?? rec);
    if (result.idx !== null) await writeFile(join(folder, 'train.idx'), result.idx ?? idx);
    return folder;
  }
  const uint32 = (rec: Buffer, offset: number, value: number): Buffer => {
    rec.writeUInt32LE(value >>> 0, offset);
    return rec;
  };
  const cases: readonly (readonly [string, Parameters<typeof changed>[0], string, RegExp])[] = [
    ['a missing index', () => ({ idx: null }), 'invalid-input', /no train\.idx/],
    [
      'a length beyond the file',
      (rec) => ({ rec: uint32(rec, 4516, 0x1fffffff) }),
      'corrupt-data',
      /claims 536870911 bytes/,
    ],
    ['a cut file', (rec) => ({ rec: rec.subarray(0, 15000) }), 'corrupt-data', /file ends at byte 15000/],
    [
      'an index of another file',
      (_, idx) => ({ idx: idx.replace('4512', '4520') }),
      'corrupt-data',
      /magic number is missing.*Record 2, train\.idx line 2/,
    ],
    [
      'an offset beyond the file',
      (_, idx) => ({ idx: idx.replace('4512', '99999996') }),
      'corrupt-data',
      /file ends at byte 25108/,
    ],
    ['an offset inside a word', (_, idx) => ({ idx: idx.replace('4512', '4513') }), 'corrupt-data', /no multiple of 4/],
    ['a number twice', (_, idx) => ({ idx: idx.replace('2\t4512', '1\t4512') }), 'corrupt-data', /1 comes twice/],
    ['a huge number', (_, idx) => ({ idx: idx.replace('2\t4512', '999999999\t4512') }), 'corrupt-data', /beyond/],
    ['no numbers at all', () => ({ idx: '\u0000'.repeat(5000) }), 'invalid-input', /longer than 64 bytes/],
    [
      'images that record 0 does not know',
      (rec) => ({ rec: rec.fill(0, 24948 + 32, 24948 + 36) }),
      'corrupt-data',
      /Record 0/,
    ],
    [
      'images that the index lost',
      (_, idx) => ({ idx: idx.replace('2\t4512\n', '') }),
      'corrupt-data',
      /tells of 6 images.* has 5/,
    ],
    ['a part number that is unknown', (rec) => ({ rec: uint32(rec, 4, 0xe0000010) }), 'corrupt-data', /part number 7/],
    [
      'a later part where a record should begin',
      (rec) => ({ rec: uint32(rec, 4, (3 << 29) | 4502) }),
      'corrupt-data',
      /later part/,
    ],
    [
      'a first part with no last',
      (rec) => ({ rec: uint32(rec, 4, (1 << 29) | 4502) }),
      'corrupt-data',
      /begins here before/,
    ],
    [
      'more labels than bytes',
      (rec) => ({ rec: uint32(rec, 8, 0x00ffffff) }),
      'corrupt-data',
      /claims 16777215 labels/,
    ],
    ['a label that is no class', (rec) => ({ rec: uint32(rec, 32, 0x3fc00000) }), 'invalid-input', /label 1\.5/],
    ['a label that is no number', (rec) => ({ rec: uint32(rec, 32, 0x7fc00000) }), 'invalid-input', /label/],
  ];
  it.each(cases)('names %s', async (_, edit, code, message) => {
    const folder = await changed(edit);
    await expect(openRecordio(folder).then(readAll)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
  });

  it('names identities by their folders in the list, or by label where the list cannot be trusted', async () => {
    const lists: readonly (readonly [string | null, readonly string[]])[] = [
      [null, ['00000', '00001', '00002']],
      ['1\ta/é/1.jpg\t0\n1\ta/b c/1.jpg\t1\n1\tx/d/1.jpg\t2\n', ['é', 'b c', 'd']],
      ['1\ta/b/1.jpg\t0\n1\ta/b/2.jpg\t1\n', ['00000', '00001', '00002']],
      ['1\ta/b/1.jpg\t0\n1\ta/c/2.jpg\t0\n', ['00000', '00001', '00002']],
      ['1\ta/../1.jpg\t0\n', ['00000', '00001', '00002']],
      ['1\tb/1.jpg\t0\n', ['b', '00001', '00002']],
      ['1\ta/00001/1.jpg\t0\n', ['00000', '00001', '00002']],
      ['1\ta/00000/1.jpg\t0\n1\ta/x/1.jpg\t1\n', ['00000', 'x', '00002']],
      ['no list at all', ['00000', '00001', '00002']],
    ];
    for (const [list, names] of lists) {
      const folder = await changed(() => ({}));
      if (list !== null) await writeFile(join(folder, 'train.lst'), list);
      const images = await readAll(await openRecordio(folder));
      expect([...new Set(images.map(({ identity }) => identity))]).toEqual(names);
    }
  });

  it('asks which of several .rec is meant, and knows none where there is none', async () => {
    const folder = await temporaryFolder();
    expect(await openRecordio(folder)).toBeNull();
    for (const name of ['a.rec', 'b.rec']) await copyFile(join(CLASSIC, 'train.rec'), join(folder, name));
    await expect(openRecordio(folder)).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await openRecordio(join(folder, 'nothing.rec'))).toBeNull();
  });
});
