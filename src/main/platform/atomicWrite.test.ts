import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './temporaryFolder.testing';
import { writeFileAtomic } from './atomicWrite';

describe('writeFileAtomic', () => {
  it('makes the folder, replaces what was there and leaves nothing else behind', async () => {
    const folder = join(await temporaryFolder(), 'a', 'b');
    await writeFileAtomic(join(folder, 'x.json'), 'one');
    await writeFileAtomic(join(folder, 'x.json'), new Uint8Array([50]));
    expect(await readFile(join(folder, 'x.json'), 'utf8')).toBe('2');
    expect(await readdir(folder)).toEqual(['x.json']);
  });

  it('keeps the old content and no temporary file when the last step fails', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'x');
    await mkdir(path); // a folder cannot be replaced by a file
    await writeFile(join(path, 'kept'), 'old');
    await expect(writeFileAtomic(path, 'new')).rejects.toMatchObject({ name: 'Failure', code: 'io', place: path });
    expect(await readdir(folder)).toEqual(['x']);
    expect(await readFile(join(path, 'kept'), 'utf8')).toBe('old');
  });

  it('says that a file stands where a folder is needed', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    await expect(writeFileAtomic(join(folder, 'file', 'x'), 'new')).rejects.toMatchObject({ name: 'Failure' });
  });
});
