import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { parquetMetadata, parquetSchema } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { sha256Hex } from '../../platform/hash';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { filesOf, FORMAT_FIXTURES, packedImage, packPlan, readAll } from '../packs/packs.testing';
import { openHfParquet } from './hfParquetReader';
import { openHfParquetWriter } from './hfParquetWriter';

const GOLDEN = join(FORMAT_FIXTURES, 'datasets.parquet');

async function exported(sizes: readonly number[], plan = packPlan([sizes.length])): Promise<string> {
  const folder = await temporaryFolder();
  const writer = await openHfParquetWriter(folder, plan);
  for (const [index, size] of sizes.entries()) writer.add(packedImage(index, 0, Buffer.alloc(size, index)));
  await writer.finish();
  return folder;
}

async function refusal(bytes: Uint8Array): Promise<Failure> {
  const path = join(await temporaryFolder(), 'a.parquet');
  await writeFile(path, bytes);
  const thrown: unknown = await openHfParquet(path)
    .then(readAll)
    .catch((error: unknown) => error);
  if (thrown instanceof Failure) return thrown;
  throw new Error('expected a Failure', { cause: thrown });
}

/** A Parquet file of one row with the given columns. */
const table = (columns: Parameters<typeof parquetWriteBuffer>[0]['columnData']): Uint8Array =>
  new Uint8Array(parquetWriteBuffer({ columnData: columns }));

describe('hf-parquet', () => {
  it('reads what datasets wrote, with the names of its classes', async () => {
    const images = await readAll(await openHfParquet(GOLDEN));
    expect(images.map(({ entry, label, identity }) => [entry, label, identity])).toEqual([
      ['0', 0, 'anna'],
      ['1', 0, 'anna'],
      ['2', 1, 'bob'],
      ['3', 2, 'zoë'],
      ['4', 2, 'zoë'],
    ]);
    expect(images.map(({ bytes }) => sha256Hex(bytes).slice(0, 8))).toEqual([
      '7a9d3848',
      'ae70d9a8',
      'bba47e77',
      '35e37240',
      'e56f359b',
    ]);
  });

  it('reads back what it wrote and writes equal bytes for equal images', async () => {
    const folder = await exported([10, 0x1000, 3]);
    const images = await readAll(await openHfParquet(folder));
    expect(images.map(({ path, entry, label, identity }) => [path, entry, label, identity])).toEqual(
      ['0', '1', '2'].map((entry) => ['data/train-00000-of-00001.parquet', entry, 0, '00000']),
    );
    expect(images.map(({ bytes }) => [bytes.length, bytes[0]])).toEqual([
      [10, 0],
      [0x1000, 1],
      [3, 2],
    ]);
    expect(await filesOf(join(folder, 'data'))).toEqual(await filesOf(join(await exported([10, 0x1000, 3]), 'data')));
  });

  it('states Image and ClassLabel for datasets, and keeps row groups small', async () => {
    const folder = await exported([9e6, 9e6, 9e6]);
    const bytes = await readFile(join(folder, 'data/train-00000-of-00001.parquet'));
    const metadata = parquetMetadata(bytes);
    expect(metadata.row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([1, 1, 1]);
    expect(parquetSchema(metadata).children.map(({ element }) => element.name)).toEqual([
      'image',
      'label',
      'identity',
      'origin',
      'partner_label',
      'weight',
      'sample_id',
    ]);
    const stated: unknown = JSON.parse(metadata.key_value_metadata?.[0]?.value ?? '');
    expect(stated).toMatchObject({
      info: { features: { image: { _type: 'Image' }, label: { _type: 'ClassLabel', names: ['00000'] } } },
    });
    const card = (await readFile(join(folder, 'README.md'))).toString();
    expect(card).toMatch(/^---\nlicense: unknown\n/);
    expect(card).toContain('path: "data/train-*"');
  });

  it('ends a row group after a thousand images', async () => {
    const folder = await exported(Array.from({ length: 1001 }, () => 5));
    const bytes = await readFile(join(folder, 'data/train-00000-of-00001.parquet'));
    expect(parquetMetadata(bytes).row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([1000, 1]);
    expect(await readAll(await openHfParquet(folder))).toHaveLength(1001);
  });

  it.each([
    [
      'no image',
      [
        { name: 'text', data: ['x'] },
        { name: 'label', data: [1] },
      ],
      /no column of images; the columns are: text \(BYTE_ARRAY\), label \(INT32\)/,
    ],
    [
      'an image that is bare bytes',
      [
        { name: 'image', data: [Buffer.of(1)] },
        { name: 'label', data: [1] },
      ],
      /no column of images/,
    ],
  ] as const)('refuses %s, naming the columns and what is needed', async (_what, columns, message) => {
    const failure = await refusal(table(columns.map((column) => ({ name: column.name, data: [...column.data] }))));
    expect(failure.code).toBe('invalid-input');
    expect(failure.message).toMatch(message);
    expect(failure.remedy).toMatch(/struct \{bytes, path\}/);
  });

  it('refuses a file whose end lies or is not there', async () => {
    const good = await readFile(GOLDEN);
    expect((await refusal(good.subarray(0, 3000))).code).toBe('corrupt-data');
    expect((await refusal(Buffer.alloc(0))).code).toBe('corrupt-data');
    const lying = Buffer.from(good);
    lying.writeUInt32LE(0x7fffffff, good.length - 8);
    expect((await refusal(lying)).message).toMatch(/footer claims 2147483647 bytes/);
  });

  it('refuses pages that claim more than their row group has', async () => {
    const folder = await exported([50]);
    const path = join(folder, 'data/train-00000-of-00001.parquet');
    const bytes = await readFile(path);
    // The first page header stands behind PAR1; its fields are thrift varints: type, unpacked size, packed size, then the v2 header's num_values.
    const at = bytes.indexOf(Buffer.from([0x15, 0x02, 0x15, 0x02, 0x15, 0x02]), 4);
    const numValues = at === -1 ? bytes.indexOf(Buffer.from([0x5c, 0x15, 0x02]), 4) + 2 : at + 1;
    expect(numValues).toBeGreaterThan(4);
    bytes[numValues] = 0x7e;
    expect((await refusal(bytes)).message).toMatch(/more values than the 1 rows/);
  });

  it('any damage of a real file gives images or a Failure', async () => {
    const good = await readFile(GOLDEN);
    const path = join(await temporaryFolder(), 'a.parquet');
    const place = fc.oneof(fc.nat(good.length - 1), fc.integer({ min: good.length - 3600, max: good.length - 1 }));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 5 }), async (changes) => {
        const bytes = Buffer.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        await writeFile(path, bytes);
        const thrown: unknown = await openHfParquet(path)
          .then(readAll)
          .catch((error: unknown) => error);
        expect(Array.isArray(thrown) || thrown instanceof Failure).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
