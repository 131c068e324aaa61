import {
  DataType,
  Field,
  FixedSizeList,
  Float32,
  Int32,
  RecordBatch,
  Schema,
  Struct,
  Table,
  makeData,
  tableFromIPC,
  tableToIPC,
  type Data,
} from 'apache-arrow';
import { MAX_IDENTITIES, MAX_SAMPLES_PER_IDENTITY } from '@shared/domain/ids';
import { isFile } from '../coefficients/arrowFooterGuard';
import { isFileSound, isStreamSound } from '../coefficients/arrowGuard';
import type { Embeddings, ScoreRows } from './scoreTypes';

const REAL_PREFIX = 'n.';
const INTEGER_NAME = /^[ir]\.[A-Za-z.]{1,60}$/;
const EMBEDDING = 'embedding';
/** Largest shard that is opened. */
export const MAX_SHARD_BYTES = 1 << 28;

interface Column {
  readonly field: Field;
  readonly data: Data;
}

const integers = (name: string, data: Int32Array): Column => ({
  field: new Field(name, new Int32(), false),
  data: makeData({ type: new Int32(), length: data.length, nullCount: 0, data }),
});

const reals = (name: string, data: Float32Array): Column => ({
  field: new Field(name, new Float32(), false),
  data: makeData({ type: new Float32(), length: data.length, nullCount: 0, data }),
});

function vectors({ size, values }: Embeddings, rows: number): Column {
  const type = new FixedSizeList(size, new Field('item', new Float32(), false));
  const child = makeData({ type: new Float32(), length: values.length, nullCount: 0, data: values });
  return {
    field: new Field(EMBEDDING, type, false),
    data: makeData({ type, length: rows, nullCount: 0, child }),
  };
}

/** @param form `file` for shards on disk, `stream` for the window. The same scores give the same bytes. */
export function encodeScores(scores: ScoreRows, form: 'file' | 'stream'): Uint8Array {
  const rows = scores.identityIndex.length;
  const byName = (a: readonly [string, unknown], b: readonly [string, unknown]): number => (a[0] < b[0] ? -1 : 1);
  const all = [
    integers('identityIndex', scores.identityIndex),
    integers('sampleIndex', scores.sampleIndex),
    ...[...scores.reals].sort(byName).map(([name, values]) => reals(REAL_PREFIX + name, values)),
    ...[...scores.integers].sort(byName).map(([name, values]) => integers(name, values)),
    ...(scores.embeddings === null ? [] : [vectors(scores.embeddings, rows)]),
  ];
  for (const { field, data } of all)
    if (data.length !== rows) throw new RangeError(`${field.name} has ${data.length} of ${rows} values`);
  const schema = new Schema(all.map(({ field }) => field));
  const children = all.map(({ data }) => data);
  const struct = makeData({ type: new Struct(schema.fields), length: rows, nullCount: 0, children });
  return tableToIPC(new Table([new RecordBatch(schema, struct)]), form);
}

class Mismatch extends Error {}
const INCOMPLETE = 'it is not a complete Arrow table';

const isInteger = (type: DataType): boolean => DataType.isInt(type) && type.bitWidth === 32 && type.isSigned;
const isReal = (type: DataType): boolean => DataType.isFloat(type) && type.ArrayType === Float32Array;

function batchScores(batch: RecordBatch): ScoreRows {
  const rows = batch.numRows;
  const found: { -readonly [K in keyof ScoreRows]?: ScoreRows[K] } = {};
  const ownReals = new Map<string, Float32Array>();
  const ownIntegers = new Map<string, Int32Array>();
  for (const [at, { name }] of batch.schema.fields.entries()) {
    const data = batch.data.children[at];
    // The library types the field loosely; its data have a type of their own.
    const type: DataType | undefined = data?.type;
    if (data === undefined || type === undefined || data.nullCount > 0)
      throw new Mismatch(`the column ${name} has empty places`);
    // The library types values loosely; the type of the column was looked at.
    if (isInteger(type)) {
      const values = (data.values as Int32Array).subarray(0, rows);
      if (name === 'identityIndex' || name === 'sampleIndex') found[name] = values;
      else if (INTEGER_NAME.test(name)) ownIntegers.set(name, values);
    } else if (isReal(type) && name.startsWith(REAL_PREFIX)) {
      ownReals.set(name.slice(REAL_PREFIX.length), (data.values as Float32Array).subarray(0, rows));
    } else if (name === EMBEDDING) found.embeddings = embeddingsOf(type, data, rows);
    else throw new Mismatch(`the column ${name} is none of a scorer’s`);
  }
  const { identityIndex, sampleIndex } = found;
  if (identityIndex === undefined || sampleIndex === undefined) throw new Mismatch('it does not say whose scores');
  for (let i = 0; i < rows; i++) {
    const isPlace = (value: number | undefined, end: number): boolean =>
      value !== undefined && value >= 0 && value < end;
    if (!isPlace(identityIndex[i], MAX_IDENTITIES) || !isPlace(sampleIndex[i], MAX_SAMPLES_PER_IDENTITY))
      throw new Mismatch(`row ${i} names no sample`);
  }
  return { identityIndex, sampleIndex, reals: ownReals, integers: ownIntegers, embeddings: found.embeddings ?? null };
}

function embeddingsOf(type: DataType, data: Data, rows: number): Embeddings {
  const [child] = data.children;
  if (!DataType.isFixedSizeList(type) || child === undefined || !isReal(child.type) || child.nullCount > 0)
    throw new Mismatch('the embeddings are not lists of numbers');
  const values = (child.values as Float32Array).subarray(0, rows * type.listSize);
  // A sum is a number only where every value is one; a row that is not would spoil every comparison with it.
  let sum = 0;
  for (const value of values) sum += value * value;
  if (!Number.isFinite(sum)) throw new Mismatch('an embedding is not a number');
  return { size: type.listSize, values };
}

/** Reads a shard or a stream of scores, its types checked. @returns one part per record batch, or what is wrong in words */
export function decodeScores(bytes: Uint8Array): ScoreRows[] | string {
  try {
    if (!(isFile(bytes) ? isFileSound(bytes) : isStreamSound(bytes))) return INCOMPLETE;
    const { schema, batches } = tableFromIPC(bytes);
    if (schema.fields.length === 0) return INCOMPLETE;
    return batches.map(batchScores);
  } catch (thrown) {
    // The Arrow reader throws whatever a damaged file makes it stumble over; none of it means anything to a person.
    return thrown instanceof Mismatch ? thrown.message : INCOMPLETE;
  }
}
