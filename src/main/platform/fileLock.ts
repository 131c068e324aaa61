import { link, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { z } from 'zod';
import { Failure } from '@shared/lib/failure';
import { isMissing, systemCode } from './ioFailure';
import { randomLetters } from './newId';

/** Who holds a lock. `startTicks` tells a living process from another one that was given the same number later. */
const LockHolder = z.strictObject({
  pid: z.int().min(1),
  startTicks: z.string().nullable(),
  host: z.string(),
  since: z.string(),
  token: z.string(),
});
export type LockHolder = z.infer<typeof LockHolder>;

export interface FileLock {
  readonly holder: LockHolder;
  /** Removes the lock file if it is still ours; calling twice is harmless. */
  release(): Promise<void>;
}

/** A half-written lock (file systems without hard links only) counts as left behind after this time. */
const TORN_LOCK_MS = 10_000;

/** Start time of a process in clock ticks since boot (Linux, /proc/<pid>/stat field 22); null where it is not told. */
async function startTicksOf(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8');
    // Field 2 is the program's name in brackets and may hold spaces and brackets itself.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null; // the process is gone, or /proc is hidden: `isAlive` decides
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return systemCode(thrown) === 'EPERM';
  }
}

async function isHolderGone(holder: LockHolder): Promise<boolean> {
  // Of another computer nothing can be known from here.
  if (holder.host !== hostname()) return false;
  if (!isAlive(holder.pid)) return true;
  const now = await startTicksOf(holder.pid);
  return holder.startTicks !== null && now !== null && now !== holder.startTicks;
}

/** The holder, or null when the file is torn; undefined when there is none. */
async function readHolder(path: string): Promise<LockHolder | null | undefined> {
  try {
    const parsed = LockHolder.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (thrown) {
    if (isMissing(thrown)) return undefined;
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

/** True when the lock file came into being with our content; false when there is one already. */
async function tryCreate(path: string, content: string): Promise<boolean> {
  const temporary = `${path}.${randomLetters()}.tmp`;
  await writeFile(temporary, content);
  try {
    // A hard link appears with its whole content or not at all.
    await link(temporary, path);
    return true;
  } catch (thrown) {
    const code = systemCode(thrown);
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EOPNOTSUPP') throw thrown;
    return await tryCreateWithoutLinks(path, content);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function tryCreateWithoutLinks(path: string, content: string): Promise<boolean> {
  try {
    const handle = await open(path, 'wx');
    await handle.writeFile(content);
    await handle.close();
    return true;
  } catch (thrown) {
    if (systemCode(thrown) === 'EEXIST') return false;
    throw thrown;
  }
}

/** Takes a dead holder's lock away. The rename makes sure that only one of several takers does it. */
async function removeStale(path: string, stale: LockHolder | null): Promise<void> {
  const aside = `${path}.${randomLetters()}.stale`;
  try {
    await rename(path, aside);
  } catch (thrown) {
    if (isMissing(thrown)) return;
    throw thrown;
  }
  const moved = await readHolder(aside);
  // Somebody was quicker and what we moved is a living lock: give it back.
  if (moved?.token !== stale?.token) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

const ageMs = async (path: string): Promise<number> => {
  try {
    return Date.now() - (await stat(path)).mtimeMs;
  } catch {
    return Infinity; // gone meanwhile: the next attempt creates it
  }
};

/**
 * Takes an exclusive lock for this process, or tells who holds it. Locks of processes that have died on this computer are
 * taken over. Advisory: only programs that ask are kept out.
 * @param path the lock file; its folder must exist.
 * @returns the lock, or the present holder (null when its file is half-written).
 */
export async function tryLock(path: string): Promise<FileLock | { readonly heldBy: LockHolder | null }> {
  const holder: LockHolder = {
    pid: process.pid,
    startTicks: await startTicksOf(process.pid),
    host: hostname(),
    since: new Date().toISOString(),
    token: randomLetters(),
  };
  let present: LockHolder | null = null;
  for (let attempt = 0; attempt < 8; attempt++) {
    if (await tryCreate(path, `${JSON.stringify(holder)}\n`)) {
      return {
        holder,
        release: async () => {
          if ((await readHolder(path))?.token === holder.token) await rm(path, { force: true });
        },
      };
    }
    const read = await readHolder(path);
    if (read === undefined) continue;
    present = read;
    const gone = read === null ? (await ageMs(path)) > TORN_LOCK_MS : await isHolderGone(read);
    if (!gone) return { heldBy: read };
    await removeStale(path, read);
  }
  return { heldBy: present };
}

/** Whether nobody holds the lock now: no file, or one that a dead process of this computer left. Takes nothing. */
export async function isLockFree(path: string): Promise<boolean> {
  const holder = await readHolder(path);
  if (holder === undefined) return true;
  return holder === null ? (await ageMs(path)) > TORN_LOCK_MS : await isHolderGone(holder);
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Runs `work` while holding a short-lived lock, waiting for its turn.
 * @param patienceMs how long to wait before giving up. @throws Failure conflict after that.
 */
export async function withLock<T>(path: string, work: () => Promise<T>, patienceMs = 10_000): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (let waitMs = 2; ; waitMs = Math.min(50, waitMs * 2)) {
    const lock = await tryLock(path);
    if ('release' in lock) {
      try {
        return await work();
      } finally {
        await lock.release();
      }
    }
    if (Date.now() > deadline) {
      throw new Failure({
        code: 'conflict',
        message: `The file is in use by process ${lock.heldBy?.pid ?? '(unknown)'} on ${lock.heldBy?.host ?? 'an unknown computer'}.`,
        place: path,
        remedy: 'Try again when that process has ended. If it no longer runs, delete this lock file.',
      });
    }
    await delay(waitMs);
  }
}
