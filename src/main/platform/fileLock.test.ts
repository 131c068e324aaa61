import { readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './temporaryFolder.testing';
import { isLockFree, tryLock, withLock, type FileLock } from './fileLock';

/** Larger than any process number that Linux gives out. */
const DEAD_PID = 2 ** 22 + 7;

const holder = (change: object) =>
  JSON.stringify({ pid: DEAD_PID, startTicks: null, host: hostname(), since: 'then', token: 'theirs', ...change });

async function mustLock(path: string): Promise<FileLock> {
  const lock = await tryLock(path);
  if (!('release' in lock)) throw new Error('was held');
  return lock;
}

describe('isLockFree', () => {
  it('tells a held lock from none and from one whose holder died, and takes nothing', async () => {
    const path = join(await temporaryFolder(), '.lock');
    expect(await isLockFree(path)).toBe(true);
    const lock = await mustLock(path);
    expect(await isLockFree(path)).toBe(false);
    await lock.release();
    await writeFile(path, holder({}));
    expect(await isLockFree(path)).toBe(true);
    await writeFile(path, holder({ host: 'elsewhere' }));
    expect(await isLockFree(path)).toBe(false);
    expect(await readdir(join(path, '..'))).toEqual(['.lock']);
  });
});

describe('tryLock', () => {
  it('gives the lock once, tells who holds it, and gives it again after release', async () => {
    const path = join(await temporaryFolder(), '.lock');
    const lock = await mustLock(path);
    expect(await tryLock(path)).toMatchObject({ heldBy: { pid: process.pid, host: hostname() } });
    await lock.release();
    await lock.release();
    await (await mustLock(path)).release();
    expect(await readdir(join(path, '..'))).toEqual([]);
  });

  it('takes over from a process that has died', async () => {
    const path = join(await temporaryFolder(), '.lock');
    await writeFile(path, holder({}));
    const lock = await mustLock(path);
    expect(await readFile(path, 'utf8')).toContain(lock.holder.token);
  });

  it.runIf(process.platform === 'linux')('takes over when the number now belongs to another process', async () => {
    const path = join(await temporaryFolder(), '.lock');
    await writeFile(path, holder({ pid: process.pid, startTicks: '1' }));
    await mustLock(path);
  });

  it('leaves the lock of another computer alone', async () => {
    const path = join(await temporaryFolder(), '.lock');
    await writeFile(path, holder({ host: 'elsewhere' }));
    expect(await tryLock(path)).toMatchObject({ heldBy: { host: 'elsewhere' } });
  });

  it('does not remove a lock that somebody else has taken meanwhile', async () => {
    const path = join(await temporaryFolder(), '.lock');
    const lock = await mustLock(path);
    await writeFile(path, holder({ token: 'new' }));
    await lock.release();
    expect(await readFile(path, 'utf8')).toContain('new');
  });

  it('takes one of many who ask at once for a stale lock', async () => {
    const path = join(await temporaryFolder(), '.lock');
    await writeFile(path, holder({}));
    const got = await Promise.all(Array.from({ length: 8 }, () => tryLock(path)));
    expect(got.filter((one) => 'release' in one)).toHaveLength(1);
  });
});

describe('withLock', () => {
  it('lets one at a time in, and the next after a failure', async () => {
    const path = join(await temporaryFolder(), '.lock');
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside--;
    };
    await expect(withLock(path, () => Promise.reject(new Error('mine')))).rejects.toThrow('mine');
    await Promise.all(Array.from({ length: 5 }, () => withLock(path, work)));
    expect(most).toBe(1);
  });

  it('gives up with the name of the holder', async () => {
    const path = join(await temporaryFolder(), '.lock');
    await mustLock(path);
    await expect(withLock(path, () => Promise.resolve(), 0)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(String(process.pid)) as string,
    });
  });
});
