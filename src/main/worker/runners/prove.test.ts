import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Table, tableToIPC } from 'apache-arrow';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Certificate, CERTIFICATE_FILE, CERTIFICATE_PAGE, whatChanged } from '@shared/domain/certificate';
import type { DatasetInfo, ManifestLine } from '@shared/domain/exportManifest';
import { GenerateRecipe } from '@shared/domain/generateRecipe';
import { JobId, SampleId, sampleId, SetId } from '@shared/domain/ids';
import type { ProveReport } from '@shared/domain/report';
import type { JobPlace } from '../../jobs/jobContext';
import { quietContext } from '../../jobs/quietContext.testing';
import { sha256Hex } from '../../platform/hash';
import { factorBatch } from '../../storage/coefficients/factorTable';
import { encodeIdentityPlan } from '../../storage/identityPlanStore';
import { fakePixelEngine, fakeSample, fingerprintOf, type FakePixelEngine } from '../fakePixelEngine.testing';
import { plainFactors } from '../plainFactors.testing';
import { createProveRunner } from './prove';

const IDENTITIES = 4;
const SAMPLES = 5;
const setId = SetId.parse('ds_test');
let exportDir: string;
let runDir: string;

const lineOf = (identityIndex: number, sampleIndex: number): ManifestLine => {
  const { bytes, sha256 } = fakeSample(9, identityIndex, sampleIndex);
  return {
    path: `images/${identityIndex}/${sampleIndex}.jpg`,
    sha256,
    sizeBytes: bytes.length,
    origin: 'syn',
    label: identityIndex,
    identity: String(identityIndex),
    setId,
    sampleId: sampleId(identityIndex, sampleIndex),
    identityIndex,
    sampleIndex,
    partner: null,
    consent: null,
  };
};

/** Writes the manifest and a dataset.json that names its hash. */
async function writeManifest(lines: readonly ManifestLine[], change: Partial<DatasetInfo> = {}): Promise<void> {
  const manifest = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const part = { setId, setName: 'x', identities: IDENTITIES, samples: SAMPLES, sampleCount: lines.length };
  const info: DatasetInfo = {
    outis: 1,
    format: 'folder',
    isMarked: false,
    name: 'Syn_4_5',
    kind: 'syn',
    createdAt: new Date(0).toISOString(),
    program: 'Outis test',
    syn: { ...part, curationRevision: 0, excludedCount: 0, shortIdentities: [] },
    real: null,
    classCount: IDENTITIES,
    labelOffset: IDENTITIES,
    recipe: GenerateRecipe.parse({ identities: IDENTITIES, samples: SAMPLES, seed: 9 }),
    fingerprint: fingerprintOf('1'),
    coefficients: null,
    pairs: null,
    manifestSha256: sha256Hex(manifest),
    statement: 'x',
    ...change,
  };
  await writeFile(join(exportDir, 'manifest.jsonl'), manifest);
  await writeFile(join(exportDir, 'dataset.json'), JSON.stringify(info));
}
const allLines = (): ManifestLine[] =>
  Array.from({ length: IDENTITIES * SAMPLES }, (_, at) => lineOf(Math.floor(at / SAMPLES), at % SAMPLES));

beforeEach(async () => {
  exportDir = await mkdtemp(join(tmpdir(), 'outis-export-'));
  runDir = await mkdtemp(join(tmpdir(), 'outis-prove-'));
  for (const line of allLines()) {
    await mkdir(join(exportDir, 'images', line.identity), { recursive: true });
    await writeFile(join(exportDir, line.path), fakeSample(9, line.identityIndex, line.sampleIndex).bytes);
  }
  await writeManifest(allLines());
});
afterEach(async () => {
  await rm(exportDir, { recursive: true, force: true });
  await rm(runDir, { recursive: true, force: true });
});

const context = quietContext();

async function prove(
  samples: number | null = null,
  engine: FakePixelEngine = fakePixelEngine('1'),
  seed = 0,
): Promise<ProveReport> {
  const place: JobPlace = {
    jobId: JobId.parse('job_prove'),
    libraryPath: '',
    runDir,
    resourcesDir: '',
    modelsDir: '',
    program: 'Outis test',
  };
  await createProveRunner(engine)({ kind: 'prove', exportDir, samples, seed }, context, place);
  return JSON.parse(await readFile(join(runDir, 'report.json'), 'utf8')) as ProveReport;
}

