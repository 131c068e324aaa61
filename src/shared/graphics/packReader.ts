import { Failure } from '@shared/lib/failure';

const FORMAT = 'outis-head-model';
const VERSION = 1;
const MAX_JSON_CHARS = 4_000_000;
const MAX_BIN_BYTES = 100_000_000;

/** Reads one object of the layout and, by name, the arrays of the whole pack. Whatever is not as expected throws `corrupt-data`. */
export interface PackReader {
  at(key: string): PackReader;
  list(key: string): PackReader[];
  lists(key: string): number[][];
  number(key: string): number;
  integer(key: string, low: number, high: number): number;
  integers(key: string, low: number, high: number): number[];
  text(key: string, maxChars: number): string;
  texts(key: string, maxChars: number): string[];
  floats(name: string, length: number): Float32Array;
  int16(name: string, length: number): Int16Array;
  /** uint16 values below `bound`; a length that is a multiple of `step`. */
  indices(name: string, length: number | undefined, bound: number, step?: number): Uint16Array;
  bytes(name: string, length: number, highest: number): Uint8Array;
}

type Fields = Readonly<Record<string, unknown>>;

/** @throws Failure `corrupt-data`, or `unsupported-version` for a pack of another format version */
export function openPack(json: string, bin: ArrayBuffer): PackReader {
  if (json.length > MAX_JSON_CHARS || bin.byteLength > MAX_BIN_BYTES)
    throw corrupt('head.json', 'is larger than any head model');
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (cause) {
    throw corrupt('head.json', 'is not JSON', cause);
  }
  const layout = asFields(parsed, 'head.json');
  if (layout['format'] !== FORMAT) throw corrupt('head.json', 'is not the layout of a head model');
  if (layout['version'] !== VERSION) {
    throw new Failure({
      code: 'unsupported-version',
      message: `The head model has format version ${String(layout['version'])}; this program reads version ${VERSION}.`,
      place: 'head.json',
      remedy: 'Run set-up again; it bakes the head model anew.',
    });
  }
  return reader(layout, 'head.json', asFields(layout['arrays'], 'head.json: arrays'), bin);
}

function reader(fields: Fields, place: string, arrays: Fields, bin: ArrayBuffer): PackReader {
  const finite = (key: string): number => asNumber(fields[key], `${place}: ${key}`);
  const items = (key: string): unknown[] => {
    const value = fields[key];
    if (!Array.isArray(value)) throw corrupt(`${place}: ${key}`, 'is not a list');
    return value;
  };
  const text = (value: unknown, at: string, maxChars: number): string => {
    if (typeof value !== 'string' || value.length === 0 || value.length > maxChars)
      throw corrupt(at, 'is not a short text');
    return value;
  };
  const bytesOf = (name: string, kind: string, bytesPerItem: number): { offset: number; length: number } => {
    const entry = asFields(arrays[name], `array ${name}`);
    const offset = asInteger(entry['offset'], 0, bin.byteLength, `array ${name}: offset`);
    const length = asInteger(entry['length'], 0, bin.byteLength, `array ${name}: length`);
    if (entry['kind'] !== kind) throw corrupt(`array ${name}`, `is not of kind ${kind}`);
    if (offset % bytesPerItem !== 0 || offset + length * bytesPerItem > bin.byteLength)
      throw corrupt(`array ${name}`, 'reaches beyond head.bin');
    return { offset, length };
  };
  const expectLength = (name: string, length: number, expected: number | undefined, step = 1): void => {
    if ((expected !== undefined && length !== expected) || length % step !== 0)
      throw corrupt(`array ${name}`, `has ${length} items`);
  };
  return {
    at: (key) => reader(asFields(fields[key], `${place}: ${key}`), `${place}: ${key}`, arrays, bin),
    list: (key) =>
      items(key).map((item, i) =>
        reader(asFields(item, `${place}: ${key}[${i}]`), `${place}: ${key}[${i}]`, arrays, bin),
      ),
    lists: (key) =>
      items(key).map((item) => {
        if (!Array.isArray(item)) throw corrupt(`${place}: ${key}`, 'is not a list of lists');
        return item.map((value: unknown) => asInteger(value, -1, 1e6, `${place}: ${key}`));
      }),
    number: finite,
    integer: (key, low, high) => asInteger(fields[key], low, high, `${place}: ${key}`),
    integers: (key, low, high) => items(key).map((value) => asInteger(value, low, high, `${place}: ${key}`)),
    text: (key, maxChars) => text(fields[key], `${place}: ${key}`, maxChars),
    texts: (key, maxChars) => items(key).map((value) => text(value, `${place}: ${key}`, maxChars)),
    floats(name, expected) {
      const { offset, length } = bytesOf(name, 'f32', 4);
      expectLength(name, length, expected);
      const values = new Float32Array(bin, offset, length);
      for (let i = 0; i < length; i++)
        if (!(Math.abs(values[i]) < 1e6)) throw corrupt(`array ${name}`, `holds ${values[i]} at ${i}`);
      return values;
    },
    int16(name, expected) {
      const { offset, length } = bytesOf(name, 'i16', 2);
      expectLength(name, length, expected);
      return new Int16Array(bin, offset, length);
    },
    indices(name, expected, bound, step = 1) {
      const { offset, length } = bytesOf(name, 'u16', 2);
      expectLength(name, length, expected, step);
      const values = new Uint16Array(bin, offset, length);
      for (let i = 0; i < length; i++)
        if (values[i] >= bound) throw corrupt(`array ${name}`, `points to ${values[i]} of ${bound} at ${i}`);
      return values;
    },
    bytes(name, expected, highest) {
      const { offset, length } = bytesOf(name, 'u8', 1);
      expectLength(name, length, expected);
      const values = new Uint8Array(bin, offset, length);
      for (let i = 0; i < length; i++)
        if (values[i] > highest) throw corrupt(`array ${name}`, `holds ${values[i]} at ${i}`);
      return values;
    },
  };
}

function asFields(value: unknown, place: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw corrupt(place, 'is missing or not an object');
  return value as Fields; // an object that is no array: every key may be asked, every value is still unknown
}

function asNumber(value: unknown, place: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw corrupt(place, 'is not a number');
  return value;
}

function asInteger(value: unknown, low: number, high: number, place: string): number {
  const number = asNumber(value, place);
  if (!Number.isInteger(number) || number < low || number > high)
    throw corrupt(place, `is ${number}, expected ${low} to ${high}`);
  return number;
}

function corrupt(place: string, what: string, cause?: unknown): Failure {
  return new Failure(
    {
      code: 'corrupt-data',
      message: `The head model is damaged: ${place} ${what}.`,
      place,
      remedy: 'Run set-up again; it bakes the head model anew.',
    },
    cause === undefined ? undefined : { cause },
  );
}
