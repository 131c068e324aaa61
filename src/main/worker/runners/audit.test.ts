import { appendFile, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditReport, type AuditTopic } from '@shared/domain/audit/auditReport';
import { EXPORT_FORMATS, type ExportFormat } from '@shared/domain/exportFormat';
import { ExportSpec } from '@shared/domain/jobs';
import type { ManifestLine } from '@shared/domain/exportManifest';
import { withoutMark } from '../../formats/marks/markImage';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { addSet, consentRecord, giveConsent } from '../../storage/library.testing';
import { readJsonAs } from '../../storage/jsonFile';
import { fakePixelEngine } from '../fakePixelEngine.testing';
import { createAuditRunner } from './audit';
import { manifestOf, run, surroundings } from './export.testing';
import { testSigner } from './signer.testing';

const audit = createAuditRunner(fakePixelEngine('1'));

/** A Mix of 24 drawn people and 3 real ones, with pairs, signed. */
async function mix(format: ExportFormat): Promise<{ library: string; exportDir: string }> {
  const library = await mkdtemp(join(tmpdir(), 'outis-audit-'));
  const syn = await addSet(library, { identities: 24, samples: 4 });
  const real = await addSet(library, { kind: 'real', identities: 3, samples: 4, names: ['Ada', 'Bo', 'Cy'] });
  await giveConsent(
    library,
    real,
    ['Ada', 'Bo', 'Cy'].map((name) => consentRecord(name)),
  );
  const { context, place } = surroundings(library);
  const spec = ExportSpec.parse({
    kind: 'export',
    format,
    syn: { setId: syn, samples: 3 },
    real: { setId: real, samples: 3 },
    pairsPerFold: 2,
  });
  const { exportDir } = await run(spec, context, { ...place, signer: testSigner() });
  if (exportDir === null) throw new Error('no export was made');
  return { library, exportDir };
}

async function audited(library: string, exportDir: string): Promise<AuditReport> {
  const { context, place } = surroundings(library);
  await mkdir(place.runDir, { recursive: true });
  await audit({ kind: 'audit', exportDir, samples: 0, seed: 0 }, context, place);
  return readJsonAs(join(place.runDir, 'report.json'), AuditReport);
}

/** What the audit says of each topic that did not pass, with the places it names. */
const faults = (report: AuditReport): Partial<Record<AuditTopic, string[]>> =>
  Object.fromEntries(
    report.results
      .filter(({ verdict }) => verdict === 'failed')
      .map(({ topic, findings }) => [topic, findings.map(({ place, what }) => `${place}: ${what}`)]),
  );

let folder: { library: string; exportDir: string };
let pack: { library: string; exportDir: string };
beforeAll(async () => {
  folder = await mix('folder');
  pack = await mix('webdataset');
});

afterAll(() => Promise.all([folder, pack].map(({ library }) => rm(library, { recursive: true }))));

/** A copy of an export that may be spoiled. */
async function copyOf(exportDir: string): Promise<string> {
  const copy = join(await temporaryFolder(), 'copy');
  await cp(exportDir, copy, { recursive: true });
  return copy;
}

