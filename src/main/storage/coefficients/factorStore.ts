import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { RenderFactors } from '@shared/domain/coefficients';
import type { SampleId, SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { TEMPORARY_SUFFIX, writeFileAtomic } from '../../platform/atomicWrite';
import { ioFailure, isMissing } from '../../platform/ioFailure';
import { coefficientsDir } from '../libraryPaths';
import { listBatches } from '../sampleTable';
import { decodeFactors, encodeFactors, type StoredFactors } from './factorTable';

/**
 * `batch-000012-i000100s0000.arrow.gz`: the factors of the samples of one batch, named after the first of them so that a sample is
 * found without opening all. Compressed, as the parts that are rarely there (hats, make-up) are columns full of nothing.
 */
const SHARD = /^batch-(\d{6})-(i\d{6}s\d{4})\.arrow\.gz$/;
/** A batch of 65,536 samples unpacked; a file that unpacks to more is no such file. */
const MAX_UNPACKED_BYTES = 1 << 27;
const MAX_PACKED_BYTES = 1 << 27;

interface Shard {
  readonly path: string;
  readonly batch: number;
  readonly firstId: string;
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (thrown) {
    if (isMissing(thrown)) return [];
    throw ioFailure(thrown, 'list the saved coefficients', folder);
  }
}

const shardOf = (folder: string, name: string): Shard[] => {
  const [, batch, firstId] = SHARD.exec(name) ?? [];
  return batch === undefined || firstId === undefined
    ? []
    : [{ path: join(folder, name), batch: Number(batch), firstId }];
};

/** Shards of committed batches, in the order of their first samples. */
async function listShards(libraryPath: string, setId: SetId): Promise<Shard[]> {
  const folder = coefficientsDir(libraryPath, setId);
  const shards = (await listFiles(folder)).flatMap((name) => shardOf(folder, name));
  if (shards.length === 0) return [];
  const committed = new Set(await listBatches(libraryPath, setId));
  return shards.filter(({ batch }) => committed.has(batch)).sort((a, b) => (a.firstId < b.firstId ? -1 : 1));
}

/**
 * Writes the factors of one batch and flushes them. To be called before the batch's table is renamed into place: until then nobody
 * looks at them, and a batch that is written again replaces them. @throws Failure disk-full, io
 */
export async function writeFactors(
  libraryPath: string,
  setId: SetId,
  batch: number,
  samples: readonly StoredFactors[],
): Promise<void> {
  const folder = coefficientsDir(libraryPath, setId);
  const [first] = samples;
  if (first === undefined) return;
  try {
    await mkdir(folder, { recursive: true });
    for (const name of await listFiles(folder))
      if (name.endsWith(TEMPORARY_SUFFIX) || shardOf(folder, name)[0]?.batch === batch) await rm(join(folder, name));
  } catch (thrown) {
    throw ioFailure(thrown, 'ready the folder of saved coefficients', folder);
  }
  const name = `batch-${String(batch).padStart(6, '0')}-${first.id}.arrow.gz`;
  await writeFileAtomic(join(folder, name), await promisify(gzip)(encodeFactors(samples)));
}

const damaged = (path: string, why: string): Failure =>
  new Failure({
    code: 'corrupt-data',
    message: `A part of the saved coefficients cannot be used: ${why}.`,
    place: path,
    remedy: 'Restore this file from a backup, or make the set again.',
  });

async function readPacked(path: string): Promise<Buffer> {
  try {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      if (size > MAX_PACKED_BYTES) throw damaged(path, `it has ${size} bytes, more than any part can have`);
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    throw ioFailure(thrown, 'read a part of the saved coefficients', path);
  }
}

async function readShard({ path }: Shard): Promise<StoredFactors[]> {
  const packed = await readPacked(path);
  let bytes: Buffer;
  try {
    bytes = await promisify(gunzip)(packed, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch {
    // zlib's words ("incorrect header check") mean nothing to a person; the file is named, and that is what helps.
    throw damaged(path, 'it cannot be unpacked');
  }
  const samples = decodeFactors(bytes);
  if (typeof samples === 'string') throw damaged(path, samples);
  return samples;
}

/**
 * The factors that a sample was drawn from, to the bit.
 * @returns null where none were saved: a real sample, one of a set older than this, or no sample at all
 * @throws Failure corrupt-data naming the file, io
 */
export async function readSampleFactors(
  libraryPath: string,
  setId: SetId,
  id: SampleId,
): Promise<RenderFactors | null> {
  const shards = await listShards(libraryPath, setId);
  // Generated batches follow one another; one that does not is found by looking at the others.
  const likely = shards.filter(({ firstId }) => firstId <= id).reverse();
  const others = shards.filter(({ firstId }) => firstId > id);
  for (const shard of [...likely, ...others]) {
    const found = (await readShard(shard)).find((sample) => sample.id === id);
    if (found !== undefined) return found.factors;
  }
  return null;
}

/**
 * The factors of all samples of a set, a batch at a time, in the order of the batches' first samples; nothing where none were saved.
 * @throws Failure corrupt-data naming the file, io
 */
export async function* readSetFactors(libraryPath: string, setId: SetId): AsyncGenerator<readonly StoredFactors[]> {
  for (const shard of await listShards(libraryPath, setId)) yield await readShard(shard);
}
