import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { AsyncByteQueue, RecordBatchFileWriter } from 'apache-arrow';
import type { SampleId, SetId } from '@shared/domain/ids';
import { type CancelSignal, throwIfCancelled } from '@shared/lib/abort';
import { readSetFactors } from './factorStore';
import { factorBatch, type StoredFactors } from './factorTable';

/** Rows of one part of the file: enough that its own description does not count, few enough to hold in memory. */
const ROWS_AT_ONCE = 1024;

/** Takes what the Arrow writer writes at once, where the library's own queue would keep the whole file until it is read. */
class Collector extends AsyncByteQueue {
  private chunks: Buffer[] = [];

  override write(chunk: Uint8Array): void {
    this.chunks.push(Buffer.from(chunk)); // a copy: the writer may use its buffer again
  }

  /** All that was written since the last call. */
  take(): Buffer {
    const bytes = Buffer.concat(this.chunks);
    this.chunks = [];
    return bytes;
  }
}

/** Samples of the set that are wanted, some thousand at a time. */
async function* wantedSamples(
  libraryPath: string,
  setId: SetId,
  wanted: ReadonlySet<SampleId>,
): AsyncGenerator<readonly StoredFactors[]> {
  let some: StoredFactors[] = [];
  for await (const samples of readSetFactors(libraryPath, setId)) {
    some.push(...samples.filter(({ id }) => wanted.has(id)));
    if (some.length < ROWS_AT_ONCE) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

/**
 * Writes saved coefficients as one Arrow file (Feather version 2, not compressed, so that anything reads it), flushed.
 * @param path file to make @param wanted samples that it shall hold
 * @returns SHA-256 of the file and how many samples are in it; null, and no file, where none of them has saved coefficients
 * @throws Failure corrupt-data, cancelled; errors of the file system pass through
 */
export async function exportFactors(
  libraryPath: string,
  setId: SetId,
  wanted: ReadonlySet<SampleId>,
  path: string,
  signal: CancelSignal,
): Promise<{ readonly sha256: string; readonly samples: number } | null> {
  const parts = wantedSamples(libraryPath, setId, wanted);
  let part = await parts.next();
  if (part.done === true) return null;
  const collector = new Collector();
  const writer = new RecordBatchFileWriter();
  writer.reset(collector);
  const hash = createHash('sha256');
  const handle = await open(path, 'w');
  const flush = async (): Promise<void> => {
    const bytes = collector.take();
    hash.update(bytes);
    await handle.writeFile(bytes);
  };
  let samples = 0;
  try {
    for (; part.done !== true; part = await parts.next()) {
      throwIfCancelled(signal);
      writer.write(factorBatch(part.value));
      samples += part.value.length;
      await flush();
    }
    writer.close();
    await flush();
    await handle.datasync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), samples };
}
