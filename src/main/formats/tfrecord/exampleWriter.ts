/** A value of a `tf.train.Feature`: bytes, text as UTF-8, a non-negative whole number, or a float32. */
export type FeatureValue = Uint8Array | string | number | { readonly float: number };

const LENGTH_DELIMITED = 2;

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  while (left >= 0x80) {
    bytes.push((left % 0x80) | 0x80);
    left = Math.floor(left / 0x80);
  }
  bytes.push(left);
  return Buffer.from(bytes);
}

const field = (number: number, content: readonly Uint8Array[]): Uint8Array[] => {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  return [Buffer.from([(number << 3) | LENGTH_DELIMITED]), varint(length), ...content];
};

/** `Feature { oneof { BytesList bytes_list = 1; FloatList = 2; Int64List int64_list = 3; } }`, one value each; numbers packed, as in proto3. */
function feature(value: FeatureValue): Uint8Array[] {
  if (typeof value === 'number') return field(3, field(1, [varint(value)]));
  if (typeof value === 'string') return field(1, field(1, [Buffer.from(value)]));
  if (value instanceof Uint8Array) return field(1, field(1, [value]));
  const float = Buffer.alloc(4);
  float.writeFloatLE(value.float);
  return field(2, field(1, [float]));
}

/**
 * A `tf.train.Example` (tensorflow, core/example/example.proto and feature.proto): `Example { Features features = 1 }`, `Features { map<string,
 * Feature> feature = 1 }`. Keys in their sorted order, so that equal values give equal bytes. Large values are not copied.
 * @param values whole numbers within [0, 2^53). @returns the parts of the message, one after another
 */
export function exampleParts(values: Readonly<Record<string, FeatureValue>>): readonly Uint8Array[] {
  const entries = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return field(
    1,
    entries.flatMap(([key, value]) => field(1, [...field(1, [Buffer.from(key)]), ...field(2, feature(value))])),
  );
}
