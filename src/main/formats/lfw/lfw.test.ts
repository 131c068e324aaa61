import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { readAll } from '../packs/packs.testing';
import { openLfw } from './lfwReader';
import { formatPeople, parsePeople } from './peopleFile';

async function put(folder: string, path: string, content = path): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

function refusal(text: string): Failure {
  try {
    parsePeople(text, 'people.txt');
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown;
    throw thrown;
  }
  throw new Error('expected a Failure');
}

describe('people.txt', () => {
  it('is written in LFW’s form', () => {
    const sets = [
      [{ name: 'Ann_Lee', imageCount: 3 }],
      [
        { name: 'Bob', imageCount: 1 },
        { name: 'Cid', imageCount: 2 },
      ],
    ];
    expect(formatPeople(sets)).toBe('2\n1\nAnn_Lee\t3\n2\nBob\t1\nCid\t2\n');
    expect(parsePeople(formatPeople(sets), 'people.txt')).toEqual(sets);
  });

  it('reads peopleDevTrain.txt, which has one set and no number of sets', () => {
    expect(parsePeople('2\r\nAnn_Lee\t3\r\nBob\t1\r\n', 'p')).toEqual([
      [
        { name: 'Ann_Lee', imageCount: 3 },
        { name: 'Bob', imageCount: 1 },
      ],
    ]);
  });

  it.each([
    ['nothing', '', 'people.txt:1', /number of people/],
    ['fewer people than promised', '1\n2\nAnn\t1\n', 'people.txt:4', /ends before/],
    ['more people than promised', '1\n1\nAnn\t1\nBob\t1\n', 'people.txt:4', /more lines/],
    ['a name that is a path', '1\n1\n../up\t1\n', 'people.txt:3', /without slashes/],
    ['no number', '1\n1\nAnn\tmany\n', 'people.txt:3', /number of images/],
    ['a count beyond all bounds', '9999999\n1\n', 'people.txt:1', /more than/],
  ])('refuses %s, naming the line', (_what, text, place, message) => {
    const failure = refusal(text);
    expect([failure.code, failure.place]).toEqual(['invalid-input', place]);
    expect(failure.message).toMatch(message);
  });

  it('cannot be written with what it cannot say', () => {
    expect(() => formatPeople([[{ name: 'a/b', imageCount: 1 }]])).toThrow(RangeError);
    expect(() => formatPeople([[{ name: 'a', imageCount: 0 }]])).toThrow(RangeError);
  });

  it('any text gives people or a Failure', () => {
    const cell = fc.oneof(fc.nat(30).map(String), fc.constantFrom('Ann', '\t', '..', '-1', ''));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 3 }), { maxLength: 6 }), (rows) => {
        try {
          parsePeople(rows.map((row) => row.join('\t')).join('\n'), 'p');
        } catch (thrown) {
          if (!(thrown instanceof Failure)) throw thrown;
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('LFW', () => {
  it.each(['', 'images/', 'lfw/'])('reads the people of the list from %j, in its order', async (below) => {
    const folder = await temporaryFolder();
    await put(folder, 'people.txt', '2\n1\nBob\t1\n1\nAnn\t2\n');
    for (const path of ['Ann/Ann_0001.jpg', 'Ann/Ann_0002.png', 'Bob/Bob_0001.jpg', 'Zed/Zed_0001.jpg'])
      await put(folder, below + path);
    const images = await readAll(await openLfw(folder));
    expect(images.map(({ path, label, identity }) => [path.slice(below.length), label, identity])).toEqual([
      ['Bob/Bob_0001.jpg', 0, 'Bob'],
      ['Ann/Ann_0001.jpg', 1, 'Ann'],
      ['Ann/Ann_0002.png', 1, 'Ann'],
    ]);
  });

  it('says which promised image is not there', async () => {
    const folder = await temporaryFolder();
    await put(folder, 'people.txt', '1\n1\nAnn\t2\n');
    await put(folder, 'Ann/Ann_0001.jpg');
    await expect(openLfw(folder).then(readAll)).rejects.toThrow(/Ann\/Ann_0002.*listed and is not there/);
  });

  it('leaves a folder without a list to others, and one whose people.txt is another text', async () => {
    const folder = await temporaryFolder();
    await put(folder, 'Ann/Ann_0001.jpg');
    expect(await openLfw(folder)).toBeNull();
    await put(folder, 'people.txt', 'People who took part, with their addresses');
    expect(await openLfw(folder)).toBeNull();
  });
});
