import { appendFile, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleId, SetId } from '@shared/domain/ids';
import { temporaryFolder } from '../platform/temporaryFolder.testing';
import { frozenListOf, keepFrozenList, readFrozenList } from './frozenListFile';

const setId = SetId.parse('ds_aaaa1111');

describe('a frozen list', () => {
  it('is read by ids and by ranges alike, each sample once', async () => {
    const folder = await temporaryFolder();
    const [byId, byRange] = [join(folder, 'ids.txt'), join(folder, 'ranges.txt')];
    await writeFile(byId, 'i000002s0003\r\n\n  i000000s0001\ni000002s0003\n');
    await writeFile(byRange, '0:1;2:3\n');
    expect((await readFrozenList(byId)).keys).toEqual(Float64Array.of(1, 20_003));
    expect((await readFrozenList(byRange)).keys).toEqual((await readFrozenList(byId)).keys);
  });

  it('is kept once, however it is written, and refused when its file has changed', async () => {
    const library = await temporaryFolder();
    const first = await keepFrozenList(library, setId, 'picked', [sampleId(2, 3), sampleId(0, 1)]);
    const again = await keepFrozenList(library, setId, 'by range', '0:1;2:3');
    expect(again).toEqual({ ...first, name: 'by range' });
    expect(await readdir(join(library, 'lists'))).toHaveLength(1);
    expect(await frozenListOf(first)).toEqual(Float64Array.of(1, 20_003));
    expect(await readFile(first.file, 'utf8')).toBe('i000000s0001\ni000002s0003\n');
    await appendFile(first.file, 'i000009s0000\n');
    await expect(frozenListOf(first)).rejects.toMatchObject({ code: 'conflict', place: first.file });
  });

  it.each([
    ['nothing', '\n \n', /names no sample/],
    ['words', 'i000000s0001\nAnn\n', /line 2, "Ann"/],
    ['ranges that fall', '3:1;2:0', /no sample id/],
    ['a bomb of ranges', '0-999999:0-9999', /no sample id/],
  ])('of %s is refused with its place', async (_, text, message) => {
    const path = join(await temporaryFolder(), 'list.txt');
    await writeFile(path, text);
    await expect(readFrozenList(path)).rejects.toMatchObject({
      code: 'invalid-input',
      place: path,
      message: expect.stringMatching(message) as string,
    });
  });
});
