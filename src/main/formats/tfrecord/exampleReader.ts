/** First value of each feature that is bytes or a whole number; floats are passed over. Bytes are views. */
export type Example = ReadonlyMap<string, Uint8Array | number>;

const MAX_FEATURES = 1000;

interface Field {
  readonly number: number;
  readonly value: number | Buffer;
}

/** Thrown inside this file only; the caller knows the place. */
class BadMessage extends Error {}

/**
 * Reads a `tf.train.Example`: what `exampleParts` writes and any other order of it.
 * @returns null where it is no such message
 */
export function readExample(bytes: Buffer): Example | null {
  const example = new Map<string, Uint8Array | number>();
  try {
    for (const features of messages(bytes, 1)) {
      for (const entry of messages(features, 1)) {
        if (example.size >= MAX_FEATURES) throw new BadMessage('too many features');
        let key = '';
        let value: Uint8Array | number | null = null;
        for (const field of fields(entry)) {
          if (field.number === 1 && typeof field.value !== 'number') key = field.value.toString('utf8');
          if (field.number === 2 && typeof field.value !== 'number') value = firstValue(field.value);
        }
        if (value !== null) example.set(key, value);
      }
    }
    return example;
  } catch (thrown) {
    if (thrown instanceof BadMessage) return null;
    throw thrown;
  }
}

function firstValue(feature: Buffer): Uint8Array | number | null {
  for (const list of fields(feature)) {
    if (typeof list.value === 'number') continue;
    if (list.number === 1) for (const one of fields(list.value)) if (typeof one.value !== 'number') return one.value;
    if (list.number === 3) {
      for (const one of fields(list.value)) {
        // Packed, as proto3 writes it, or one by one.
        if (typeof one.value === 'number') return one.value;
        if (one.value.length > 0) return varintAt(one.value, 0).value;
      }
    }
  }
  return null;
}

function* messages(bytes: Buffer, number: number): Generator<Buffer> {
  for (const field of fields(bytes)) {
    if (field.number !== number) continue;
    if (typeof field.value === 'number') throw new BadMessage('a message is a number');
    yield field.value;
  }
}

/** Wire types 0, 1, 2 and 5; groups, long dead, are refused. */
function* fields(bytes: Buffer): Generator<Field> {
  for (let at = 0; at < bytes.length;) {
    const tag = varintAt(bytes, at);
    at = tag.end;
    const wire = tag.value & 7;
    const number = Math.floor(tag.value / 8);
    if (wire === 0) {
      const { value, end } = varintAt(bytes, at);
      at = end;
      yield { number, value };
      continue;
    }
    const length = wire === 2 ? varintAt(bytes, at) : { value: wire === 1 ? 8 : 4, end: at };
    if (wire !== 1 && wire !== 2 && wire !== 5) throw new BadMessage('unknown wire type');
    if (length.end + length.value > bytes.length) throw new BadMessage('a field is longer than its message');
    at = length.end + length.value;
    if (wire === 2) yield { number, value: bytes.subarray(length.end, at) };
  }
}

/** Up to 2^53; what is larger (a negative int64 is) becomes an unsafe number, which no label passes as. */
function varintAt(bytes: Buffer, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  let scale = 1;
  for (let at = start; at < start + 10; at++) {
    const byte = bytes[at];
    if (byte === undefined) throw new BadMessage('a number is cut off');
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return { value, end: at + 1 };
    scale *= 0x80;
  }
  throw new BadMessage('a number is too long');
}
