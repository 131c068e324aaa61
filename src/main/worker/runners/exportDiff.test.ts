import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ExportSpec } from '@shared/domain/jobs';
import { type SampleId, sampleId, type SetId } from '@shared/domain/ids';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { openJournal } from '../../storage/curationJournal';
import { diffExports } from '../../storage/exportDiff/diffExports';
import { keepFrozenList } from '../../storage/frozenListFile';
import { addSet, consentRecord, giveConsent } from '../../storage/library.testing';
import { setDir } from '../../storage/libraryPaths';
import { addTombstones } from '../../storage/withdrawals/tombstones';
import { run, surroundings, synLibrary, synSpec } from './export.testing';

const never = { aborted: false };

async function exported(library: string, spec: ExportSpec): Promise<string> {
  const { context, place } = surroundings(library);
  return (await run(spec, context, place)).exportDir ?? '';
}

async function decide(library: string, setId: SetId, samples: readonly SampleId[], decision: 'exclude' | 'keep') {
  const journal = await openJournal(library, setId);
  const body = { action: 'decide', decision, reason: decision === 'exclude' ? 'blurred' : null, note: '' } as const;
  await journal.append({ ...body, samples: [...samples], who: 'Kim' });
  await journal.close();
}

const folders = (a: string, b: string, limit = 20) => ({
  a: { type: 'folder', directory: a } as const,
  b: { type: 'folder', directory: b } as const,
  limit,
});

