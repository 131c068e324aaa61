import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SetId } from '@shared/domain/ids';
import type { SampleRow } from '@shared/domain/sample';
import { Failure } from '@shared/lib/failure';
import { ioFailure, isMissing } from '../platform/ioFailure';
import { samplesDir } from './libraryPaths';
import { MAX_TABLE_BYTES, decodeColumns, encodeColumns } from './samples/arrowColumns';
import { checkColumns } from './samples/checkColumns';
import { concatColumns, sortColumns } from './samples/mergeColumns';
import { readMerged, writeMerged } from './samples/mergedTable';
import { columnsOf, rowsOf, type SampleColumns } from './samples/sampleColumns';

const SHARD = /^batch-(\d{6})\.arrow$/;

export const shardName = (batchIndex: number): string => `batch-${String(batchIndex).padStart(6, '0')}.arrow`;

/** The committed batches of a set, ascending. @throws Failure io */
export async function listBatches(libraryPath: string, setId: SetId): Promise<number[]> {
  const folder = samplesDir(libraryPath, setId);
  try {
    const found = (await readdir(folder)).flatMap((name) => SHARD.exec(name)?.[1] ?? []);
    return found.map(Number).sort((a, b) => a - b);
  } catch (thrown) {
    if (isMissing(thrown)) return [];
    throw ioFailure(thrown, 'list the sample table', folder);
  }
}

const damaged = (path: string, why: string): Failure =>
  new Failure({
    code: 'corrupt-data',
    message: `A part of the sample table cannot be used: ${why}.`,
    place: path,
    remedy: 'Restore this file from a backup, or make the set again.',
  });

async function readShard(path: string): Promise<SampleColumns[]> {
  let bytes: Buffer;
  try {
    const { size } = await stat(path);
    if (size > MAX_TABLE_BYTES) throw damaged(path, `it has ${size} bytes, more than any part can have`);
    bytes = await readFile(path);
  } catch (thrown) {
    throw ioFailure(thrown, 'read a part of the sample table', path);
  }
  const parts = decodeColumns(bytes);
  if (typeof parts === 'string') throw damaged(path, parts);
  for (const part of parts) {
    const fault = checkColumns(part);
    if (fault !== null) throw damaged(path, fault);
  }
  return parts;
}

export interface SampleTable {
  /** In order of identity and sample. */
  readonly columns: SampleColumns;
  /** Parts that cannot be used, in sentences; empty unless read with `tolerant`. */
  readonly faults: readonly string[];
}

/**
 * Reads all committed parts of a set's sample table.
 * @param options.tolerant leave out damaged parts and name them in `faults`, for looking; what goes out of the library must be whole.
 * @throws Failure corrupt-data naming the file, io
 */
export async function readSampleTable(
  libraryPath: string,
  setId: SetId,
  options: { readonly tolerant?: boolean } = {},
): Promise<SampleTable> {
  const folder = samplesDir(libraryPath, setId);
  const batches = await listBatches(libraryPath, setId);
  const merged = mergedColumns(await readMerged(folder, batches));
  if (merged !== null) return { columns: merged, faults: [] };
  const faults: string[] = [];
  const parts: SampleColumns[] = [];
  for (const batch of batches) {
    try {
      parts.push(...(await readShard(join(folder, shardName(batch)))));
    } catch (thrown) {
      if (options.tolerant !== true || !(thrown instanceof Failure)) throw thrown;
      faults.push(`${thrown.place ?? folder}: ${thrown.message}`);
    }
  }
  const sorted = sortColumns(parts.length === 0 ? columnsOf([]) : concatColumns(parts));
  if (sorted === null) throw damaged(folder, 'two of its rows are the same sample');
  return { columns: sorted, faults };
}

/** Every sample of a set in order of identity and sample. @throws Failure corrupt-data, io */
export async function readSampleRows(libraryPath: string, setId: SetId): Promise<SampleRow[]> {
  return rowsOf((await readSampleTable(libraryPath, setId)).columns);
}

/** A merged table that does not check is as good as none: the parts are there. */
function mergedColumns(bytes: Uint8Array | null): SampleColumns | null {
  const parts = bytes === null ? '' : decodeColumns(bytes);
  const [only] = typeof parts === 'string' ? [] : parts;
  return only === undefined || parts.length !== 1 || checkColumns(only) !== null ? null : only;
}

/** The whole table as one Arrow IPC stream, for the window; damaged parts are left out. @throws Failure io */
export async function readSamplesArrow(libraryPath: string, setId: SetId): Promise<Uint8Array> {
  const merged = await readMerged(samplesDir(libraryPath, setId), await listBatches(libraryPath, setId));
  if (merged !== null) return merged;
  return encodeColumns((await readSampleTable(libraryPath, setId, { tolerant: true })).columns, 'stream');
}

/** Keeps the joined table beside its parts, so that a large set opens at once. @throws Failure corrupt-data, disk-full, io */
export async function mergeSampleTable(libraryPath: string, setId: SetId): Promise<SampleColumns> {
  const { columns } = await readSampleTable(libraryPath, setId);
  const folder = samplesDir(libraryPath, setId);
  await writeMerged(folder, await listBatches(libraryPath, setId), encodeColumns(columns, 'stream'));
  return columns;
}
