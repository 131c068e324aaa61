import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { sha256Hex } from '../../platform/hash';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { packOrder } from '../packs/packOrder';
import { filesOf, FORMAT_FIXTURES, packedImage, packPlan, readAll } from '../packs/packs.testing';
import { TarWriter } from '../tar/tarWriter';
import { keyAndEnding } from './sampleParts';
import { openWebdataset } from './webdatasetReader';
import { createWebdatasetWriter, openWebdatasetWriter } from './webdatasetWriter';

const picture = (index: number): Buffer => Buffer.alloc(700 + index, index);
const LABELS = [0, 0, 1, 1, 2];

async function exported(maxImages: number, maxBytes = 1e9): Promise<string> {
  const folder = await temporaryFolder();
  const writer = createWebdatasetWriter(folder, packPlan([2, 2, 1]), { maxImages, maxBytes });
  for (const [index, label] of LABELS.entries()) {
    const partner = index === 3 ? { partner: { label: 2, weight: 0.65 } } : {};
    writer.add(packedImage(index, label, picture(index), partner));
  }
  await writer.finish();
  return folder;
}

async function shard(members: readonly (readonly [string, string])[]): Promise<string> {
  const path = join(await temporaryFolder(), 'a.tar');
  const tar = new TarWriter(path);
  for (const [name, text] of members) tar.add(name, Buffer.from(text));
  tar.finish();
  return path;
}

describe('webdataset', () => {
  it('reads the shard that webdataset wrote', async () => {
    const images = await readAll(await openWebdataset(join(FORMAT_FIXTURES, 'shard-000000.tar')));
    expect(images.map(({ entry, label, identity }) => [entry, label, identity])).toEqual([
      ['00000000.jpg', 0, 'id_0'],
      ['00000001.jpg', 0, 'id_0'],
      ['00000002.jpg', 1, 'id_1'],
      ['00000003.jpg', 1, 'id_1'],
    ]);
    expect(sha256Hex(images[0]?.bytes ?? '')).toBe('d1725e53b0edd780d0a1ffc34a65f57b1f3bdc49980d8af9ff99b7520d52d7d7');
    expect(sha256Hex(images[2]?.bytes ?? '')).toBe('c911fba5b94c5d7a9a3a6954bccbb5c48dcdb1b78c586845331aff8db5b70d84');
  });

  it('writes image, class and facts side by side, and says where each image lies', async () => {
    const folder = await temporaryFolder();
    const writer = await openWebdatasetWriter(folder, packPlan([1]));
    const place = writer.add(packedImage(0, 0, picture(1), { partner: { label: 3, weight: 0.65 } }));
    expect(place).toEqual({ path: 'Syn_3_2-000000.tar', entry: '000000000.jpg' });
    expect(await writer.finish()).toEqual(['Syn_3_2-000000.tar']);
    const text = (await readFile(join(folder, place.path))).toString('latin1');
    expect(text).toContain(
      '{"label":0,"identity":"00000","origin":"syn","partner_label":3,"sample_id":"i000000s0000","weight":0.65}',
    );
    expect(['000000000.jpg', '000000000.cls', '000000000.json'].map((name) => text.indexOf(name))).toEqual([
      0, 1536, 2560,
    ]);
  });

  it('begins a shard after the last image that fits, by number and by bytes', async () => {
    const names = async (folder: string): Promise<string[]> => Object.keys(await filesOf(folder));
    expect(await names(await exported(2))).toEqual(['Syn_3_2-000000.tar', 'Syn_3_2-000001.tar', 'Syn_3_2-000002.tar']);
    expect(await names(await exported(5))).toEqual(['Syn_3_2-000000.tar']);
    // One image with its class and facts is 3,584 bytes.
    expect(await names(await exported(5, 2 * 3584))).toHaveLength(3);
    expect(await names(await exported(5, 2 * 3584 - 1))).toHaveLength(5);
    expect(await names(await exported(5, 1))).toHaveLength(5);
  });

  it('reads back what it wrote and writes equal bytes for equal images', async () => {
    const folder = await exported(2);
    const images = await readAll(await openWebdataset(folder));
    expect(images.map(({ label }) => label)).toEqual(LABELS);
    expect(images.every(({ bytes }, index) => picture(index).equals(bytes))).toBe(true);
    const again = await filesOf(await exported(2));
    for (const [name, bytes] of Object.entries(await filesOf(folder)))
      expect(bytes.equals(again[name] ?? Buffer.of())).toBe(true);
  });

  it('cuts names as webdataset does', () => {
    expect(keyAndEnding('a/b.c/0001.cam.JPG')).toEqual({ key: 'a/b.c/0001', ending: 'cam.jpg' });
    expect(keyAndEnding('README')).toBeNull();
    expect(keyAndEnding('a/.hidden')).toBeNull();
  });

  it.each([
    ['no image', [['a.cls', '1']], /no image; it has .cls/],
    [
      'two images',
      [
        ['a.jpg', 'x'],
        ['a.png', 'x'],
      ],
      /more than one image/,
    ],
    [
      'a part twice',
      [
        ['a.jpg', 'x'],
        ['a.jpg', 'y'],
      ],
      /two files ending in .jpg/,
    ],
    [
      'a key that comes back',
      [
        ['a.jpg', 'x'],
        ['a.cls', '0'],
        ['b.jpg', 'x'],
        ['b.cls', '0'],
        ['a.json', '{}'],
      ],
      /comes back/,
    ],
    [
      'a class that is none',
      [
        ['a.jpg', 'x'],
        ['a.cls', '-1'],
      ],
      /no class/,
    ],
    [
      'facts that are none',
      [
        ['a.jpg', 'x'],
        ['a.json', '{'],
      ],
      /no object of JSON/,
    ],
    [
      'an identity that is a path',
      [
        ['a.jpg', 'x'],
        ['a.json', '{"identity":"../x"}'],
      ],
      /slash/,
    ],
    ['nobody', [['a.jpg', 'x']], /neither a label nor/],
  ] as const)('refuses a sample with %s', async (_what, members, message) => {
    const path = await shard(members);
    const thrown: unknown = await readAll(await openWebdataset(path)).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(Failure);
    if (!(thrown instanceof Failure)) return;
    expect(thrown.message).toMatch(message);
    expect(thrown.place).toMatch(/a\.tar, byte \d+ \(/);
  });

  it('leaves other folders to others', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'x.tar'));
    await writeFile(join(folder, 'y.txt'), '');
    expect(await openWebdataset(folder)).toBeNull();
  });
});

describe('packOrder', () => {
  it('shuffles what is read from front to back, by the seed alone, and leaves the rest', () => {
    const plan = packPlan([40, 60]);
    const order = packOrder('webdataset', plan);
    expect(order).not.toBeNull();
    expect([...(order ?? [])].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_unused, index) => index));
    expect(order).toEqual(packOrder('tfrecord', plan));
    expect(order).not.toEqual(packOrder('webdataset', { ...plan, seed: 8 }));
    expect(packOrder('hf-parquet', plan)).toBeNull();
  });
});