describe('a comparison of two exports', () => {
  it('names the samples that were excluded, by whom, when and why, and what moved because of them', async () => {
    const { library, setId } = await synLibrary();
    const whole = { syn: { setId, samples: 5 }, allowFewer: true };
    const before = await exported(library, synSpec(setId, { ...whole, name: 'before' }));
    const gone = [sampleId(0, 4), sampleId(1, 1), sampleId(3, 4)];
    await decide(library, setId, gone, 'exclude');
    const after = await exported(library, synSpec(setId, { ...whole, name: 'after' }));
    const diff = await diffExports(library, folders(before, after), never);
    expect(diff).toMatchObject({ same: 14, removed: 3, added: 0, changed: 3, notes: [] });
    expect(diff.a.images - diff.b.images).toBe(3);
    const [removed, moved] = ['excluded', 'order-of-classes'].map((why) =>
      diff.groups.find((group) => group.why === why),
    );
    expect(removed).toMatchObject({ change: 'removed', words: 'excluded: blurred', who: 'Kim', count: 3 });
    expect(removed?.from).toMatch(/^\d{4}-/);
    expect(removed?.examples.map((one) => one.sampleId)).toEqual(gone);
    // In their identity, those behind the excluded one have moved up.
    expect(moved).toMatchObject({ change: 'changed', parts: ['name'], count: 3 });
    expect(diff.settings).toEqual([{ what: 'synthetic part: decisions up to revision', a: '0', b: '1' }]);
    const back = await diffExports(library, folders(after, before), never);
    expect(back.groups.find(({ why }) => why === 'taken-back')).toMatchObject({ change: 'added', count: 3 });
  });

  it('tells another draw, another mark and another format apart', async () => {
    const { library, setId } = await synLibrary();
    const marked = await exported(library, synSpec(setId, { name: 'marked' }));
    const plain = await exported(library, synSpec(setId, { name: 'plain', unmarkedReason: 'a test of ours' }));
    const drawn = await exported(library, synSpec(setId, { name: 'drawn', seed: 9 }));
    const packed = await exported(library, synSpec(setId, { name: 'packed', format: 'webdataset' }));
    const unmarked = await diffExports(library, folders(marked, plain), never);
    expect(unmarked.groups).toMatchObject([{ change: 'changed', parts: ['mark'], why: 'mark-changed', count: 12 }]);
    expect(unmarked.settings.map(({ what }) => what)).toEqual(['mark of origin']);
    const redrawn = await diffExports(library, folders(marked, drawn, 0), never);
    expect(new Set(redrawn.groups.filter(({ change }) => change !== 'changed').map(({ why }) => why))).toEqual(
      new Set(['other-draw']),
    );
    expect(redrawn.added).toBe(redrawn.removed);
    expect(redrawn.groups.every(({ examples }) => examples.length === 0)).toBe(true);
    const repacked = await diffExports(library, folders(marked, packed), never);
    expect(repacked).toMatchObject({
      same: 12,
      groups: [],
      settings: [{ what: 'format', a: 'folder', b: 'webdataset' }],
    });
  });

  it('names nobody who withdrew, and says where consent ended', async () => {
    const library = await temporaryFolder();
    const names = ['Ann', 'Bo', 'Cy'];
    const real = await addSet(library, { kind: 'real', identities: 3, samples: 2, names });
    await giveConsent(
      library,
      real,
      names.map((name) => consentRecord(name)),
    );
    const spec = (name: string) =>
      ExportSpec.parse({ kind: 'export', name, real: { setId: real, samples: 2 }, pairsPerFold: 0 });
    const before = await exported(library, spec('before'));
    await giveConsent(library, real, [
      consentRecord('Ann', { status: 'withdrawn' }),
      consentRecord('Bo', { expiresOn: '2021-01-01' }),
    ]);
    await addTombstones(setDir(library, real), [
      {
        sampleId: sampleId(0, 0),
        sha256: 'a'.repeat(64),
        withdrawalId: 'wd_000000000000' as never,
        at: '2026-11-01T00:00:00.000Z',
      },
    ]);
    const after = await exported(library, spec('after'));
    const diff = await diffExports(library, folders(before, after), never);
    expect(diff.groups.map(({ why, count }) => [why, count])).toEqual(
      expect.arrayContaining([
        ['withdrawn', 1],
        ['no-consent', 1],
        ['no-consent', 2],
        ['order-of-classes', 2],
      ]),
    );
    expect(JSON.stringify(diff)).not.toContain('Ann');
    expect(JSON.stringify(diff)).toContain('Bo');
  });

  it('knows the frozen list of each side, and takes exactly its samples', async () => {
    const { library, setId } = await synLibrary();
    const ids = [sampleId(0, 0), sampleId(0, 1), sampleId(2, 3)];
    const list = await keepFrozenList(library, setId, 'picked', ids);
    const whole = await exported(library, synSpec(setId, { name: 'whole', syn: { setId, samples: 5 } }));
    const part = { setId, samples: 5, list };
    const some = await exported(library, synSpec(setId, { name: 'some', allowFewer: true, syn: part }));
    const diff = await diffExports(library, folders(whole, some), never);
    expect(diff).toMatchObject({ removed: 17, added: 0 });
    expect(diff.groups.find(({ why }) => why === 'not-in-list')).toMatchObject({
      count: 17,
      words: 'not in the list “picked”',
    });
    await rm(list.file);
    const unknown = await diffExports(library, folders(whole, some), never);
    expect(unknown.notes.join()).toContain('“picked” is no longer kept');
  });

  it('compares revisions of a set, and an export with what would go out now', async () => {
    const { library, setId } = await synLibrary();
    await decide(library, setId, [sampleId(0, 0)], 'exclude');
    await decide(library, setId, [sampleId(0, 1)], 'keep');
    const at = (revision: number | null) => ({ type: 'set', setId, revision }) as const;
    const diff = await diffExports(library, { a: at(0), b: at(null), limit: 20 }, never);
    expect(diff.groups).toMatchObject([
      { change: 'removed', why: 'excluded', count: 1 },
      { change: 'changed', why: 'decided', parts: ['decision'], who: 'Kim', count: 1 },
    ]);
    await expect(diffExports(library, { a: at(0), b: at(9), limit: 20 }, never)).rejects.toMatchObject({
      code: 'invalid-input',
    });
    const now = await exported(library, synSpec(setId, { name: 'now', syn: { setId, samples: 5 }, allowFewer: true }));
    const same = await diffExports(library, { a: { type: 'folder', directory: now }, b: at(null), limit: 20 }, never);
    expect(same).toMatchObject({ same: 19, added: 0, removed: 0, changed: 0 });
  });

  it('refuses a manifest with lines that are damaged, out of order or twice there', async () => {
    const { library, setId } = await synLibrary();
    const one = await exported(library, synSpec(setId, { name: 'one' }));
    const other = await exported(library, synSpec(setId, { name: 'other' }));
    const file = join(other, 'manifest.jsonl');
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    for (const text of [
      [...lines, lines[0]],
      [...lines.slice(0, 3), lines[2], ...lines.slice(3)],
      [...lines.slice(0, 3), '{"path":1}', ...lines.slice(3)],
    ]) {
      await writeFile(file, `${text.join('\n')}\n`);
      await expect(diffExports(library, folders(one, other), never)).rejects.toMatchObject({ code: 'corrupt-data' });
    }
  });
});
