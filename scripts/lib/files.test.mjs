import { mkdir, mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint, replaceFolder } from './files.mjs';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'outis-files-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('replaceFolder', () => {
  it('puts the new content in place of the old', async () => {
    const target = join(root, 'target');
    await mkdir(target);
    await writeFile(join(target, 'old'), '');
    await replaceFolder(target, (folder) => writeFile(join(folder, 'new'), 'n'));
    expect(await readdir(target)).toEqual(['new']);
  });

  it('leaves the old content and no litter when filling fails', async () => {
    const target = join(root, 'target');
    await mkdir(target);
    await writeFile(join(target, 'old'), 'o');
    const failing = replaceFolder(target, async (folder) => {
      await writeFile(join(folder, 'half'), '');
      throw new Error('no more');
    });
    await expect(failing).rejects.toThrow('no more');
    expect(await readFile(join(target, 'old'), 'utf8')).toBe('o');
    expect(await readdir(root)).toEqual(['target']);
  });
});

describe('fingerprint', () => {
  const of = (keep) => fingerprint(root, ['src', 'config.ts'], keep);

  beforeEach(async () => {
    await mkdir(join(root, 'src/deep'), { recursive: true });
    await writeFile(join(root, 'src/deep/a.ts'), 'one');
  });

  it('stays while nothing changes', async () => {
    expect(await of()).toBe(await of());
  });

  it.each([
    ['a file is edited', () => writeFile(join(root, 'src/deep/a.ts'), 'other')],
    ['a file is touched', () => utimes(join(root, 'src/deep/a.ts'), 1, 1)],
    ['a file is added', () => writeFile(join(root, 'src/b.ts'), '')],
    ['a missing file appears', () => writeFile(join(root, 'config.ts'), '')],
    ['a file goes', () => rm(join(root, 'src/deep/a.ts'))],
  ])('changes when %s', async (_what, change) => {
    const before = await of();
    await change();
    expect(await of()).not.toBe(before);
  });

  it('does not see what is left out', async () => {
    const keep = (name) => !name.endsWith('.test.ts');
    const before = await of(keep);
    await writeFile(join(root, 'src/deep/a.test.ts'), '');
    expect(await of(keep)).toBe(before);
  });
});
