import { Failure } from '@shared/lib/failure';

/**
 * The safetensors container: u64 little-endian length of a JSON header, the header, then the raw values.
 * Ours because the whole format is this page and a checkpoint may come from anywhere: nothing in a file is trusted.
 */
export type TensorValues = Float32Array | Int32Array | Uint8Array;
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: TensorValues;
}
export interface Safetensors {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

const LARGEST_HEADER = 100 * 1024 * 1024;
/** Types of TensorFlow.js that checkpoints use; 64-bit counters of PyTorch are read as 32-bit where they fit. */
const DTYPE_BYTES: Readonly<Record<string, number>> = { F32: 4, I32: 4, U8: 1, I64: 8 };

/** @throws Failure `corrupt-data` naming `place` and what is wrong; never reads outside `bytes`. */
export function parseSafetensors(bytes: Uint8Array, place: string): Safetensors {
  const refuse = (message: string): never => {
    throw new Failure({ code: 'corrupt-data', message: `Not a readable safetensors file: ${message}.`, place });
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 8) return refuse('it is shorter than its first field');
  const headerBytes = Number(view.getBigUint64(0, true));
  if (headerBytes > LARGEST_HEADER || headerBytes > bytes.byteLength - 8)
    return refuse('the header is longer than the file');
  const header = parseHeader(bytes.subarray(8, 8 + headerBytes), refuse);
  // A plain view: the `slice` of a Node Buffer does not copy.
  const body = new Uint8Array(bytes.buffer, bytes.byteOffset + 8 + headerBytes, bytes.byteLength - 8 - headerBytes);
  const tensors = new Map<string, StoredTensor>();
  let metadata: Record<string, string> = {};
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') metadata = stringRecord(entry, refuse);
    else tensors.set(name, readTensor(name, entry, body, refuse));
  }
  return { tensors, metadata };
}

type Refuse = (message: string) => never;

function parseHeader(bytes: Uint8Array, refuse: Refuse): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuse('its header is not JSON');
  }
  return isRecord(header) ? header : refuse('its header is not an object');
}

function stringRecord(value: unknown, refuse: Refuse): Record<string, string> {
  if (!isRecord(value)) return refuse('its metadata is not an object');
  return Object.fromEntries(
    Object.entries(value).map(([key, text]) => [
      key,
      typeof text === 'string' ? text : refuse(`metadata "${key}" is not text`),
    ]),
  );
}

function readTensor(name: string, entry: unknown, body: Uint8Array, refuse: Refuse): StoredTensor {
  if (!isRecord(entry)) return refuse(`tensor "${name}" has no description`);
  const { dtype, shape, data_offsets: offsets } = entry;
  const itemBytes = typeof dtype === 'string' && Object.hasOwn(DTYPE_BYTES, dtype) ? DTYPE_BYTES[dtype] : undefined;
  if (typeof dtype !== 'string' || itemBytes === undefined)
    return refuse(`tensor "${name}" has a type that is not supported`);
  if (!isCountList(shape)) return refuse(`tensor "${name}" has no valid shape`);
  if (!isCountList(offsets) || offsets.length !== 2) return refuse(`tensor "${name}" has no valid offsets`);
  const [start, end] = offsets;
  const count = shape.reduce((product, side) => product * side, 1);
  if (end > body.byteLength || start > end) return refuse(`tensor "${name}" lies outside the file`);
  if (!Number.isSafeInteger(count) || end - start !== count * itemBytes) {
    return refuse(`the size of tensor "${name}" does not match its shape`);
  }
  // A copy: the values may start at any byte, typed arrays may not.
  const raw = body.slice(start, end);
  return { shape, values: typed(dtype, raw, count, () => refuse(`tensor "${name}" holds a number beyond 32 bits`)) };
}

function typed(dtype: string, raw: Uint8Array, count: number, tooLarge: () => never): TensorValues {
  if (dtype === 'F32') return new Float32Array(raw.buffer, 0, count);
  if (dtype === 'I32') return new Int32Array(raw.buffer, 0, count);
  if (dtype === 'U8') return raw;
  return Int32Array.from(new BigInt64Array(raw.buffer, 0, count), (value) => {
    const small = Number(value);
    return small === (small | 0) ? small : tooLarge();
  });
}

/** Names in the order of the map; values little-endian (every machine that TensorFlow runs on is). */
export function formatSafetensors(
  tensors: ReadonlyMap<string, StoredTensor>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const header: Record<string, unknown> = Object.keys(metadata).length > 0 ? { __metadata__: metadata } : {};
  let offset = 0;
  for (const [name, { shape, values }] of tensors) {
    header[name] = { dtype: dtypeOf(values), shape, data_offsets: [offset, offset + values.byteLength] };
    offset += values.byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  // Readers map the values in place, so the header is padded with spaces to a multiple of 8.
  const headerBytes = Math.ceil(json.byteLength / 8) * 8;
  const bytes = new Uint8Array(8 + headerBytes + offset).fill(0x20, 8, 8 + headerBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerBytes), true);
  bytes.set(json, 8);
  offset = 8 + headerBytes;
  for (const { values } of tensors.values()) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset);
    offset += values.byteLength;
  }
  return bytes;
}

function dtypeOf(values: TensorValues): string {
  if (values instanceof Float32Array) return 'F32';
  return values instanceof Int32Array ? 'I32' : 'U8';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCountList(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}
