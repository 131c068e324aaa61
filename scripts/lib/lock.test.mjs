import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withLock } from './lock.mjs';

let folder = '';
let lock = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outis-lock-'));
  lock = join(folder, 'lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const nobodyWaits = () => {
  throw new Error('waited');
};

it('lets the second wait until the first has ended, also when the first fails', async () => {
  const order = [];
  let release = () => undefined;
  const gate = new Promise((resolve) => (release = resolve));
  let entered = () => undefined;
  const inside = new Promise((resolve) => (entered = resolve));
  const first = withLock(lock, nobodyWaits, async () => {
    entered();
    await gate;
    order.push('first');
    throw new Error('failed');
  });
  await inside;
  const second = withLock(
    lock,
    (pid) => (expect(pid).toBe(process.pid), release()),
    async () => order.push('second'),
  );
  await expect(first).rejects.toThrow('failed');
  await second;
  expect(order).toEqual(['first', 'second']);
  expect(await readdir(folder)).toEqual([]);
});

it('takes over the lock of a process that is gone', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  await writeFile(lock, String(pid));
  expect(await withLock(lock, nobodyWaits, async () => 'done')).toBe('done');
});