async function flip(path: string, at = -1): Promise<void> {
  const bytes = await readFile(path);
  const position = at < 0 ? bytes.length + at : at;
  bytes[position] = (bytes[position] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

async function changeLines(exportDir: string, change: (lines: string[]) => string[]): Promise<void> {
  const path = join(exportDir, 'manifest.jsonl');
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  await writeFile(path, `${change(lines).join('\n')}\n`);
}

const withLine = (text: string, change: Partial<ManifestLine>): string =>
  JSON.stringify({ ...(JSON.parse(text) as ManifestLine), ...change });

interface Tampering {
  readonly what: string;
  readonly act: (exportDir: string) => Promise<void>;
  readonly topic: AuditTopic;
  /** Part of what the audit must say. */
  readonly says: string;
}

const image = (exportDir: string, identity: string, name: string): string => join(exportDir, 'images', identity, name);

const TAMPERINGS: readonly Tampering[] = [
  {
    what: 'one byte of an image',
    act: (dir) => flip(image(dir, '00002', '00002_0003.jpg')),
    topic: 'files',
    says: 'images/00002/00002_0003.jpg: its SHA-256',
  },
  {
    what: 'an image put in the place of another',
    act: (dir) => cp(image(dir, '00001', '00001_0001.jpg'), image(dir, '00002', '00002_0001.jpg')),
    topic: 'files',
    says: 'images/00002/00002_0001.jpg',
  },
  {
    what: 'another name of an image',
    act: (dir) => rename(image(dir, '00004', '00004_0001.jpg'), image(dir, '00004', '00004_0009.jpg')),
    topic: 'files',
    says: 'images/00004/00004_0009.jpg: it lies in the export',
  },
  {
    what: 'an image moved to another class',
    act: (dir) => rename(image(dir, '00004', '00004_0001.jpg'), image(dir, '00005', '00004_0001.jpg')),
    topic: 'files',
    says: 'images/00004/00004_0001.jpg: it is missing',
  },
  {
    what: 'an image taken away',
    act: (dir) => rm(image(dir, '00006', '00006_0002.jpg')),
    topic: 'files',
    says: 'images/00006/00006_0002.jpg: it is missing',
  },
  {
    what: 'the mark taken out of an image',
    act: async (dir) => {
      const path = image(dir, '00007', '00007_0001.jpg');
      await writeFile(path, withoutMark(await readFile(path)));
    },
    topic: 'marks',
    says: 'images/00007/00007_0001.jpg: it carries no mark',
  },
  {
    what: 'a label in a line',
    act: (dir) => changeLines(dir, (lines) => lines.map((line, i) => (i === 4 ? withLine(line, { label: 7 }) : line))),
    topic: 'labels',
    says: 'manifest.jsonl, line 5',
  },
  {
    what: 'a line taken out',
    act: (dir) => changeLines(dir, (lines) => lines.filter((_, i) => i !== 10)),
    topic: 'counts',
    says: 'syn.sampleCount: it says 72, the manifest gives 71',
  },
  {
    what: 'two lines swapped',
    act: (dir) => changeLines(dir, ([a = '', b = '', ...rest]) => [b, a, ...rest]),
    topic: 'counts',
    says: 'manifest.jsonl: its SHA-256',
  },
  {
    what: 'a line written twice',
    act: (dir) => changeLines(dir, ([a = '', ...rest]) => [a, a, ...rest]),
    topic: 'counts',
    says: 'manifest.jsonl, line 2: it names images/00001/00001_0001.jpg a second time',
  },
  {
    what: 'a number in dataset.json',
    act: async (dir) => {
      const path = join(dir, 'dataset.json');
      await writeFile(path, (await readFile(path, 'utf8')).replace('"classCount": 27', '"classCount": 28'));
    },
    topic: 'counts',
    says: 'dataset.json, classCount: it says 28, the manifest gives 27',
  },
  {
    what: 'a word of the data card',
    act: (dir) => appendFile(join(dir, 'DATACARD.md'), ' '),
    topic: 'papers',
    says: 'DATACARD.md',
  },
  {
    what: 'the README',
    act: (dir) => flip(join(dir, 'README.txt')),
    topic: 'papers',
    says: 'README.txt',
  },
  {
    what: 'a paper besides',
    act: (dir) => writeFile(join(dir, 'LICENSE'), 'do as you like'),
    topic: 'papers',
    says: 'LICENSE',
  },
  {
    what: 'a pair turned into its opposite',
    act: async (dir) => {
      const path = join(dir, 'pairs.txt');
      const lines = (await readFile(path, 'utf8')).split('\n');
      // The first genuine pair becomes one of two identities.
      lines[1] = (lines[1] ?? '').replace(/^(\S+)\t(\d+)\t(\d+)$/, `$1\t$2\t$1\t$3`);
      await writeFile(path, lines.join('\n'));
    },
    topic: 'pairs',
    says: 'pairs.txt',
  },
  {
    what: 'a line of the history',
    act: (dir) => flip(join(dir, 'audit.jsonl'), 60),
    topic: 'history',
    says: 'audit.jsonl, line 1',
  },
  {
    what: 'the signature taken away',
    act: (dir) => rm(join(dir, 'SIGNATURE.json')),
    topic: 'signature',
    says: 'SIGNATURE.json',
  },
];

describe('an audit', () => {
  it('finds nothing against an export that nobody touched, as a folder and as a pack', async () => {
    for (const { library, exportDir } of [folder, pack]) {
      const report = await audited(library, exportDir);
      expect(faults(report)).toEqual({});
      const verdicts = new Map(report.results.map(({ topic, verdict }) => [topic, verdict]));
      for (const topic of ['papers', 'files', 'counts', 'labels', 'marks', 'consent', 'withdrawal', 'history'] as const)
        expect([topic, verdicts.get(topic)]).toEqual([topic, 'passed']);
      expect(verdicts.get('proof')).toBe('not-checked');
    }
  });

  it.each(EXPORT_FORMATS)('reads %s as its loader does, and finds nothing against it', async (format) => {
    const { library, exportDir } = await mix(format);
    try {
      const report = await audited(library, exportDir);
      expect(faults(report)).toEqual({});
      expect(report.results.find(({ topic }) => topic === 'files')?.summary).toContain('81 of 81 images');
    } finally {
      await rm(library, { recursive: true });
    }
  });

  it.each(TAMPERINGS)('finds and names $what', async ({ act, topic, says }) => {
    const copy = await copyOf(folder.exportDir);
    await act(copy);
    const found = faults(await audited(folder.library, copy));
    expect(found[topic]?.join('\n')).toContain(says);
  });

  it('finds one byte inside a pack, and names the entry', async () => {
    const copy = await copyOf(pack.exportDir);
    const [first] = await manifestOf(copy);
    const shard = join(copy, first.path);
    await flip(shard, 512 + 40);
    const found = faults(await audited(pack.library, copy));
    expect(found['files']?.join('\n')).toContain(first.path);
    expect(found['papers']?.join('\n')).toContain(first.path);
  });

  it('fails when a real person no longer consents, and when a withdrawal is announced', async () => {
    const library = await temporaryFolder();
    const real = await addSet(library, { kind: 'real', identities: 2, samples: 3, names: ['Ada', 'Bo'] });
    await giveConsent(library, real, [consentRecord('Ada'), consentRecord('Bo')]);
    const { context, place } = surroundings(library);
    const spec = ExportSpec.parse({ kind: 'export', real: { setId: real, samples: 3 }, pairsPerFold: 0 });
    const { exportDir } = await run(spec, context, { ...place, signer: testSigner() });
    expect(faults(await audited(library, exportDir!))).toEqual({});
    await giveConsent(library, real, [consentRecord('Bo', { status: 'withdrawn', purposes: [] })]);
    const supersession = {
      withdrawalId: 'wd_0123456789ab',
      at: '2026-11-01T10:00:00.000Z',
      images: 3,
      scope: { type: 'all' },
    };
    await writeFile(join(exportDir!, 'SUPERSEDED.json'), JSON.stringify([supersession]));
    const found = faults(await audited(library, exportDir!));
    expect(found['consent']).toEqual(['Bo: 3 images; today there is no valid consent to handing them out']);
    expect(found['withdrawal']?.join()).toContain('2026-11-01');
  });

  it('does not fall over a folder that is made to mislead it', async () => {
    const copy = await copyOf(folder.exportDir);
    await changeLines(copy, (lines) => ['not json', '{"path":"../../etc/passwd"}', 'x'.repeat(30_000), ...lines]);
    await mkdir(join(copy, 'images/00001/deeper'), { recursive: true });
    await writeFile(join(copy, 'images/00001/deeper/a.jpg'), 'no image');
    await writeFile(join(copy, 'SUPERSEDED.json'), '{');
    const found = faults(await audited(folder.library, copy));
    expect(found['counts']?.slice(0, 3).map((text) => text.slice(0, 22))).toEqual([
      'manifest.jsonl, line 1',
      'manifest.jsonl, line 2',
      'manifest.jsonl, line 3',
    ]);
    expect(found['files']?.join()).toContain('deeper/a.jpg');
    expect(found['withdrawal']?.join()).toContain('cannot be read');
  });
});
