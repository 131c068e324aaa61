import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RenderFactors } from '@shared/domain/coefficients';
import type { SetId } from '@shared/domain/ids';
import { SampleRow } from '@shared/domain/sample';
import type { SetCounts, SetInfo } from '@shared/domain/setInfo';
import { Failure } from '@shared/lib/failure';
import { TEMPORARY_SUFFIX, syncDirectory, writeFileAtomic, writeFileDurable } from '../platform/atomicWrite';
import { sha256Hex } from '../platform/hash';
import { ioFailure } from '../platform/ioFailure';
import { writeFactors } from './coefficients/factorStore';
import type { StoredFactors } from './coefficients/factorTable';
import { inside, samplesDir, setDir } from './libraryPaths';
import { listBatches, mergeSampleTable, shardName } from './sampleTable';
import { encodeColumns } from './samples/arrowColumns';
import { columnsOf, type SampleColumns } from './samples/sampleColumns';
import { readSetInfo, updateSetInfo } from './setStore';

/** Image files of one batch that are written and flushed at the same time. */
const FILES_AT_ONCE = 16;

export interface BatchFile {
  /** Below the set's folder, `/` separated, as in `SampleRow.file`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Fills a set batch by batch. One writer per set at a time. */
export interface SetWriter {
  /** Batches that are safe on the disk; a resumed job leaves them out. Grows with `commitBatch`. */
  readonly committedBatches: ReadonlySet<number>;
  /**
   * Writes the images and the factors that they were drawn from, flushes them, then makes the batch visible by renaming its table into place. After a crash the batch is
   * there as a whole or not at all; images of one that is not are simply written again.
   * @param factors of each row, in the order of the rows; none for samples that were not rendered
   * @throws Failure conflict (batch is there already), invalid-input (rows and files do not fit), disk-full, io
   */
  commitBatch(
    batchIndex: number,
    rows: readonly SampleRow[],
    files: readonly BatchFile[],
    factors?: readonly RenderFactors[],
  ): Promise<void>;
  /** Counts what is there and marks the set complete. @throws Failure */
  finish(): Promise<SetInfo>;
}

function checkBatch(rows: readonly SampleRow[], files: readonly BatchFile[]): SampleRow[] {
  const byPath = new Map(files.map((file) => [file.path, file.bytes]));
  const parsed = rows.map((row) => SampleRow.parse(row));
  for (const row of parsed) {
    const bytes = byPath.get(row.file);
    const fits = bytes?.length === row.sizeBytes && sha256Hex(bytes) === row.sha256;
    if (!fits || !row.file.startsWith('images/')) {
      throw new Failure({
        code: 'invalid-input',
        message: 'A row of the batch does not describe the bytes that came with it.',
        place: `${row.id} (${row.file})`,
      });
    }
  }
  return parsed;
}

function withIds(rows: readonly SampleRow[], factors: readonly RenderFactors[]): StoredFactors[] {
  if (factors.length !== 0 && factors.length !== rows.length) {
    throw new Failure({
      code: 'invalid-input',
      message: `The batch has ${rows.length} rows and factors for ${factors.length}.`,
      place: rows[0]?.id ?? 'an empty batch',
    });
  }
  return factors.map((own, at) => ({ id: (rows[at] as SampleRow).id, factors: own })); // as many as rows
}

async function writeImages(folder: string, files: readonly BatchFile[]): Promise<void> {
  const paths = files.map((file) => inside(folder, file.path));
  const folders = new Set(paths.map((path) => dirname(path)));
  for (const path of folders) await mkdir(path, { recursive: true });
  for (let start = 0; start < files.length; start += FILES_AT_ONCE) {
    const some = files.slice(start, start + FILES_AT_ONCE);
    await Promise.all(some.map((file, i) => writeFileDurable(paths[start + i] ?? '', file.bytes)));
  }
  for (const path of folders) await syncDirectory(path);
}

export function countColumns(columns: SampleColumns): SetCounts {
  let sizeBytes = 0;
  for (const size of columns.integers.sizeBytes) sizeBytes += size;
  return { identities: new Set(columns.integers.identityIndex).size, samples: columns.count, sizeBytes };
}

/** @throws Failure not-found when the set was not created */
export async function openSetWriter(libraryPath: string, setId: SetId): Promise<SetWriter> {
  await readSetInfo(libraryPath, setId);
  const folder = setDir(libraryPath, setId);
  const tables = samplesDir(libraryPath, setId);
  await mkdir(tables, { recursive: true });
  for (const name of await readdir(tables)) {
    if (name.endsWith(TEMPORARY_SUFFIX)) await rm(join(tables, name), { force: true });
  }
  const committed = new Set(await listBatches(libraryPath, setId));

  return {
    committedBatches: committed,
    commitBatch: async (batchIndex, rows, files, factors = []) => {
      if (committed.has(batchIndex)) {
        throw new Failure({ code: 'conflict', message: `Batch ${batchIndex} is there already.`, place: tables });
      }
      const parsed = checkBatch(rows, files);
      const stored = withIds(parsed, factors);
      try {
        await writeImages(folder, files);
      } catch (thrown) {
        throw ioFailure(thrown, 'write the images of the set', folder);
      }
      await writeFactors(libraryPath, setId, batchIndex, stored);
      await writeFileAtomic(join(tables, shardName(batchIndex)), encodeColumns(columnsOf(parsed), 'file'));
      committed.add(batchIndex);
    },
    finish: async () => {
      const counts = countColumns(await mergeSampleTable(libraryPath, setId));
      return updateSetInfo(libraryPath, setId, (info) => ({ ...info, counts, state: 'complete' }));
    },
  };
}
