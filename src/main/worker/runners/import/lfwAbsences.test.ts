import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../platform/temporaryFolder.testing';
import { lfwAbsences } from './lfwAbsences';

const SUBJECTS = new Map([
  ['Ann', ['Ann/Ann_0001.jpg', 'Ann/Ann_0003.png']],
  ['Zed', ['Zed/Zed_0001.jpg']],
]);

async function absences(list: string | null): Promise<[string, string][]> {
  const folder = await temporaryFolder();
  if (list !== null) await writeFile(join(folder, 'people.txt'), list);
  return (await lfwAbsences(folder, SUBJECTS)).map(({ path, reason }) => [path, reason]);
}

describe('lfwAbsences', () => {
  it('lists what people.txt promises and the walk did not meet', async () => {
    expect(await absences('1\n2\nAnn\t3\nBob\t1\n')).toEqual([
      ['Ann/Ann_0002', 'listed-only'],
      ['Bob/Bob_0001', 'listed-only'],
    ]);
  });

  it('says of a list that cannot be read that it is one, and stops nothing', async () => {
    expect(await absences('1\n2\nAnn\t3\n')).toEqual([['people.txt', 'unreadable-list']]);
  });

  it('has nothing to say without a list, or of another text', async () => {
    expect(await absences(null)).toEqual([]);
    expect(await absences('People who took part')).toEqual([]);
  });
});
