import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { placeOf } from '../packs/filePlace';
import { packedImage, packPlan, readAll } from '../packs/packs.testing';
import { writeLists } from '../packs/writeLists';
import { openHfFolder } from './hfFolderReader';

const PATHS = ['images/00001/00001_0001.jpg', 'images/00001/00001_0002.jpg', 'images/00002/00002_0001.png'];
const LABELS = [0, 0, 1];

async function put(folder: string, path: string, content: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

async function exported(): Promise<string> {
  const folder = await temporaryFolder();
  const images = PATHS.map((path, index) => ({
    ...packedImage(index, LABELS[index] ?? 0, Buffer.alloc(0), { identity: path.split('/')[1] ?? '' }),
    path: placeOf('hf-folder', { path, label: LABELS[index] ?? 0, position: index }),
  }));
  for (const { path } of images) await put(folder, path, path);
  await writeLists('hf-folder', folder, packPlan([2, 1]), images);
  expect(await writeLists('hf-folder', folder, packPlan([2, 1]), images)).toEqual([
    'train/metadata.jsonl',
    'README.md',
  ]);
  return folder;
}

async function refusal(folder: string): Promise<Failure> {
  const thrown: unknown = await openHfFolder(folder)
    .then(readAll)
    .catch((error: unknown) => error);
  if (thrown instanceof Failure) return thrown;
  throw new Error('expected a Failure', { cause: thrown });
}

describe('placeOf', () => {
  it('puts files where their loaders look', () => {
    const file = { path: 'images/r00002_anna/r00002_anna_0004.jpg', label: 17, position: 3 };
    expect(placeOf('folder', file)).toBe(file.path);
    expect(placeOf('hf-folder', file)).toBe('train/r00002_anna/r00002_anna_0004.jpg');
    expect(placeOf('digiface', file)).toBe('images/17/3.jpg');
    expect(() => placeOf('lmdb', file)).toThrow(RangeError);
  });
});

describe('hf-folder', () => {
  it('names every file from the list’s own folder, with its facts in columns that are never empty', async () => {
    const lines = (await readFile(join(await exported(), 'train/metadata.jsonl'))).toString().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe(
      '{"file_name":"00001/00001_0001.jpg","label":0,"identity":"00001","origin":"syn","partner_label":0,"sample_id":"i000000s0000","weight":1.0}',
    );
  });

  it('reads back what it wrote', async () => {
    const images = await readAll(await openHfFolder(await exported()));
    expect(
      images.map(({ path, label, identity, bytes }) => [path, label, identity, Buffer.from(bytes).toString()]),
    ).toEqual([
      ['train/00001/00001_0001.jpg', 0, '00001', 'train/00001/00001_0001.jpg'],
      ['train/00001/00001_0002.jpg', 0, '00001', 'train/00001/00001_0002.jpg'],
      ['train/00002/00002_0001.png', 1, '00002', 'train/00002/00002_0001.png'],
    ]);
  });

  it('reads metadata.csv, labels that are names, and a list at the top', async () => {
    const folder = await temporaryFolder();
    await put(folder, 'a/1.jpg', 'x');
    await put(folder, 'metadata.csv', 'file_name,label,note\na/1.jpg,Anna,"x, y"\n');
    expect(await readAll(await openHfFolder(folder))).toMatchObject([
      { path: 'a/1.jpg', label: null, identity: 'Anna' },
    ]);
  });

  it('leaves a folder without a list to others', async () => {
    const folder = await temporaryFolder();
    await put(folder, 'a/1.jpg', 'x');
    expect(await openHfFolder(folder)).toBeNull();
    expect(await openHfFolder(join(folder, 'a/1.jpg'))).toBeNull();
    await put(folder, 'metadata.csv', 'subject,date\na,2024-01-01\n');
    await put(folder, 'a/metadata.jsonl', '{}');
    expect(await openHfFolder(folder)).toBeNull();
  });

  it.each([
    ['no list of JSON', 'x', /no row with file_name/],
    ['a row without a file', '{"image":"1.jpg","label":0}', /it has: image, label/],
    ['a file that climbs out', '{"file_name":"../1.jpg","label":0}', /leads out/],
    ['a file that is absolute', '{"file_name":"/etc/passwd","label":0}', /absolute/],
    ['a file that is not there', '{"file_name":"2.jpg","label":0}', /listed and is not there/],
    ['a link that leads out', '{"file_name":"link/1.jpg","label":0}', /link that leads out/],
    ['a label that is none', '{"file_name":"1.jpg","label":1.5}', /no whole number|neither/],
    ['nobody', '{"file_name":"1.jpg"}', /neither a label nor/],
  ])('refuses %s, naming the line', async (_what, line, message) => {
    const folder = await temporaryFolder();
    const elsewhere = await temporaryFolder();
    await put(elsewhere, '1.jpg', 'secret');
    await put(folder, 'train/1.jpg', 'x');
    await symlink(elsewhere, join(folder, 'train/link'));
    await put(folder, 'train/metadata.jsonl', `{"file_name":"1.jpg","label":0}\n${line}\n`);
    const failure = await refusal(folder);
    expect(failure.message).toMatch(message);
    expect(failure.place).toMatch(/metadata\.jsonl:2$/);
    expect(failure.remedy).toBeTruthy();
  });

  it('does not take a line of many megabytes into memory', async () => {
    const folder = await temporaryFolder();
    await put(folder, 'metadata.jsonl', 'x'.repeat(3_000_000));
    expect((await refusal(folder)).message).toMatch(/longer than 1048576 bytes/);
  });
});
