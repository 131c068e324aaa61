import { open, readFile, rm } from 'node:fs/promises';
import { writeFileAtomic } from '../../platform/atomicWrite';
import { isMissing } from '../../platform/ioFailure';
import { MAX_SHARD_BYTES } from './scoreColumns';
import { readShard, type Shard } from './scoreShards';
import type { ScoreRows } from './scoreTypes';

/** `OUTISI8` and a line end, then rows and values per row, little endian. */
const MAGIC = Buffer.from('OUTISI8\n', 'latin1');
const HEADER_BYTES = MAGIC.length + 8;

/** Embeddings of one shard as signed bytes: value × 127, rounded. */
export interface ByteRows {
  readonly identityIndex: Int32Array;
  readonly sampleIndex: Int32Array;
  readonly size: number;
  readonly values: Int8Array;
}

/** Where a shard's embeddings lie as bytes; derived from it, of no use without it. */
const bytesFile = ({ path }: { readonly path: string }): string => path.replace(/\.arrow$/, '.i8');

/** Removes a shard with what was derived from it. */
export async function removeShard(shard: { readonly path: string }): Promise<void> {
  for (const path of [shard.path, bytesFile(shard)]) await rm(path, { force: true });
}

/** Writes the bytes of a judge's scores beside them. @throws Failure disk-full, io */
export async function writeShardBytes(shard: { readonly path: string }, rows: ScoreRows): Promise<void> {
  const bytes = quantised(rows);
  if (bytes !== null) await writeFileAtomic(bytesFile(shard), encoded(bytes));
}

/**
 * The embeddings of a shard as bytes: a quarter of what its own file holds, and nothing to convert.
 * @param keeps writes them beside a shard that has none yet, as those of earlier versions of the program
 * @returns null where the shard is damaged or holds no embeddings @throws Failure io
 */
export async function readShardBytes(shard: Shard, keeps: boolean): Promise<ByteRows | null> {
  const known = await readKnown(bytesFile(shard));
  if (known !== null) return known;
  const parts = await readShard(shard);
  // A shard is written as one part; damaged ones count as not scored.
  const [part] = typeof parts === 'string' ? [] : parts;
  const bytes = part === undefined ? null : quantised(part);
  if (bytes !== null && keeps) await writeFileAtomic(bytesFile(shard), encoded(bytes));
  return bytes;
}

function quantised({ identityIndex, sampleIndex, embeddings }: ScoreRows): ByteRows | null {
  if (embeddings === null) return null;
  const values = new Int8Array(embeddings.values.length);
  for (let at = 0; at < values.length; at++) values[at] = Math.round(127 * (embeddings.values[at] ?? 0));
  return { identityIndex, sampleIndex, size: embeddings.size, values };
}

function encoded({ identityIndex, sampleIndex, size, values }: ByteRows): Uint8Array {
  const rows = identityIndex.length;
  const bytes = Buffer.alloc(HEADER_BYTES + rows * (8 + size));
  MAGIC.copy(bytes);
  bytes.writeUInt32LE(rows, MAGIC.length);
  bytes.writeUInt32LE(size, MAGIC.length + 4);
  for (const [column, indices] of [identityIndex, sampleIndex].entries())
    for (let row = 0; row < rows; row++)
      bytes.writeInt32LE(indices[row] ?? 0, HEADER_BYTES + 4 * (column * rows + row));
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.length), HEADER_BYTES + 8 * rows);
  return bytes;
}

/** @returns null for a file that is missing, damaged or of another kind: it is made again */
async function readKnown(path: string): Promise<ByteRows | null> {
  let bytes: Buffer;
  try {
    const handle = await open(path, 'r');
    try {
      if ((await handle.stat()).size > MAX_SHARD_BYTES) return null;
      bytes = await readFile(handle);
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    if (isMissing(thrown)) return null;
    throw thrown;
  }
  if (bytes.length < HEADER_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  const rows = bytes.readUInt32LE(MAGIC.length);
  const size = bytes.readUInt32LE(MAGIC.length + 4);
  if (size < 1 || bytes.length !== HEADER_BYTES + rows * (8 + size)) return null;
  // A copy, for a buffer may begin anywhere. Like Arrow's own files, for machines of this byte order.
  const indices = (column: number): Int32Array => {
    const from = bytes.byteOffset + HEADER_BYTES + 4 * column * rows;
    return new Int32Array(bytes.buffer.slice(from, from + 4 * rows));
  };
  const values = new Int8Array(bytes.buffer, bytes.byteOffset + HEADER_BYTES + 8 * rows, rows * size);
  return { identityIndex: indices(0), sampleIndex: indices(1), size, values };
}
