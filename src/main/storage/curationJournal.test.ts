import { readFile, truncate, writeFile } from 'node:fs/promises';
import { mkdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { sampleId } from '@shared/domain/ids';
import { temporaryFolder } from '../platform/temporaryFolder.testing';
import { newSetId } from '../platform/newId';
import { openJournal, readJournal, type CurationBody } from './curationJournal';
import { curationFile, setDir } from './libraryPaths';

const decide = (sample: number): CurationBody => ({
  action: 'decide',
  decision: 'exclude',
  samples: [sampleId(0, sample)],
  reason: 'blurred',
  note: '',
  who: 'tester',
});

async function journalOf(count: number) {
  const library = await temporaryFolder();
  const setId = newSetId();
  await mkdir(setDir(library, setId), { recursive: true });
  const journal = await openJournal(library, setId);
  for (let i = 0; i < count; i++) await journal.append(decide(i));
  await journal.close();
  return { library, setId, path: curationFile(library, setId) };
}

describe('the curation journal', () => {
  it('goes on after a reopening, linked to what was there', async () => {
    const { library, setId } = await journalOf(2);
    const journal = await openJournal(library, setId);
    expect(journal.lines).toHaveLength(2);
    const line = await journal.append({ action: 'undo', target: 2, who: 'tester' });
    expect(line.revision).toBe(3);
    await journal.close();
    const content = await readJournal(library, setId);
    expect(content.fault).toBeNull();
    expect(content.lines.map(({ action }) => action)).toEqual(['decide', 'decide', 'undo']);
  });

  it('keeps order and links when decisions are made faster than they are written', async () => {
    const { library, setId } = await journalOf(0);
    const journal = await openJournal(library, setId);
    const lines = await Promise.all(Array.from({ length: 30 }, (_, i) => journal.append(decide(i))));
    expect(lines.map(({ revision }) => revision)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    await journal.close();
    expect((await readJournal(library, setId)).fault).toBeNull();
  });

  it('leaves out a torn last line, says so, and cuts it off with the next decision', async () => {
    const { library, setId, path } = await journalOf(3);
    await truncate(path, (await readFile(path)).length - 10);
    const journal = await openJournal(library, setId);
    expect(journal.lines).toHaveLength(2);
    expect(journal.readOnlyReason).toBeNull();
    expect(journal.faults[0]).toMatch(/unfinished last line/);
    await journal.append(decide(9));
    await journal.close();
    const content = await readJournal(library, setId);
    expect(content).toMatchObject({ fault: null, tornBytes: 0 });
    expect(content.lines).toHaveLength(3);
  });

  it('opens a broken chain for reading only, with the line', async () => {
    const { library, setId, path } = await journalOf(3);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('i000000s0001', 'i000000s0007'));
    const journal = await openJournal(library, setId);
    expect(journal.lines).toHaveLength(2);
    expect(journal.readOnlyReason).toMatch(/line 3/);
    await expect(journal.append(decide(4))).rejects.toMatchObject({ code: 'corrupt-data', place: `${path}, line 3` });
    await journal.close();
    expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(4);
  });

  it('refuses what does not fit the schema and writes nothing', async () => {
    const { library, setId, path } = await journalOf(1);
    const before = await readFile(path, 'utf8');
    const journal = await openJournal(library, setId);
    await expect(journal.append({ ...decide(1), who: '' })).rejects.toMatchObject({ code: 'invalid-input' });
    await journal.append(decide(2));
    await journal.close();
    expect((await readFile(path, 'utf8')).startsWith(before)).toBe(true);
    expect((await readJournal(library, setId)).lines).toHaveLength(2);
  });
});
