import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkpointFolder, readLastCheckpoint } from './checkpointFolder';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outis-checkpoint-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const files = (text: string) => ({ weights: Buffer.from(text), optimiser: Buffer.from('o'), state: `${text}\n` });

it('gives the last checkpoint back and keeps only that one', async () => {
  const sink = checkpointFolder(folder);
  await sink.save(files('first'));
  await sink.save(files('second'));
  expect((await readLastCheckpoint(folder))?.state).toBe('second\n');
  expect(await readdir(folder)).toEqual(['checkpoint-2']);
});

it('has none before the first', async () => {
  expect(await readLastCheckpoint(join(folder, 'missing'))).toBeNull();
});

it('ignores what a killed process left unfinished, and both numbers when it died before tidying up', async () => {
  await checkpointFolder(folder).save(files('whole'));
  await mkdir(join(folder, 'unfinished-checkpoint'));
  await writeFile(join(folder, 'unfinished-checkpoint', 'state.json'), 'torn');
  expect((await readLastCheckpoint(folder))?.state).toBe('whole\n');
  await checkpointFolder(folder).save(files('next'));
  expect((await readLastCheckpoint(folder))?.state).toBe('next\n');
});
