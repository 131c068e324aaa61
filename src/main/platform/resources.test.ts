import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProgramFolders } from './resources';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'outis-folders-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const plant = async (packageRoot: string, modelsHome: string): Promise<void> => {
  await mkdir(join(packageRoot, 'out', 'main', 'chunks'), { recursive: true });
  await writeFile(join(packageRoot, 'package.json'), JSON.stringify({ name: 'outis', version: '1.2.3' }));
  await mkdir(join(modelsHome, 'node_modules', '@vladmandic', 'face-api', 'model'), { recursive: true });
};

describe('findProgramFolders', () => {
  it('finds a clone from out/main and from its chunks', async () => {
    await plant(root, root);
    const folders = findProgramFolders(join(root, 'out', 'main', 'chunks'), null);
    expect(folders).toEqual({
      packageRoot: root,
      resourcesDir: join(root, 'resources'),
      modelsDir: join(root, 'node_modules', '@vladmandic', 'face-api', 'model'),
      workerScript: join(root, 'out', 'main', 'worker.js'),
      program: 'Outis 1.2.3',
    });
  });

  it('finds an installed package whose dependencies were hoisted beside it', async () => {
    const packageRoot = join(root, 'node_modules', 'outis');
    await plant(packageRoot, root);
    await writeFile(join(root, 'package.json'), '{ not json');
    const folders = findProgramFolders(join(packageRoot, 'out', 'main'), null);
    expect(folders.packageRoot).toBe(packageRoot);
    expect(folders.modelsDir).toBe(join(root, 'node_modules', '@vladmandic', 'face-api', 'model'));
  });

  it('prefers resources that were packaged beside the program', async () => {
    await plant(join(root, 'app'), join(root, 'app'));
    const script = join(root, 'app', 'out', 'main');
    expect(findProgramFolders(script, root).resourcesDir).toBe(join(root, 'app', 'resources'));
    await mkdir(join(root, 'outis', 'built'), { recursive: true });
    expect(findProgramFolders(script, root).resourcesDir).toBe(join(root, 'outis'));
  });

  it('says what is missing', async () => {
    expect(() => findProgramFolders(root, null)).toThrow(expect.objectContaining({ code: 'set-up-incomplete' }));
    await writeFile(join(root, 'package.json'), JSON.stringify({ name: 'outis' }));
    expect(() => findProgramFolders(root, null)).toThrow('@vladmandic/face-api was not found');
  });
});
