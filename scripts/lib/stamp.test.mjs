import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Stamps } from './stamp.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outis-stamp-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('gives back what was written, and leaves no temporary file', async () => {
  const stamps = new Stamps(join(folder, 'deep'));
  await stamps.write('step', 'key-1', { route: 'official' });
  await stamps.write('step', 'key-2', { route: 'registry' });
  expect(await stamps.read('step')).toEqual({ key: 'key-2', route: 'registry' });
  expect(await readdir(join(folder, 'deep'))).toEqual(['step.json']);
});

it('knows nothing of a step that was never done', async () => {
  expect(await new Stamps(folder).read('step')).toBeUndefined();
});

it.each(['', '{"key": "cut o', '[]', 'null', '{"key": 7}', '"text"'])('takes %j for no stamp', async (text) => {
  await writeFile(join(folder, 'step.json'), text);
  expect(await new Stamps(folder).read('step')).toBeUndefined();
});

it('keeps the key that the step was done with, whatever else is noted', async () => {
  const stamps = new Stamps(folder);
  await stamps.write('step', 'true', { key: 'false' });
  expect((await stamps.read('step')).key).toBe('true');
});
