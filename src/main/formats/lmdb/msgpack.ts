/** Largest whole numbers of each width, with the code before them. Source: github.com/msgpack/msgpack, spec.md. */
export function packInteger(value: number): Buffer {
  if (value < 0x80) return Buffer.from([value]);
  if (value < 0x100) return Buffer.from([0xcc, value]);
  if (value < 0x10000) return Buffer.from([0xcd, value >>> 8, value & 255]);
  const bytes = Buffer.alloc(5);
  bytes[0] = 0xce;
  bytes.writeUInt32BE(value, 1);
  return bytes;
}

/** What stands before so many bytes. */
export function packBinaryHead(length: number): Buffer {
  if (length < 0x100) return Buffer.from([0xc4, length]);
  if (length < 0x10000) return Buffer.from([0xc5, length >>> 8, length & 255]);
  const bytes = Buffer.alloc(5);
  bytes[0] = 0xc6;
  bytes.writeUInt32BE(length, 1);
  return bytes;
}

/** What stands before so many values. */
export function packArrayHead(count: number): Buffer {
  if (count < 16) return Buffer.from([0x90 | count]);
  if (count < 0x10000) return Buffer.from([0xdc, count >>> 8, count & 255]);
  const bytes = Buffer.alloc(5);
  bytes[0] = 0xdd;
  bytes.writeUInt32BE(count, 1);
  return bytes;
}

/** A value of a sample; of what is neither bytes nor a number only its extent is known. */
export type PackedValue = Uint8Array | number | null;

const MAX_VALUES = 16;

/**
 * The values of one array, bytes and text as they lie. @returns null where this is no array of msgpack that fills the bytes exactly
 */
export function unpackArray(bytes: Buffer): readonly PackedValue[] | null {
  const head = headOf(bytes, 0);
  if (head?.kind !== 'array' || head.count > MAX_VALUES) return null;
  const values: PackedValue[] = [];
  let at = head.end;
  for (let i = 0; i < head.count; i++) {
    const end = endOf(bytes, at);
    if (end === null) return null;
    const one = headOf(bytes, at);
    values.push(one?.kind === 'blob' ? bytes.subarray(one.end, end) : one?.kind === 'number' ? one.value : null);
    at = end;
  }
  return at === bytes.length ? values : null;
}

/** A whole number alone. */
export function unpackInteger(bytes: Buffer): number | null {
  const head = headOf(bytes, 0);
  return head?.kind === 'number' && head.end === bytes.length ? head.value : null;
}

type Head =
  | { readonly kind: 'array'; readonly count: number; readonly end: number }
  | { readonly kind: 'blob'; readonly length: number; readonly end: number }
  | { readonly kind: 'number'; readonly value: number; readonly end: number };

/** Widths of lengths and numbers after their code. */
const BLOBS: Readonly<Record<number, 1 | 2 | 4>> = { 0xc4: 1, 0xc5: 2, 0xc6: 4, 0xd9: 1, 0xda: 2, 0xdb: 4 };
const ARRAYS: Readonly<Record<number, 2 | 4>> = { 0xdc: 2, 0xdd: 4 };
const UNSIGNED: Readonly<Record<number, 1 | 2 | 4>> = { 0xcc: 1, 0xcd: 2, 0xce: 4 };
const SIGNED: Readonly<Record<number, 1 | 2 | 4>> = { 0xd0: 1, 0xd1: 2, 0xd2: 4 };

function headOf(bytes: Buffer, at: number): Head | null {
  const code = bytes[at];
  if (code === undefined) return null;
  const start = at + 1;
  const unsigned = (width: number): number | null =>
    start + width <= bytes.length ? bytes.readUIntBE(start, width) : null;
  if (code < 0x80) return { kind: 'number', value: code, end: start };
  if (code >= 0xe0) return { kind: 'number', value: code - 0x100, end: start };
  if (code >= 0x90 && code < 0xa0) return { kind: 'array', count: code & 15, end: start };
  if (code >= 0xa0 && code < 0xc0) return { kind: 'blob', length: code & 31, end: start };
  const width = BLOBS[code] ?? ARRAYS[code] ?? UNSIGNED[code] ?? SIGNED[code];
  if (width === undefined) return longNumber(bytes, code, start);
  const number = unsigned(width);
  if (number === null) return null;
  const end = start + width;
  if (code in BLOBS) return { kind: 'blob', length: number, end };
  if (code in ARRAYS) return { kind: 'array', count: number, end };
  return { kind: 'number', value: code in SIGNED ? bytes.readIntBE(start, width) : number, end };
}

/** Floats, 64-bit numbers, nil and booleans. Numbers that are none here come as NaN, which no label is. */
function longNumber(bytes: Buffer, code: number, start: number): Head | null {
  if (code === 0xc0 || code === 0xc2 || code === 0xc3) return { kind: 'number', value: NaN, end: start };
  const width = code === 0xca ? 4 : 8;
  if (start + width > bytes.length) return null;
  if (code === 0xca) return { kind: 'number', value: bytes.readFloatBE(start), end: start + 4 };
  if (code === 0xcb) return { kind: 'number', value: bytes.readDoubleBE(start), end: start + 8 };
  if (code === 0xcf) return { kind: 'number', value: Number(bytes.readBigUInt64BE(start)), end: start + 8 };
  if (code === 0xd3) return { kind: 'number', value: Number(bytes.readBigInt64BE(start)), end: start + 8 };
  return null; // Maps and extensions: no sample has them.
}

/** Where the value at `at` ends; arrays one level deep, such as a row of features, are walked. */
function endOf(bytes: Buffer, at: number): number | null {
  let open = 1;
  let cursor = at;
  while (open > 0) {
    const head = headOf(bytes, cursor);
    if (head === null) return null;
    open--;
    cursor = head.end;
    if (head.kind === 'array') open += head.count;
    if (head.kind === 'blob') cursor += head.length;
    if (cursor > bytes.length || open > bytes.length) return null;
  }
  return cursor;
}
