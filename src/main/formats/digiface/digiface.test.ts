import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { placeOf } from '../packs/filePlace';
import { readAll } from '../packs/packs.testing';
import { openDigiface } from './digifaceReader';

async function put(folder: string, path: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), path);
}

describe('digiface', () => {
  it('reads back what placeOf lays out, in the order of numbers', async () => {
    const folder = await temporaryFolder();
    const wanted: string[] = [];
    for (const label of [0, 1, 2, 10])
      for (const position of [0, 1, 2, 10, 11]) {
        const path = placeOf('digiface', { path: `images/x/x_${position}.png`, label, position });
        await put(folder, path);
        wanted.push(path);
      }
    await put(folder, 'manifest.jsonl');
    const images = await readAll(await openDigiface(folder));
    expect(images.map(({ path }) => path)).toEqual(wanted);
    expect(images.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(wanted);
    expect(images.at(-1)).toMatchObject({ label: 10, identity: '10', entry: '' });
  });

  it('reads DigiFace-1M’s second part, whose numbers begin at 100000', async () => {
    const folder = await temporaryFolder();
    await put(folder, '100000/0.png');
    expect(await readAll(await openDigiface(folder))).toMatchObject([{ label: 100000, path: '100000/0.png' }]);
  });

  it.each([
    ['a folder with a name', ['0/0.png', 'anna/0.png']],
    ['padded numbers, which are a plain folder', ['00001/00001_0001.jpg']],
    ['padded numbers of files', ['1/0001.jpg']],
    ['nothing', ['x.txt']],
  ])('leaves %s to others', async (_what, paths) => {
    const folder = await temporaryFolder();
    for (const path of paths) await put(folder, path);
    expect(await openDigiface(folder)).toBeNull();
  });
});
