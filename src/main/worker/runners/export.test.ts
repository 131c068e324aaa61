import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { ExportSpec } from '@shared/domain/jobs';
import { samplePosition } from '@shared/domain/ids';
import { readMark, withoutMark } from '../../formats/marks/markImage';
import { parsePairsFile } from '../../formats/images/pairsFile';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { readAudit } from '../../storage/auditLog';
import { openJournal } from '../../storage/curationJournal';
import { madeUpFactors } from '../../storage/coefficients/factors.testing';
import { samplesOf } from '../../storage/coefficients/factorTable';
import { addSet, consentRecord, giveConsent } from '../../storage/library.testing';
import { encodeIdentityPlan, readExportedPlan, writeIdentityPlan } from '../../storage/identityPlanStore';
import { setDir } from '../../storage/libraryPaths';
import { readSampleRows } from '../../storage/sampleTable';
import { updateSetInfo } from '../../storage/setStore';
import { fakePlan } from '../fakePixelEngine.testing';
import { datasetOf, manifestOf, run, surroundings, synLibrary, synSpec, tree } from './export.testing';

describe('an export', () => {
  it('carries the coefficients of the samples that go out and of no other', async () => {
    const { library, setId } = await synLibrary({ factorsOf: madeUpFactors });
    const { context, place } = surroundings(library);
    const { exportDir } = await run(synSpec(setId), context, place);
    const bytes = await readFile(join(exportDir!, 'coefficients.arrow'));
    const { coefficients } = await datasetOf(exportDir!);
    expect(coefficients).toEqual({
      file: 'coefficients.arrow',
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    const samples = tableFromIPC(bytes).batches.flatMap(samplesOf);
    expect(samples.map(({ id }) => id)).toEqual((await manifestOf(exportDir!)).map(({ sampleId }) => sampleId).sort());
    for (const { id, factors } of samples) {
      const { identityIndex, sampleIndex } = samplePosition(id);
      expect(factors).toEqual(madeUpFactors(identityIndex, sampleIndex));
    }
    expect(await readFile(join(exportDir!, 'README.txt'), 'utf8')).toContain('coefficients.arrow');
  });

  it('carries the choice of people, byte for byte, and the requested balance of those who go out', async () => {
    const { library, setId } = await synLibrary();
    const encoded = encodeIdentityPlan(fakePlan(4));
    await writeIdentityPlan(library, setId, encoded);
    await updateSetInfo(library, setId, (info) =>
      info.kind === 'syn' ? { ...info, identitiesSha256: encoded.sha256 } : info,
    );
    const { context, place } = surroundings(library);
    const { exportDir } = await run(synSpec(setId), context, place);
    const info = await datasetOf(exportDir!);
    expect(info.identities).toEqual({ file: 'identities.json', sha256: encoded.sha256 });
    expect(await readFile(join(exportDir!, 'identities.json'), 'utf8')).toBe(encoded.text);
    expect(await readExportedPlan(exportDir!, info.identities)).toEqual(fakePlan(4));
    expect(info.requestedBalance?.sex).toEqual([
      { group: 'women', target: 2, achieved: 4 },
      { group: 'men', target: 2, achieved: 0 },
    ]);
  });

  it('holds exactly what it says, byte for byte, under one rename', async () => {
    const { library, setId } = await synLibrary();
    const { context, place, progress } = surroundings(library);
    const { exportDir, summary } = await run(synSpec(setId), context, place);
    expect(exportDir).toBe(join(library, 'exports', 'Syn_4_3'));
    expect(summary).toContain('12 images of 4 identities');
    const files = await tree(exportDir!);
    expect(files.filter((file) => !file.startsWith('images'))).toEqual([
      'DATACARD.md',
      'DATACARD.pdf',
      'README.txt',
      'audit.jsonl',
      'croissant.json',
      'dataset.json',
      'manifest.jsonl',
      'people.txt',
    ]);
    expect(files.filter((file) => file.startsWith('images'))).toHaveLength(12);
    expect(await readdir(join(library, 'exports'))).toEqual(['Syn_4_3']);

    const manifest = await manifestOf(exportDir!);
    const rows = new Map((await readSampleRows(library, setId)).map((row) => [row.id as string, row]));
    expect(manifest.map(({ path }) => path).sort()).toEqual(files.filter((file) => file.startsWith('images')));
    for (const line of manifest) {
      const bytes = await readFile(join(exportDir!, line.path));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(line.sha256);
      expect(line.sizeBytes).toBe(bytes.length);
      const row = rows.get(line.sampleId)!;
      // The stored bytes, and the mark of their origin; nothing else.
      expect(Buffer.from(withoutMark(bytes))).toEqual(await readFile(join(setDir(library, setId), row.file)));
      expect(readMark(bytes)).toBe('algorithmicMedia');
      expect(line.unmarkedSha256).toBe(row.sha256);
      expect([line.identityIndex, line.sampleIndex, line.label]).toEqual([
        row.identityIndex,
        row.sampleIndex,
        row.identityIndex,
      ]);
    }
    const info = await datasetOf(exportDir!);
    const text = await readFile(join(exportDir!, 'manifest.jsonl'));
    expect(info.manifestSha256).toBe(createHash('sha256').update(text).digest('hex'));
    expect(info).toMatchObject({
      kind: 'syn',
      name: 'Syn_4_3',
      real: null,
      classCount: 4,
      labelOffset: 4,
      program: 'Outis test',
    });
    expect(info.recipe).toMatchObject({ identities: 4, samples: 5 });
    expect(progress.at(-1)?.phase).toBe('lists');
    expect(progress.filter(({ phase }) => phase === 'copy').at(-1)).toMatchObject({ done: 12, total: 12 });
    expect((await readAudit(library)).lines.at(-1)).toMatchObject({ action: 'export', subject: 'Syn_4_3' });
  });

  it('leaves excluded samples here, pins the revision, and hands out undecided ones', async () => {
    const { library, setId } = await synLibrary();
    const rows = await readSampleRows(library, setId);
    const journal = await openJournal(library, setId);
    const body = { action: 'decide', decision: 'exclude', reason: null, note: '', who: 'tester' } as const;
    await journal.append({
      ...body,
      samples: rows
        .filter(({ identityIndex, sampleIndex }) => identityIndex === 1 || sampleIndex === 0)
        .map(({ id }) => id),
    });
    await journal.close();
    const { context, place } = surroundings(library);
    const { exportDir } = await run(synSpec(setId, { syn: { setId, samples: 4 } }), context, place);
    const manifest = await manifestOf(exportDir!);
    expect(manifest).toHaveLength(12);
    expect(manifest.every(({ sampleIndex, identityIndex }) => sampleIndex !== 0 && identityIndex !== 1)).toBe(true);
    // Labels have no gap where an identity stayed here, and folders are numbered like them.
    expect([...new Set(manifest.map(({ label, path }) => `${label} ${path.split('/')[1]}`))]).toEqual([
      '0 00001',
      '1 00002',
      '2 00003',
    ]);
    expect((await datasetOf(exportDir!)).syn).toMatchObject({ curationRevision: 1, excludedCount: 8 });
  });

  it('mixes synthetic and real: four numbers, label offset, soft labels, consent of each real file', async () => {
    const library = await temporaryFolder();
    const syn = await addSet(library, { identities: 3, samples: 3, partnerOf: (i, s) => (s === 0 ? (i + 1) % 3 : -1) });
    const real = await addSet(library, { kind: 'real', identities: 3, samples: 2, names: ['Zoë', 'Ann', 'Bo'] });
    await giveConsent(library, real, [
      consentRecord('Zoë'),
      consentRecord('Ann', { purposes: ['training'] }),
      consentRecord('Bo'),
    ]);
    const spec = ExportSpec.parse({
      kind: 'export',
      syn: { setId: syn, samples: 3 },
      real: { setId: real, samples: 2 },
      pairsPerFold: 0,
    });
    const { context, place, log } = surroundings(library);
    const { exportDir } = await run(spec, context, place);
    expect(exportDir).toMatch(/Mix_5_3-2$/);
    expect(log.join()).toMatch(/2 samples .* no valid consent/);
    const manifest = await manifestOf(exportDir!);
    const folders = [...new Set(manifest.map(({ path }) => path.split('/')[1]))];
    expect(folders).toEqual(['00001', '00002', '00003', 'r00001_Zoe', 'r00002_Bo']);
    expect([...folders].sort()).toEqual(folders);
    expect(manifest[0]).toMatchObject({
      path: 'images/00001/001_00001x0.650_(00002)x0.350.jpg',
      label: 0,
      partner: { label: 1, identityIndex: 1, weight: 0.65 },
      consent: null,
    });
    expect(manifest.at(-1)).toMatchObject({
      origin: 'real',
      label: 4,
      identity: 'Bo',
      consent: { subject: 'Bo', document: 'form 1' },
    });
    expect(await datasetOf(exportDir!)).toMatchObject({
      kind: 'mix',
      syn: { identities: 3, samples: 3 },
      real: { identities: 2, samples: 2 },
      classCount: 5,
      labelOffset: 3,
    });
    expect(await readFile(join(exportDir!, 'README.txt'), 'utf8')).toMatch(/real people/);
  });

  it.each([
    ['in LFW’s form', {}],
    [
      'by path where names carry soft labels',
      { partnerOf: (identity: number, sample: number) => (sample === 0 ? (identity + 1) % 24 : -1) },
    ],
  ])(
    'has pairs %s that our own reader takes, name files that are there, and share no identity between folds',
    async (_, request) => {
      const { library, setId } = await synLibrary({ identities: 24, samples: 3, ...request });
      const { context, place } = surroundings(library);
      const { exportDir } = await run(synSpec(setId, { pairsPerFold: 2 }), context, place);
      const path = join(exportDir!, 'pairs.txt');
      const { pairs, foldCount, foldsFrom } = parsePairsFile(await readFile(path), path);
      expect([foldCount, foldsFrom, pairs.length]).toEqual([10, 'header', 40]);
      expect((await datasetOf(exportDir!)).pairs).toEqual({ file: 'pairs.txt', folds: 10, pairsPerFold: 2 });
      const files = new Set(await tree(join(exportDir!, 'images')));
      const foldOf = new Map<string, number>();
      for (const { left, right, genuine, fold } of pairs) {
        const [a, b] = [left, right].map((side) =>
          side.kind === 'path'
            ? side.path
            : `${side.subject}/${side.subject}_${String(side.number).padStart(4, '0')}.jpg`,
        ) as [string, string];
        expect(a).not.toBe(b);
        expect(a.split('/')[0] === b.split('/')[0]).toBe(genuine);
        for (const file of [a, b]) {
          expect(files).toContain(file);
          // A blend of two identities is in no pair.
          if ('partnerOf' in request) expect(file).toContain('x1.000_');
          const [folder = ''] = file.split('/');
          expect(foldOf.get(folder) ?? fold).toBe(fold);
          foldOf.set(folder, fold);
        }
      }
    },
  );

  it('has no pairs where there are too few identities, and says so', async () => {
    const { library, setId } = await synLibrary();
    const { context, place, log } = surroundings(library);
    const { exportDir } = await run(synSpec(setId, { pairsPerFold: 4 }), context, place);
    expect(log.join()).toMatch(/no pairs\.txt/);
    expect(await tree(exportDir!)).not.toContain('pairs.txt');
  });
});
