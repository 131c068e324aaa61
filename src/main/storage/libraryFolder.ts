import { mkdir, readdir } from 'node:fs/promises';
import { basename, isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { LibraryId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { tryLock, type FileLock } from '../platform/fileLock';
import { ioFailure, isMissing, systemCode } from '../platform/ioFailure';
import { newLibraryId } from '../platform/newId';
import { readJson, readJsonAs, writeJson } from './jsonFile';
import { libraryFile, lockFile } from './libraryPaths';
import { migrationPath } from './migrateLibrary';
import { migrations, type Migration } from './migrations/migration';

export const LIBRARY_SCHEMA = 1;

const LibraryJson = z.strictObject({
  schema: z.literal(LIBRARY_SCHEMA),
  id: LibraryId,
  name: z.string().min(1).max(200),
});
const Versioned = z.looseObject({ schema: z.int().min(1) });

export interface OpenLibrary {
  readonly path: string;
  readonly id: LibraryId;
  readonly name: string;
  /** Why nothing can be written, or null. */
  readonly readOnlyReason: string | null;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Neither lock nor write anything: for a look from the terminal while the window has the library open. */
  readonly readOnly?: boolean;
  readonly migrations?: readonly Migration[];
}

/** Files that do not make a folder "not empty": the system's own, and ours from an opening that was cut short. */
const isNegligible = (name: string): boolean =>
  ['.DS_Store', 'desktop.ini', 'Thumbs.db', 'lost+found'].includes(name) ||
  name.startsWith('.lock') ||
  /^library\.json\..*\.tmp$/.test(name);

async function entriesOf(path: string): Promise<string[] | null> {
  try {
    return await readdir(path);
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return null;
    throw ioFailure(thrown, 'open the folder', path);
  }
}

/** @throws Failure invalid-input for a folder that holds other things */
async function hasLibrary(path: string): Promise<boolean> {
  const entries = await entriesOf(path);
  if (entries === null) return false;
  if (entries.includes('library.json')) return true;
  if (entries.every(isNegligible)) return false;
  throw new Failure({
    code: 'invalid-input',
    message: 'The folder is not a library and not empty.',
    place: path,
    remedy: 'Choose an empty folder, a new one, or a folder that holds a library.json.',
  });
}

/** The lock, or why there is none because the place cannot be written. @throws Failure conflict */
async function lockLibrary(path: string): Promise<FileLock | { readonly reason: string }> {
  try {
    const lock = await tryLock(lockFile(path));
    if ('release' in lock) return lock;
    const { heldBy } = lock;
    const who = heldBy === null ? 'another program' : `process ${heldBy.pid} on ${heldBy.host}, since ${heldBy.since}`;
    throw new Failure({
      code: 'conflict',
      message: `The library is open already: ${who}.`,
      place: path,
      remedy: `Close it there first. If that program no longer runs, delete ${lockFile(path)}.`,
    });
  } catch (thrown) {
    const code = systemCode(thrown);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
      return { reason: 'The folder cannot be written by this user, so the library is open for reading only.' };
    throw ioFailure(thrown, 'lock the library', path);
  }
}

async function bringUpToDate(path: string, steps: readonly Migration[], canWrite: boolean): Promise<void> {
  const found = Versioned.safeParse(await readJson(libraryFile(path)));
  // A file without a readable version is reported by the strict parse that follows.
  if (!found.success || found.data.schema === LIBRARY_SCHEMA) return;
  const { schema } = found.data;
  if (schema > LIBRARY_SCHEMA) {
    throw new Failure({
      code: 'unsupported-version',
      message: `The library was made by a newer version of Outis (schema ${schema}; this one knows ${LIBRARY_SCHEMA}).`,
      place: libraryFile(path),
      remedy: 'Update Outis, then open it again. Nothing was changed.',
    });
  }
  const way = migrationPath(steps, schema, LIBRARY_SCHEMA);
  if (!canWrite) {
    throw new Failure({
      code: 'unsupported-version',
      message: `The library has the older schema ${schema} and cannot be brought up to date where it is.`,
      place: path,
      remedy: 'Copy it to a place that can be written and open it there.',
    });
  }
  let current: Record<string, unknown> = found.data;
  for (const step of way) {
    await step.up(path);
    current = { ...current, schema: step.to };
    await writeJson(libraryFile(path), current);
  }
}

/**
 * Opens a library folder; makes it when the folder is missing or empty. Takes the library's lock, so one program at a time.
 * @param path absolute. @throws Failure conflict (opened twice), unsupported-version, corrupt-data, invalid-input, not-found, io
 */
export async function openLibrary(path: string, options: OpenOptions = {}): Promise<OpenLibrary> {
  if (!isAbsolute(path))
    throw new Failure({ code: 'invalid-input', message: 'A library needs an absolute path.', place: path });
  const root = resolve(path);
  const exists = await hasLibrary(root);
  const readOnly = options.readOnly === true;
  if (!exists && readOnly) throw new Failure({ code: 'not-found', message: 'There is no library here.', place: root });
  if (!exists) {
    try {
      await mkdir(root, { recursive: true });
    } catch (thrown) {
      throw ioFailure(thrown, 'make the library folder', root);
    }
  }
  const lock = readOnly ? { reason: 'The library was opened for reading only.' } : await lockLibrary(root);
  const release = async (): Promise<void> => {
    if ('release' in lock)
      await lock.release().catch((thrown: unknown) => {
        if (!isMissing(thrown)) throw thrown;
      });
  };
  try {
    // Asked again under the lock: another program may have made it meanwhile.
    if (!exists && !(await hasLibrary(root))) {
      if ('reason' in lock) throw new Failure({ code: 'io', message: lock.reason, place: root });
      const name = basename(root).slice(0, 200) || 'Library';
      await writeJson(libraryFile(root), { schema: LIBRARY_SCHEMA, id: newLibraryId(), name });
    }
    await bringUpToDate(root, options.migrations ?? migrations, 'release' in lock);
    const { id, name } = await readJsonAs(libraryFile(root), LibraryJson);
    return { path: root, id, name, readOnlyReason: 'reason' in lock ? lock.reason : null, close: release };
  } catch (thrown) {
    await release();
    throw thrown;
  }
}
