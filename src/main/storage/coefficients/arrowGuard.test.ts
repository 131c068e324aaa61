import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  Dictionary,
  Field,
  Float32,
  Int32,
  Int64,
  List,
  makeData,
  Null,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  Utf8,
  vectorFromArray,
  type Data,
} from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { sampleId } from '@shared/domain/ids';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { rowOf } from '../library.testing';
import { decodeColumns, encodeColumns } from '../samples/arrowColumns';
import { columnsOf } from '../samples/sampleColumns';
import { isFileSound, isFileSoundInParts, isStreamSound } from './arrowGuard';
import { factorBatch } from './factorTable';
import { madeUpFactors } from './factors.testing';

const FORMS = ['file', 'stream'] as const;
type Form = (typeof FORMS)[number];
const isSound = (bytes: Uint8Array, form: Form): boolean => (form === 'file' ? isFileSound : isStreamSound)(bytes);

const ROWS = 12;
const request = { identities: 3, samples: 4 };
const rows = Array.from({ length: ROWS }, (_, i) => ({
  ...rowOf(Math.floor(i / 4), i % 4, request).row,
  numbers: { yawDeg: i, ageYears: 30 + i },
}));

function withBit(good: Uint8Array, bit: number): Buffer {
  const bytes = Buffer.from(good);
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return bytes;
}

describe.each(FORMS)('of a table as a %s', (form) => {
  const good = encodeColumns(columnsOf(rows), form);
  const factors = new Table([
    factorBatch([0, 1, 2].map((at) => ({ id: sampleId(at, 1), factors: madeUpFactors(at, 1) }))),
  ]);

  it('what our writers write is sound', () => {
    expect(isSound(good, form)).toBe(true);
    expect(isSound(tableToIPC(factors, form), form)).toBe(true);
  });

  // Looking at all bits in this way takes the guard half a second; the Arrow library, on those that it lets pass, takes half a minute.
  it('any one bit changed leaves as many rows and no other types, or is refused', () => {
    const passed: number[] = [];
    for (let bit = 0; bit < 8 * good.length; bit++) if (isSound(withBit(good, bit), form)) passed.push(bit);
    expect(passed.length).toBeLessThan(good.length * 8 * 0.6); // what is left are values, names and padding
    for (const bit of passed.filter((_, at) => at % 41 === 0)) {
      const parts = decodeColumns(withBit(good, bit));
      if (typeof parts === 'string') expect(parts).toMatch(/^the column .* (is missing|has empty places)$/);
      else expect(parts.map(({ count }) => count)).toEqual([ROWS]);
    }
  });
});

it('a message whose list of fields has a negative size, as the Arrow library reads it, is refused', () => {
  // One bit does it; the library then finds no type of message, and looks for the next part where this one is, without end.
  const good = Buffer.from(encodeColumns(columnsOf(rows), 'file'));
  const second = 8 + good.indexOf(Buffer.from([0xff, 0xff, 0xff, 0xff]), 16); // the part behind the dictionary
  const message = second + good.readUInt32LE(second);
  const list = message - good.readInt32LE(message);
  expect(isFileSound(withBit(good, 8 * (list + 1) + 7))).toBe(false);
});

const tableOf = (...columns: Data[]): Table => {
  const schema = new Schema(columns.map(({ type }, at) => new Field(`c${at}`, type, true)));
  const length = columns[0]?.length ?? 0;
  return new Table([
    new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length, nullCount: 0, children: columns })),
  ]);
};
const integers = makeData({ type: new Int32(), length: 3, nullCount: 0, data: Int32Array.of(1, 2, 3) });
const texts = (offsets: number[]): Data =>
  makeData({
    type: new Utf8(),
    length: offsets.length - 1,
    nullCount: 0,
    valueOffsets: Int32Array.from(offsets),
    data: new Uint8Array(8),
  });
const numbers = makeData({ type: new Float32(), length: 3, nullCount: 0, data: new Float32Array(3) });
const list = (child: Data): Data => {
  const type = new List(new Field('item', child.type, false));
  return makeData({ type, length: 1, nullCount: 0, valueOffsets: Int32Array.of(0, child.length), child });
};
const shared = ((): Data => {
  const type = new Dictionary(new Utf8(), new Int32(), 7, false);
  const dictionary = vectorFromArray(['a'], new Utf8());
  return makeData({ type, length: 1, nullCount: 0, data: new Int32Array(1), dictionary });
})();

describe.each(FORMS)('as a %s', (form) => {
  it.each([
    ['whole numbers', tableOf(integers)],
    ['texts', tableOf(texts([0, 4, 4, 8]))],
    ['a list', tableOf(list(numbers))],
    ['codes', tableOf(shared)],
  ])('sound: %s', (_, table) => {
    expect(isSound(tableToIPC(table, form), form)).toBe(true);
  });

  it.each([
    ['rows that take no bytes', tableOf(makeData({ type: new Null(), length: 1 << 30 }))],
    ['numbers of eight bytes', tableOf(makeData({ type: new Int64(), length: 2, data: new BigInt64Array(2) }))],
    ['a list of lists', tableOf(list(list(numbers)))],
    ['texts that overlap', tableOf(texts([0, 8, 0, 8]))],
    ['columns of different lengths', tableOf(numbers, texts([0, 8]))],
    ['two columns of one dictionary', tableOf(shared, shared)],
    ['no columns', new Table([new RecordBatch(new Schema([]), makeData({ type: new Struct([]), length: 9 }))])],
    ['notes in the schema', new Table(new Schema([new Field('a', new Int32())], new Map([['a', 'b']])))],
  ])('refused: %s', (_, table) => {
    expect(isSound(tableToIPC(table, form), form)).toBe(false);
  });
});

it('refuses two streams in one, and one cut off', () => {
  const stream = tableToIPC(tableOf(integers), 'stream');
  expect(isStreamSound(Buffer.concat([stream, stream]))).toBe(false);
  expect(isStreamSound(stream.subarray(0, -9))).toBe(false);
});

it('comes to the same of a file read in parts', async () => {
  const path = join(await temporaryFolder(), 'table.arrow');
  const good = encodeColumns(columnsOf(rows), 'file');
  let parts = 0;
  const ofFile = async (bytes: Uint8Array): Promise<boolean> => {
    await writeFile(path, bytes);
    const handle = await open(path);
    try {
      return await isFileSoundInParts(handle, () => parts++);
    } finally {
      await handle.close();
    }
  };
  expect(await ofFile(good)).toBe(true);
  expect(parts).toBe(2); // the dictionary of names, and the rows
  expect(await ofFile(new Uint8Array())).toBe(false);
  for (let bit = 0; bit < 8 * good.length; bit += 311) {
    const bytes = withBit(good, bit);
    expect([bit, await ofFile(bytes)]).toEqual([bit, isFileSound(bytes)]);
    expect(await ofFile(good.subarray(0, bit >> 3))).toBe(false);
  }
});
