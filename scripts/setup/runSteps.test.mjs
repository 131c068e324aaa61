import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Stamps } from '../lib/stamp.mjs';
import { runSteps } from './runSteps.mjs';

let folder = '';
let ran = [];
let lines = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outis-steps-'));
  ran = [];
  lines = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const step = (name, more = {}) => ({
  name,
  title: name,
  key: async () => 'key',
  ready: async () => true,
  run: async () => void ran.push(name),
  ...more,
});
const go = (steps, verbose = false) =>
  runSteps(steps, { stamps: new Stamps(folder), context: {}, say: (line) => lines.push(line), verbose });

it('does a step once and is silent afterwards', async () => {
  expect(await go([step('a'), step('b')])).toBe(2);
  lines = [];
  expect(await go([step('a'), step('b')])).toBe(0);
  expect(ran).toEqual(['a', 'b']);
  expect(lines).toEqual([]);
});

it('does a step again when its key changes or its result is gone', async () => {
  await go([step('a')]);
  await go([step('a', { key: async () => 'other' })]);
  await go([step('a', { key: async () => 'other', ready: async () => false })]);
  expect(ran).toEqual(['a', 'a', 'a']);
});

it('gives a step what it noted', async () => {
  const seen = [];
  const noting = step('a', {
    run: async () => ({ route: 'official' }),
    ready: async (_context, stamp) => seen.push(stamp.route) > 0,
  });
  await go([noting]);
  await go([noting]);
  expect(seen).toEqual(['official']);
});

it('asks a step that checks itself, and does it only when it is not ready', async () => {
  await go([step('a', { checksItself: true, key: undefined })]);
  expect(ran).toEqual([]);
  await go([step('a', { checksItself: true, key: undefined, ready: async () => false })]);
  expect(ran).toEqual(['a']);
});

it('leaves no stamp of a step that failed, and does not go on', async () => {
  const failing = step('a', { run: () => Promise.reject(new Error('no network')) });
  await expect(go([failing, step('b')])).rejects.toMatchObject({ name: 'SetupError', message: 'a: no network' });
  expect(ran).toEqual([]);
  await go([step('a')]);
  expect(ran).toEqual(['a']);
});

it('says of a full disk what helps', async () => {
  const full = step('a', { run: () => Promise.reject(Object.assign(new Error('write'), { code: 'ENOSPC' })) });
  await expect(go([full])).rejects.toMatchObject({
    message: 'the disk is full',
    remedy: expect.stringContaining('Free'),
  });
});
