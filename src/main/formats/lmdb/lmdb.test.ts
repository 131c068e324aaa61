import { copyFile, open, readFile, truncate } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { FORMAT_FIXTURES, packedImage, packPlan, readAll } from '../packs/packs.testing';
import { PackFile } from '../packs/packFile';
import { PackWindow } from '../packs/packWindow';
import { metaPage } from './page';
import { readEntries, readNewestMeta } from './treeReader';
import { TreeWriter } from './treeWriter';
import { openLmdb } from './lmdbReader';
import { openLmdbWriter } from './lmdbWriter';

/** Lengths around one page, and around where LMDB itself would keep a value beside its key. */
const LENGTHS = [1, 200, 2020, 4064, 4065, 4100, 9000, 40];
const drawn = (index: number): Uint8Array =>
  Uint8Array.from({ length: LENGTHS[index % LENGTHS.length] ?? 1 }, (_, j) => (index * 31 + j * 7) & 255);
const labelOf = (index: number, classes: number): number => Math.floor(index / 3) % classes;

async function write(folder: string, count: number, classes = 400): Promise<string> {
  const plan = packPlan(
    Array.from({ length: classes }, () => 1),
    { imageCount: count },
  );
  const writer = await openLmdbWriter(folder, plan);
  for (let i = 0; i < count; i++) writer.add(packedImage(i, labelOf(i, classes), drawn(i)));
  expect(await writer.finish()).toEqual(['train.lmdb']);
  return join(folder, 'train.lmdb');
}

describe('LMDB', () => {
  it.each([1, 2, 160, 1000])('gives back %i images with their keys and labels', async (count) => {
    const folder = await temporaryFolder();
    await write(folder, count);
    const reader = await openLmdb(folder);
    expect(reader?.format).toBe('lmdb');
    const images = await readAll(reader);
    expect(images).toHaveLength(count);
    for (const { entry, label, bytes } of images) {
      const index = Number(entry);
      if (label !== labelOf(index, 400) || Buffer.compare(bytes, drawn(index)) !== 0)
        throw new Error(`image ${entry} came back changed`);
    }
    const keys = images.map(({ entry }) => entry);
    expect(keys).toEqual([...keys].sort());
  });

  // Opened by py-lmdb 3.0.0 and msgpack 1.2.4: every image and label equal, cursor in order, deleting and adding work.
  it('writes the bytes that the library itself was seen to read', async () => {
    const path = await write(await temporaryFolder(), 1000);
    expect(
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    ).toBe('437655ef699f1886c477ace920c13e757de495f22c95bb7f266dbe03ad5591e1');
  });

  it('makes branches of branches', async () => {
    const path = join(await temporaryFolder(), 'deep.lmdb');
    const file = new PackFile(path);
    file.writeZeros(2 * 4096);
    const writer = new TreeWriter(file);
    const keys = Array.from({ length: 60000 }, (_, i) => String(i).padStart(12, '0'));
    for (const key of keys) writer.add(Buffer.from(key), Buffer.from(key));
    const tree = writer.finish(0);
    expect(tree).toMatchObject({ depth: 3, entries: 60000 });
    file.overwrite(metaPage(0, tree, file.length / 4096 - 1), 0);
    file.finish();
    const window = await PackWindow.open(path);
    const meta = await readNewestMeta(window);
    const read: string[] = [];
    if (meta !== null) for await (const { key } of readEntries(window, window, meta)) read.push(key);
    await window.close();
    expect(read).toEqual(keys);
  });

  it('reads a folder that the library itself wrote, with features beside the labels', async () => {
    const folder = await temporaryFolder();
    await copyFile(join(FORMAT_FIXTURES, 'vec2face.mdb'), join(folder, 'data.mdb'));
    const images = await readAll(await openLmdb(folder));
    expect(images.map(({ entry, label, bytes }) => [entry, label, bytes.length])).toEqual([
      ['0', 5, 3000],
      ['1', 5, 10],
      ['10', 70000, 3000],
      ['2', 7, 10],
    ]);
  });
});

describe('damaged LMDB', () => {
  async function damaged(edit: (path: string) => Promise<void>): Promise<string> {
    const path = await write(await temporaryFolder(), 1000);
    await edit(path);
    return path;
  }
  const overwrite =
    (offset: number, bytes: readonly number[]) =>
    async (path: string): Promise<void> => {
      const file = await open(path, 'r+');
      const from = offset < 0 ? (await file.stat()).size + offset : offset;
      await file.write(Uint8Array.from(bytes), 0, bytes.length, from);
      await file.close();
    };
  // The root is the last page: its entries, and where the first points to.
  const ROOT = -4096;
  it.each([
    ['a cut file', (path: string) => truncate(path, 8192 + 4096), /should have \d+ pages/],
    ['a page size that is none', overwrite(40, [1, 0, 0, 0]), /page of 1 bytes/],
    ['more entries than there are', overwrite(4096 + 120, [9]), /head states/],
    ['an impossible depth', overwrite(4096 + 94, [255, 255]), /depth 65535/],
    ['a page that is another', overwrite(ROOT, [1]), /is not the branch/],
    ['a place outside of the page', overwrite(ROOT + 16, [255, 255]), /outside of its page/],
    ['more places than room', overwrite(ROOT + 12, [0, 200]), /more entries than room/],
    ['a root beyond the file', overwrite(4096 + 128, [255, 255, 255]), /none of the tree/],
  ])('names %s', async (_, edit, message) => {
    const path = await damaged(edit);
    await expect(openLmdb(path).then(readAll)).rejects.toMatchObject({
      code: 'corrupt-data',
      message: expect.stringMatching(message) as string,
    });
  });

  it('is not deceived by a name', async () => {
    const folder = await temporaryFolder();
    await copyFile(join(FORMAT_FIXTURES, 'rec_classic', 'train.rec'), join(folder, 'a.lmdb'));
    expect(await openLmdb(folder)).toBeNull();
  });
});
