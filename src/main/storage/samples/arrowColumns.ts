import {
  DataType,
  Dictionary,
  Field,
  Float32,
  Int32,
  RecordBatch,
  Schema,
  Struct,
  Table,
  Utf8,
  makeData,
  tableFromIPC,
  tableToIPC,
  vectorFromArray,
  type Data,
} from 'apache-arrow';
import type { SamplesPart } from '@shared/domain/sample';
import { isFile } from '../coefficients/arrowFooterGuard';
import { isFileSound, isStreamSound } from '../coefficients/arrowGuard';
import {
  INTEGER_COLUMNS,
  TEXT_COLUMNS,
  type IntegerName,
  type NameColumn,
  type SampleColumns,
  type TextColumn,
  type TextName,
} from './sampleColumns';

/** Prefix of the columns that hold `SampleRow.numbers`. */
const NUMBER_PREFIX = 'n.';
/** Longest table file that is opened; a shard of 4,096 rows has about a megabyte. */
export const MAX_TABLE_BYTES = 1 << 30;

interface Column {
  readonly field: Field;
  readonly data: Data;
}

const textData = (name: string, { offsets, data }: TextColumn): Column => ({
  field: new Field(name, new Utf8(), false),
  data: makeData({ type: new Utf8(), length: offsets.length - 1, nullCount: 0, valueOffsets: offsets, data }),
});
const integerData = (name: string, data: Int32Array): Column => ({
  field: new Field(name, new Int32(), false),
  data: makeData({ type: new Int32(), length: data.length, nullCount: 0, data }),
});
const realData = (name: string, data: Float32Array): Column => ({
  field: new Field(name, new Float32(), false),
  data: makeData({ type: new Float32(), length: data.length, nullCount: 0, data }),
});
function nameData(name: string, { names, codes }: NameColumn): Column {
  // A fixed dictionary id: the library's own counter would make equal tables differ in their bytes.
  const type = new Dictionary(new Utf8(), new Int32(), 0, false);
  const dictionary = vectorFromArray(names as string[], new Utf8());
  return {
    field: new Field(name, type, false),
    data: makeData({ type, length: codes.length, nullCount: 0, data: codes, dictionary }),
  };
}

/** @param format `file` for shards on disk, `stream` for the joined table. */
export function encodeColumns(columns: SampleColumns, format: 'file' | 'stream'): Uint8Array {
  const { text, integers } = columns;
  return encoded(columns.count, format, [
    textData('id', text.id),
    integerData('identityIndex', integers.identityIndex),
    integerData('sampleIndex', integers.sampleIndex),
    nameData('identityName', columns.identityName),
    textData('file', text.file),
    textData('sha256', text.sha256),
    integerData('widthPx', integers.widthPx),
    integerData('heightPx', integers.heightPx),
    integerData('sizeBytes', integers.sizeBytes),
    integerData('partnerIndex', integers.partnerIndex),
    realData('weight', columns.weight),
    textData('source', text.source),
    ...[...columns.numbers].map(([key, values]) => realData(NUMBER_PREFIX + key, values)),
  ]);
}

/** A stream of everything but the texts, for the window: a third of the bytes (`samplesTableUrl`). */
export function encodeWindowColumns(columns: SampleColumns, part?: SamplesPart): Uint8Array {
  const places = [
    nameData('identityName', columns.identityName),
    ...INTEGER_COLUMNS.filter(isPlace).map((name) => integerData(name, columns.integers[name])),
  ];
  const measures = [
    ...INTEGER_COLUMNS.filter((name) => !isPlace(name)).map((name) => integerData(name, columns.integers[name])),
    realData('weight', columns.weight),
    ...[...columns.numbers].map(([key, values]) => realData(NUMBER_PREFIX + key, values)),
  ];
  return encoded(columns.count, 'stream', [
    ...(part === 'measures' ? [] : places),
    ...(part === 'places' ? [] : measures),
  ]);
}

const isPlace = (name: IntegerName): boolean => name === 'identityIndex' || name === 'sampleIndex';