describe('prove runner', () => {
  it('proves an export that is what its recipe renders', async () => {
    expect(await prove()).toMatchObject({
      verdict: 'proven',
      checked: 20,
      identical: 20,
      different: [],
      fingerprintMatches: true,
    });
  });

  it('renders as many as asked, other ones with another seed, the same with the same', async () => {
    const picks: string[] = [];
    for (const seed of [1, 1, 2]) {
      const engine = fakePixelEngine('1');
      expect(await prove(6, engine, seed)).toMatchObject({ verdict: 'proven', checked: 6, identical: 6 });
      picks.push(engine.tasks.map((task) => `${task.identityIndex}:${task.sampleIndexes.join()}`).join(' '));
    }
    expect(picks[0]).toBe(picks[1]);
    expect(picks[0]).not.toBe(picks[2]);
    expect(await prove(1000)).toMatchObject({ checked: 20 });
  });

  it('refutes an export with one tampered byte and names the file', async () => {
    const path = join(exportDir, 'images/2/3.jpg');
    const bytes = await readFile(path);
    bytes[17] ^= 1;
    await writeFile(path, bytes);
    const report = await prove();
    expect(report).toMatchObject({ verdict: 'refuted', identical: 19 });
    expect(report.different).toEqual([
      { path: 'images/2/3.jpg', reason: expect.stringContaining('is not what the recipe renders') as unknown },
    ]);
  });

  it('refutes missing files, samples outside the recipe, wrong hashes and partners', async () => {
    await rm(join(exportDir, 'images/0/0.jpg'));
    const lines = allLines();
    lines[1] = { ...lines[1], sha256: 'f'.repeat(64) };
    lines[2] = { ...lines[2], partner: { label: 1, identityIndex: 1, weight: 0.5 } };
    lines[3] = { ...lines[3], identityIndex: 99 };
    await writeManifest(lines);
    const report = await prove();
    expect(report.verdict).toBe('refuted');
    expect(report.different.map(({ path, reason }) => `${path} ${reason}`)).toEqual([
      'images/0/0.jpg the file is missing',
      expect.stringContaining('images/0/1.jpg the manifest gives SHA-256'),
      expect.stringContaining('images/0/2.jpg the manifest names another mixup partner'),
      'images/0/3.jpg identity 99, sample 3 is not part of the recipe',
    ]);
  });

  it('refutes a picture that no line names, and one that is gone though it was not drawn', async () => {
    await writeFile(join(exportDir, 'images/1/photo.jpg'), 'a photograph');
    await writeFile(join(exportDir, '.DS_Store'), 'left by a desktop');
    await rm(join(exportDir, 'images/3/4.jpg'));
    await writeFile(join(exportDir, 'images/3/renamed.jpg'), fakeSample(9, 3, 4).bytes);
    expect(await prove(0)).toMatchObject({
      verdict: 'refuted',
      checked: 0,
      different: [
        { path: 'images/1/photo.jpg', reason: expect.stringContaining('does not name it') as unknown },
        { path: 'images/3/renamed.jpg', reason: expect.stringContaining('does not name it') as unknown },
        { path: 'images/3/4.jpg', reason: 'the file is missing' },
      ],
    });
  });

  it('refutes a manifest that is not the one exported, even where every file is right', async () => {
    const path = join(exportDir, 'manifest.jsonl');
    const lines = (await readFile(path, 'utf8')).split('\n');
    await writeFile(path, lines.slice(1).join('\n'));
    const report = await prove();
    expect(report.verdict).toBe('refuted');
    expect(report.different.map((difference) => difference.path)).toEqual(['manifest.jsonl', 'images/0/0.jpg']);
  });

  it('compares nothing across generators, and says what differs', async () => {
    const engine = fakePixelEngine('2');
    const report = await prove(null, engine);
    expect(report).toMatchObject({ verdict: 'not-comparable', checked: 0, identical: 0, fingerprintMatches: false });
    expect(report.different[0]?.reason).toContain('version is 1; this program has 2');
    expect(engine.openCount).toBe(0);
  });

  it('has nothing to prove in an export of real people', async () => {
    await writeManifest(
      allLines().map((line) => ({ ...line, origin: 'real' })),
      { recipe: null, fingerprint: null, syn: null },
    );
    expect(await prove()).toMatchObject({ verdict: 'not-comparable', checked: 0 });
  });

  it('does not follow a manifest out of the export', async () => {
    await writeFile(join(runDir, 'secret'), 'x');
    await symlink(join(runDir, 'secret'), join(exportDir, 'link.jpg'));
    const lines = allLines();
    lines[0] = { ...lines[0], path: '../secret' };
    lines[1] = { ...lines[1], path: 'link.jpg' };
    await writeManifest(lines);
    const report = await prove();
    const [first, second, ...others] = report.different;
    for (const one of [first, second]) expect(one.reason).toContain('leads out of its folder');
    expect(others.map(({ path }) => path)).toEqual(['images/0/0.jpg', 'images/0/1.jpg']);
  });

  it('certifies what it found, the same each time but for the moment, without a path of this machine', async () => {
    const read = async (): Promise<Certificate> =>
      Certificate.parse(JSON.parse(await readFile(join(runDir, CERTIFICATE_FILE), 'utf8')));
    await prove(6, fakePixelEngine('1'), 3);
    const first = await read();
    await prove(6, fakePixelEngine('1'), 3);
    const second = await read();
    expect({ ...second, createdAt: '' }).toEqual({ ...first, createdAt: '' });
    expect(whatChanged(first, second)).toEqual([]);
    expect(first).toMatchObject({
      result: 'proven',
      export: {
        synthetic: 20,
        real: 0,
        datasetSha256: sha256Hex(await readFile(join(exportDir, 'dataset.json'))),
        manifestSha256: sha256Hex(await readFile(join(exportDir, 'manifest.jsonl'))),
      },
      check: { samples: 6, seed: 3, checked: 6, identical: 6, differentCount: 0 },
      generator: { encoderSettings: { quality: 92, chroma_subsample: 1 } },
    });
    const page = await readFile(join(runDir, CERTIFICATE_PAGE), 'utf8');
    expect(page).toContain(first.export.manifestSha256);
    expect(page + JSON.stringify(first)).not.toContain(tmpdir());
  });

  it('draws the people whom the export names, and refutes one whose list of people was changed', async () => {
    const { text, sha256 } = encodeIdentityPlan({
      schema: 1,
      candidates: [0, 2, 5, 6],
      lookedAt: 7,
      tooNear: { shape: 3, judge: 0 },
      judge: null,
      requested: { female: [0, 0, 0, 0], leadingAncestry: [0, 0, 0, 0], ageYears: [30, 30, 30, 30] },
    });
    await writeManifest(allLines(), { identities: { file: 'identities.json', sha256 } });
    await writeFile(join(exportDir, 'identities.json'), text);
    const engine = fakePixelEngine('1');
    const asked: (readonly number[] | null | undefined)[] = [];
    const open = engine.open.bind(engine);
    engine.open = (recipe, workers, place, candidates) => {
      asked.push(candidates);
      return open(recipe, workers, place, candidates);
    };
    expect(await prove(5, engine)).toMatchObject({ verdict: 'proven', checked: 5 });
    expect(asked).toEqual([[0, 2, 5, 6]]);
    await writeFile(join(exportDir, 'identities.json'), text.replace('5', '4'));
    expect(await prove(5)).toMatchObject({
      verdict: 'refuted',
      checked: 0,
      different: [{ path: 'identities.json' }],
    });
  });

  it('holds saved coefficients against those that the recipe gives', async () => {
    const save = async (yawOf: (sampleIndex: number) => number): Promise<void> => {
      const samples = allLines().map(({ sampleId: id, sampleIndex }) => ({
        id: SampleId.parse(id),
        factors: plainFactors(yawOf(sampleIndex)),
      }));
      const table = tableToIPC(new Table([factorBatch(samples)]), 'file');
      await writeFile(join(exportDir, 'coefficients.arrow'), table);
      const coefficients = { file: 'coefficients.arrow', sha256: sha256Hex(table) } as const;
      await writeManifest(allLines(), { coefficients });
    };
    await save((sampleIndex) => sampleIndex);
    expect(await prove()).toMatchObject({ verdict: 'proven', identical: 20 });
    await save((sampleIndex) => (sampleIndex === 2 ? 40 : sampleIndex));
    const report = await prove();
    expect(report).toMatchObject({ verdict: 'refuted', identical: 16 });
    expect(report.different[0]).toEqual({
      path: 'images/0/2.jpg',
      reason: 'its coefficients are not those that the recipe gives',
    });
    await writeFile(join(exportDir, 'coefficients.arrow'), 'x');
    expect(await prove()).toMatchObject({
      verdict: 'refuted',
      checked: 0,
      different: [{ path: 'coefficients.arrow' }],
    });
  });

  it('refutes saved coefficients made to be read without end, though their hash fits', async () => {
    const table = Buffer.from(
      tableToIPC(new Table([factorBatch([{ id: SampleId.parse('i000000s0000'), factors: plainFactors(0) }])]), 'file'),
    );
    const message = 16 + table.readUInt32LE(16); // behind the file's mark and the message's head
    const fields = message - table.readInt32LE(message);
    table.writeInt8(-128, fields + 1); // the Arrow library finds no type of message, and looks for it again
    await writeFile(join(exportDir, 'coefficients.arrow'), table);
    await writeManifest(allLines(), { coefficients: { file: 'coefficients.arrow', sha256: sha256Hex(table) } });
    expect(await prove()).toMatchObject({
      verdict: 'refuted',
      different: [{ path: 'coefficients.arrow', reason: 'it is not a complete Arrow table' }],
    });
  });

  it('refuses what is not an export, naming file and line', async () => {
    await writeFile(join(exportDir, 'dataset.json'), '{}');
    await expect(prove()).rejects.toMatchObject({ code: 'corrupt-data', place: join(exportDir, 'dataset.json') });
    await rm(join(exportDir, 'dataset.json'));
    await expect(prove()).rejects.toMatchObject({ code: 'not-found' });
    await writeManifest(allLines());
    await writeFile(join(exportDir, 'manifest.jsonl'), `${JSON.stringify(lineOf(0, 0))}\n{"path":`);
    await expect(prove()).rejects.toMatchObject({
      code: 'corrupt-data',
      place: expect.stringMatching(/manifest\.jsonl, line 2$/) as unknown,
    });
  });
});
