import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Runs `work` while holding a lock file, so that two set-ups never write the same folders.
 * A lock whose process is gone is taken over.
 * @param {string} path lock file
 * @param {(pid: number) => void} onWait called once when another process holds the lock
 * @param {() => Promise<T>} work
 * @template T
 */
export async function withLock(path, onWait, work) {
  await mkdir(dirname(path), { recursive: true });
  let told = false;
  while (!(await tryLock(path))) {
    const pid = await holder(path);
    if (pid !== undefined && !isAlive(pid)) {
      await rm(path, { force: true });
      continue;
    }
    if (!told && pid !== undefined) {
      told = true;
      onWait(pid);
    }
    await delay(200);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function tryLock(path) {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

async function holder(path) {
  const text = await readFile(path, 'utf8').catch(() => '');
  const pid = Number(text);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