function encoded(count: number, format: 'file' | 'stream', all: readonly Column[]): Uint8Array {
  const schema = new Schema(all.map(({ field }) => field));
  const children = all.map(({ data }) => data);
  const struct = makeData({ type: new Struct(schema.fields), length: count, nullCount: 0, children });
  return tableToIPC(new Table([new RecordBatch(schema, struct)]), format);
}

class Mismatch extends Error {}
const INCOMPLETE = 'it is not a complete Arrow table';

const IS_TYPE = {
  text: (type: DataType) => DataType.isUtf8(type),
  integer: (type: DataType) => DataType.isInt(type) && type.bitWidth === 32 && type.isSigned,
  real: (type: DataType) => DataType.isFloat(type) && type.ArrayType === Float32Array,
  name: (type: DataType) =>
    // The library types the values of a dictionary loosely.
    DataType.isDictionary(type) && IS_TYPE.integer(type.indices) && IS_TYPE.text(type.dictionary as DataType),
};

type Reader = (name: string, kind: keyof typeof IS_TYPE) => Data;

function readerOf(batch: RecordBatch): Reader {
  return (name, kind) => {
    const index = batch.schema.fields.findIndex((field) => field.name === name);
    const data = batch.data.children[index];
    if (data === undefined) throw new Mismatch(`the column ${name} is missing`);
    if (!IS_TYPE[kind](data.type)) throw new Mismatch(`the column ${name} is not of the kind ${kind}`);
    if (data.nullCount > 0) throw new Mismatch(`the column ${name} has empty places`);
    return data;
  };
}

const integersFrom = (data: Data, count: number): Int32Array => (data.values as Int32Array).subarray(0, count);
const realsFrom = (data: Data, count: number): Float32Array => (data.values as Float32Array).subarray(0, count);

function textFrom(data: Data, count: number): TextColumn {
  // The library types offsets loosely; for Utf8, which was checked, they are Int32.
  const offsets = data.valueOffsets as Int32Array;
  return { offsets: offsets.subarray(0, count + 1), data: data.values as Uint8Array };
}

function namesFrom(data: Data, count: number): NameColumn {
  const names: unknown[] = data.dictionary === undefined ? [] : Array.from(data.dictionary as Iterable<unknown>);
  return { names: names.map(String), codes: integersFrom(data, count) };
}

function batchColumns(batch: RecordBatch): SampleColumns {
  const count = batch.numRows;
  const read = readerOf(batch);
  const text = (name: TextName): TextColumn => textFrom(read(name, 'text'), count);
  const integers = (name: IntegerName): Int32Array => integersFrom(read(name, 'integer'), count);
  const keys = batch.schema.fields.map(({ name }) => name).filter((name) => name.startsWith(NUMBER_PREFIX));
  return {
    count,
    text: record(TEXT_COLUMNS, text),
    integers: record(INTEGER_COLUMNS, integers),
    identityName: namesFrom(read('identityName', 'name'), count),
    weight: realsFrom(read('weight', 'real'), count),
    numbers: new Map(keys.map((name) => [name.slice(NUMBER_PREFIX.length), realsFrom(read(name, 'real'), count)])),
  };
}

function record<K extends string, V>(names: readonly K[], make: (name: K) => V): Record<K, V> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<K, V>; // exactly the names given
}

/**
 * Reads a table in either Arrow IPC form, with its column types checked and its values not yet (see `checkColumns`).
 * @returns one part per record batch, or what is wrong in words.
 */
export function decodeColumns(bytes: Uint8Array): SampleColumns[] | string {
  try {
    if (!(isFile(bytes) ? isFileSound(bytes) : isStreamSound(bytes))) return INCOMPLETE;
    const { schema, batches } = tableFromIPC(bytes);
    // The Arrow reader takes no bytes at all, as a power cut may leave them, for a table without columns.
    if (schema.fields.length === 0) throw new Mismatch('it has no columns');
    return batches.map(batchColumns);
  } catch (thrown) {
    // The Arrow reader throws whatever a damaged file makes it stumble over; none of it means anything to a person.
    return thrown instanceof Mismatch ? thrown.message : INCOMPLETE;
  }
}
