import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ioFailure, systemCode } from './ioFailure';
import { randomLetters } from './newId';

/** Names that end so are unfinished writes of a program that died; every reader of a folder passes over them. */
export const TEMPORARY_SUFFIX = '.tmp';

/** Flushes the folder's own entries (a rename is not durable before). Windows cannot open folders and needs it not. */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } catch (thrown) {
    // Some network and FUSE file systems refuse to flush folders; the rename itself still stands.
    if (systemCode(thrown) !== 'EINVAL' && systemCode(thrown) !== 'ENOTSUP') throw thrown;
  } finally {
    await handle.close();
  }
}

/** Writes a whole file and flushes it to the disk. The name is not atomic: for files that nothing points to yet. */
export async function writeFileDurable(path: string, data: Uint8Array | string): Promise<void> {
  const handle = await open(path, 'w');
  try {
    await handle.writeFile(data);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/**
 * Replaces a file so that a reader, or a restart after a power cut, sees the old content or the new, never a part:
 * temporary name beside it, flush, rename, flush of the folder. Makes the folder when it is missing.
 * @throws Failure disk-full, io
 */
export async function writeFileAtomic(path: string, data: Uint8Array | string): Promise<void> {
  const temporary = `${path}.${randomLetters()}${TEMPORARY_SUFFIX}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFileDurable(temporary, data);
    await rename(temporary, path);
    await syncDirectory(dirname(path));
  } catch (thrown) {
    // What failed is the news; a left-over is passed over by every reader and removed by the next writer.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw ioFailure(thrown, 'write the file', path);
  }
}
