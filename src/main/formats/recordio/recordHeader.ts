/**
 * What stands before the image in a record: `uint32 flag, float32 label, uint64 id, uint64 id2`, and where the flag is not 0, as many float32
 * labels instead of the one. Source: apache/mxnet, python/mxnet/recordio.py (pack, unpack; struct `IfQQ`).
 */
const HEADER_BYTES = 24;

export interface RecordHeader {
  readonly id: number;
  /** The one label, or the row of labels. */
  readonly labels: readonly number[];
  readonly isRow: boolean;
}

export function packRecord({ id, labels, isRow }: RecordHeader, body: Uint8Array): Buffer {
  const row = isRow ? labels : [];
  const record = Buffer.alloc(HEADER_BYTES + row.length * 4 + body.length);
  record.writeUInt32LE(row.length, 0);
  record.writeFloatLE(isRow ? 0 : (labels[0] ?? 0), 4);
  record.writeBigUInt64LE(BigInt(id), 8);
  row.forEach((label, i) => record.writeFloatLE(label, HEADER_BYTES + i * 4));
  record.set(body, HEADER_BYTES + row.length * 4);
  return record;
}

export interface UnpackedRecord {
  readonly labels: readonly number[];
  readonly isRow: boolean;
  /** The encoded image; empty where the record only tells of others. */
  readonly body: Buffer;
}

/** Labels of one record: class, aligned, and in some sets a box and landmarks. */
const MAX_LABELS = 1024;

/** @returns what is wrong with the record, in words, where it cannot be one of these */
export function unpackRecord(record: Buffer): UnpackedRecord | string {
  if (record.length < HEADER_BYTES) return `the record has ${record.length} bytes; its head alone has ${HEADER_BYTES}`;
  const count = record.readUInt32LE(0);
  const start = HEADER_BYTES + count * 4;
  if (count > MAX_LABELS || start > record.length) return `the record claims ${count} labels in ${record.length} bytes`;
  if (count === 0) return { labels: [record.readFloatLE(4)], isRow: false, body: record.subarray(start) };
  const labels = Array.from({ length: count }, (_, i) => record.readFloatLE(HEADER_BYTES + i * 4));
  return { labels, isRow: true, body: record.subarray(start) };
}
