import {
  Bool,
  type Data,
  DataType,
  Field,
  FixedSizeList,
  Float32,
  Float64,
  List,
  makeData,
  Utf8,
  type Vector,
} from 'apache-arrow';
import type { Leaf, LeafKind } from './leaves';

export interface Column {
  readonly field: Field;
  readonly data: Data;
}

const bitsOf = (flags: readonly boolean[]): Uint8Array => {
  const bits = new Uint8Array((flags.length + 7) >> 3);
  for (const [at, flag] of flags.entries()) if (flag) bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
  return bits;
};

/** Which rows have a value; nothing where all have. */
function validity(values: readonly unknown[]): { readonly nullCount: number; readonly nullBitmap?: Uint8Array } {
  const isThere = values.map((value) => value !== null);
  const nullCount = isThere.filter((there) => !there).length;
  return nullCount === 0 ? { nullCount } : { nullCount, nullBitmap: bitsOf(isThere) };
}

function textBuffers(values: readonly (string | null)[]): { valueOffsets: Int32Array; data: Uint8Array } {
  const texts = values.map((value) => Buffer.from(value ?? ''));
  const valueOffsets = new Int32Array(texts.length + 1);
  for (const [at, text] of texts.entries()) valueOffsets[at + 1] = (valueOffsets[at] ?? 0) + text.length;
  return { valueOffsets, data: Buffer.concat(texts) };
}

/** A column of small values. @param values of the kind's own type, or null */
export function leafColumn(name: string, kind: LeafKind, values: readonly Leaf[]): Column {
  const common = { length: values.length, ...validity(values) };
  switch (kind) {
    case 'real': {
      const type = new Float64();
      const data = Float64Array.from(values, (value) => Number(value ?? 0));
      return { field: new Field(name, type, true), data: makeData({ type, ...common, data }) };
    }
    case 'flag': {
      const type = new Bool();
      const data = bitsOf(values.map((value) => value === true));
      return { field: new Field(name, type, true), data: makeData({ type, ...common, data }) };
    }
    case 'text':
    case 'json': {
      const type = new Utf8();
      const texts = values.map((value) => (value === null ? null : String(value)));
      return { field: new Field(name, type, true), data: makeData({ type, ...common, ...textBuffers(texts) }) };
    }
  }
}

const item = (): Field<Float32> => new Field('item', new Float32(), false);

function joined(vectors: readonly (Float32Array | null)[]): Data<Float32> {
  const length = vectors.reduce((sum, vector) => sum + (vector?.length ?? 0), 0);
  const data = new Float32Array(length);
  let at = 0;
  for (const vector of vectors) {
    if (vector === null) continue;
    data.set(vector, at);
    at += vector.length;
  }
  return makeData({ type: new Float32(), length, nullCount: 0, data });
}

/** A column of vectors of one length. */
export function vectorColumn(name: string, vectors: readonly Float32Array[]): Column {
  const type = new FixedSizeList(vectors[0]?.length ?? 0, item());
  const data = makeData({ type, length: vectors.length, nullCount: 0, child: joined(vectors) });
  return { field: new Field(name, type, false), data };
}

/** A column of vectors of which some are left out, which costs nothing. */
export function sparseVectorColumn(name: string, vectors: readonly (Float32Array | null)[]): Column {
  const type = new List(item());
  const valueOffsets = new Int32Array(vectors.length + 1);
  for (const [at, vector] of vectors.entries()) valueOffsets[at + 1] = (valueOffsets[at] ?? 0) + (vector?.length ?? 0);
  const data = makeData({ type, length: vectors.length, ...validity(vectors), valueOffsets, child: joined(vectors) });
  return { field: new Field(name, type, true), data };
}

const isVectorType = (type: DataType): boolean =>
  (DataType.isFixedSizeList(type) || DataType.isList(type)) &&
  DataType.isFloat(type.children[0]?.type) &&
  type.children[0].type.ArrayType === Float32Array;

const IS_KIND: Readonly<Record<LeafKind | 'vector', (type: DataType) => boolean>> = {
  real: (type) => DataType.isFloat(type) && type.ArrayType === Float64Array,
  flag: (type) => DataType.isBool(type),
  text: (type) => DataType.isUtf8(type),
  json: (type) => DataType.isUtf8(type),
  vector: isVectorType,
};

/** Whether a column of a file is what it should be. */
export const isOfKind = (type: DataType, kind: LeafKind | 'vector'): boolean => IS_KIND[kind](type);

/** Value of a row; the type was checked. */
export const leafAt = (column: Vector, row: number): Leaf => column.get(row) as Leaf;

/** No vector of the factors is longer; a damaged one can claim any length. */
const MAX_VECTOR = 1024;

/** A copy of the vector of a row, or null where it was left out; the type was checked. */
export function vectorAt(column: Vector, row: number): Float32Array | null {
  const value = column.get(row) as Vector<Float32> | null;
  return value === null || value.length > MAX_VECTOR ? null : Float32Array.from(value.toArray());
}
