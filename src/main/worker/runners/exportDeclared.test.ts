import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AuditReport } from '@shared/domain/audit/auditReport';
import { ExportSpec } from '@shared/domain/jobs';
import { readMark } from '../../formats/marks/markImage';
import { readJsonAs } from '../../storage/jsonFile';
import { addSet, consentRecord, DIGIFACE, giveConsent } from '../../storage/library.testing';
import { fakePixelEngine } from '../fakePixelEngine.testing';
import { createAuditRunner } from './audit';
import { datasetOf, manifestOf, run, surroundings, synLibrary, tree } from './export.testing';
import { testSigner } from './signer.testing';

const SAID = 'declared synthetic by kim (DigiFace-1M README, Microsoft), not proven';
const audit = createAuditRunner(fakePixelEngine('1'));

async function exported(how: 'rendered' | 'generated', isMix: boolean): Promise<{ library: string; dir: string }> {
  const { library, setId: syn } = await synLibrary({ identities: 24 });
  const foreign = { kind: 'real', identities: 3, samples: 4, declaredSynthetic: { ...DIGIFACE, how } } as const;
  const real = await addSet(library, foreign);
  const { context, place } = surroundings(library);
  const spec = ExportSpec.parse({
    kind: 'export',
    syn: isMix ? { setId: syn, samples: 3 } : null,
    real: { setId: real, samples: 3 },
    pairsPerFold: 0,
  });
  const { exportDir } = await run(spec, context, { ...place, signer: testSigner() });
  if (exportDir === null) throw new Error('no export was made');
  return { library, dir: exportDir };
}

async function audited(library: string, dir: string): Promise<AuditReport> {
  const { context, place } = surroundings(library);
  await mkdir(place.runDir, { recursive: true });
  await audit({ kind: 'audit', exportDir: dir, samples: 0, seed: 0 }, context, place);
  return readJsonAs(join(place.runDir, 'report.json'), AuditReport);
}

describe('an export of a set that is declared synthetic', () => {
  it.each([
    ['rendered', 'algorithmicMedia'],
    ['generated', 'trainedAlgorithmicMedia'],
  ] as const)('marks what was %s as %s and refers to nobody’s consent', async (how, mark) => {
    const { dir } = await exported(how, false);
    const lines = await manifestOf(dir);
    expect(lines).toHaveLength(9);
    for (const { path, consent, origin } of lines) {
      expect([origin, consent]).toEqual(['real', null]);
      expect(readMark(await readFile(join(dir, path)))).toBe(mark);
    }
    expect((await datasetOf(dir)).real?.declaredSynthetic).toEqual({ ...DIGIFACE, how });
  });

  it('says so in every paper, and nowhere that people agreed', async () => {
    const { dir } = await exported('rendered', true);
    expect((await datasetOf(dir)).statement).toContain(SAID);
    const papers = (await tree(dir)).filter((path) => /(README\.txt|\.md|croissant\.json)$/.test(path));
    expect(papers).toHaveLength(3);
    for (const path of papers) {
      const text = await readFile(join(dir, path), 'utf8');
      expect(text.replaceAll('\\"', '"'), path).toContain(SAID);
      expect(text, path).not.toMatch(
        /taken by a camera|consenting|had a valid consent|Real people|images of real people/,
      );
    }
  });

  it('is called by what it is when nobody gives it a name', async () => {
    expect((await datasetOf((await exported('rendered', false)).dir)).name).toBe('Declared_3_3');
  });

  it('passes the audit but for a caution about what nothing proves', async () => {
    const { library, dir } = await exported('generated', true);
    const report = await audited(library, dir);
    const lineOf = (topic: string) => report.results.find((line) => line.topic === topic);
    expect(lineOf('consent')).toMatchObject({
      verdict: 'caution',
      summary: '3 identities are declared synthetic by kim (DigiFace-1M README, Microsoft); nothing here proves it.',
      findings: [],
    });
    expect(lineOf('marks')?.verdict).toBe('passed');
    expect(report.results.filter(({ verdict }) => verdict === 'failed')).toEqual([]);
  });

  it('leaves a Mix with people as it was', async () => {
    const { library, setId: syn } = await synLibrary({ identities: 24 });
    const real = await addSet(library, { kind: 'real', identities: 3, samples: 4, names: ['Ada', 'Bo', 'Cy'] });
    await giveConsent(
      library,
      real,
      ['Ada', 'Bo', 'Cy'].map((name) => consentRecord(name)),
    );
    const { context, place } = surroundings(library);
    const spec = ExportSpec.parse({
      kind: 'export',
      syn: { setId: syn, samples: 3 },
      real: { setId: real, samples: 3 },
      pairsPerFold: 0,
    });
    const { exportDir } = await run(spec, context, { ...place, signer: testSigner() });
    const info = await datasetOf(exportDir ?? '');
    expect(info.real).not.toHaveProperty('declaredSynthetic');
    expect(info.statement).toContain('mixes images rendered by a program with images of real people');
  });
});
