import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { GenerateRecipe } from '@shared/domain/generateRecipe';
import { JobId, sampleId, type SetId } from '@shared/domain/ids';
import { ExportSpec, JobSpec, TrainSpec } from '@shared/domain/jobs';
import { JobRecord } from '@shared/domain/jobState';
import { MapId, type MapInfo } from '@shared/domain/maps';
import { RunSamples } from '@shared/domain/report';
import { TwinPlan } from '@shared/domain/twin';
import { WithdrawSpec } from '@shared/domain/withdrawal';
import type { JobPlace } from '../../../jobs/jobContext';
import { temporaryFolder } from '../../../platform/temporaryFolder.testing';
import { madeUpFactors } from '../../../storage/coefficients/factors.testing';
import { finalIssue, appendImportIssues } from '../../../storage/importLog';
import { writeImportPlan } from '../../../storage/importPlan';
import { writeJson } from '../../../storage/jsonFile';
import { createJobStore } from '../../../storage/jobStore';
import { addSet, consentRecord, giveConsent } from '../../../storage/library.testing';
import { runDir } from '../../../storage/libraryPaths';
import { writeMapInfo } from '../../../storage/maps/mapFolders';
import { writeMapPoints } from '../../../storage/maps/mapPoints';
import { listScoreFolders } from '../../../storage/scores/scoreFolders';
import { listShards } from '../../../storage/scores/scoreShards';
import { scoreMadeUp } from '../../../storage/scores/scores.testing';
import { readScoredSamples } from '../../../storage/scores/scoredSamples';
import { updateSetInfo } from '../../../storage/setStore';
import { writeTwinPlan } from '../../../storage/twinStore';
import { filesBelow } from '../../../storage/withdrawals/fileTree';
import { createExportRunner } from '../export';
import { surroundings } from '../export.testing';

export const PEOPLE = ['anna', 'bert', 'carl'];
const MAP = MapId.parse('map_0123456789abcdef');
export const TRAIN = JobId.parse('job_train1');
export const VERIFY = JobId.parse('job_verify1');
const PLACE = JobId.parse('job_place1');
const WITHDRAW = JobId.parse('job_withdraw1');

export interface Withdrawn {
  readonly library: string;
  readonly real: SetId;
  readonly syn: SetId;
  readonly twin: SetId;
  /** Mix export in the library, Real export elsewhere. */
  readonly mix: string;
  readonly away: string;
}

async function job(library: string, id: JobId, spec: JobSpec, exportDir: string | null = null): Promise<void> {
  const at = new Date().toISOString();
  const outcome = {
    setId: null,
    exportDir,
    runDir: null,
    summary: spec.kind === 'place' ? `${spec.path} is anna` : 'done',
  };
  await createJobStore(library).save(
    JobRecord.parse({
      schema: 1,
      id,
      title: spec.kind === 'place' ? `Place points in ${spec.path}` : spec.kind,
      spec,
      state: { status: 'succeeded', outcome },
      createdAt: at,
      startedAt: at,
      endedAt: at,
    }),
  );
}

/** An export as its job leaves it. */
export async function exported(library: string, spec: ExportSpec): Promise<string> {
  const { context, place } = surroundings(library);
  await mkdir(place.runDir, { recursive: true });
  const { exportDir } = await createExportRunner()(spec, context, place);
  await job(library, place.jobId, spec, exportDir);
  return exportDir ?? '';
}

const twinSample = (identity: number, sample: number): object => ({
  ofSample: sampleId(identity, sample),
  poseDeg: [1, 2, 3],
  expression: new Array(64).fill(0),
  light: new Array(27).fill(0),
  mouthOpening: 0,
  distanceDm: 10,
  isGrey: false,
  relativeSharpness: 1,
  meanLinear: 1,
  pointResidual: 0,
  shadingResidual: 0,
});

async function addTwin(library: string, real: SetId): Promise<SetId> {
  const twin = await addSet(library, {
    identities: 3,
    samples: 3,
    name: 'twin',
    sizeBytes: 96,
    factorsOf: madeUpFactors,
  });
  await updateSetInfo(library, twin, (info) =>
    info.kind === 'syn' ? { ...info, twin: { ofSetId: real, ofSetName: 'people', fitterFingerprint: 'f' } } : info,
  );
  const plan = {
    schema: 1,
    ofSetId: real,
    recipe: GenerateRecipe.parse({ identities: 3, samples: 3 }),
    curationRevision: 0,
    withoutConsent: 0,
    excluded: 0,
    identities: PEOPLE.map((_, i) => ({
      ofIdentity: i,
      candidate: i,
      samples: [0, 1, 2].map((s) => twinSample(i, s)),
    })),
    passedOver: { real: 0, twin: 0, shape: 0 },
    notFitted: [],
  };
  await writeTwinPlan(library, twin, TwinPlan.parse(plan));
  return twin;
}

async function addMap(library: string, real: SetId): Promise<void> {
  const one = Float32Array.of(0);
  const zero = Int32Array.of(0);
  await writeMapPoints(library, MAP, { x: one, y: one, set: zero, identityIndex: zero, sampleIndex: zero });
  const info: MapInfo = {
    schema: 1,
    id: MAP,
    jobId: TRAIN,
    createdAt: new Date().toISOString(),
    method: 'pca',
    judge: { key: 'small', name: 'Small' },
    seed: 0,
    neighbours: 15,
    landmarks: 50,
    points: 1,
    fitted: 1,
    sets: [
      { setId: real, name: 'people', kind: 'real', points: 1, withoutConsent: 0, notScored: 0, judgeFingerprint: '', samplesSha256: '', scored: 1 }, // prettier-ignore
    ],
  };
  await writeMapInfo(library, info);
}

/** Beside each part of the embeddings what is derived from it, and one file whose part is gone. */
async function deriveFiles(library: string, setId: SetId): Promise<void> {
  for (const { path, info } of await listScoreFolders(library, setId)) {
    if (info.scorer !== 'judge') continue;
    for (const shard of await listShards(path)) await writeFile(shard.path.replace('.arrow', '.i8'), shard.name);
    await writeFile(join(path, 'batch-00009-0123456789abcdef.i8'), 'left over');
  }
}

/** A library in which the pictures of one of three people went everywhere they can go. */
export async function usedLibrary(): Promise<Withdrawn> {
  const root = await temporaryFolder();
  const library = join(root, 'library');
  const real = await addSet(library, {
    kind: 'real',
    identities: 3,
    samples: 3,
    names: PEOPLE,
    name: 'people',
    batches: 3,
    sizeBytes: 80,
  });
  await giveConsent(library, real, PEOPLE.map((name) => consentRecord(name))); // prettier-ignore
  await writeImportPlan(library, real, {
    subjects: PEOPLE.map((subject) => ({ subject, files: [0, 1, 2].map((i) => `${subject}/${i}.pgm`) })),
  });
  await appendImportIssues(library, real, [finalIssue('anna/9.pgm', 'no-face', 'none', 'anna'), finalIssue('bert/9.pgm', 'no-face', 'none', 'bert')]); // prettier-ignore
  const syn = await addSet(library, { identities: 2, samples: 3, name: 'syn' });
  const twin = await addTwin(library, real);
  for (const scorer of ['image', 'judge', 'relations'] as const) await scoreMadeUp(library, real, { scorer });
  await deriveFiles(library, real);
  const { samplesSha256 } = await readScoredSamples(library, real);
  await scoreMadeUp(library, syn, {
    scorer: 'relations',
    against: [
      {
        setId: real,
        name: 'people',
        kind: 'real',
        samples: 9,
        withoutConsent: 0,
        judgeFingerprint: 'x',
        samplesSha256,
      },
    ],
  });
  await addMap(library, real);
  const common = { kind: 'export', pairsPerFold: 0, unmarkedReason: 'made-up bytes' };
  const mix = await exported(
    library,
    ExportSpec.parse({ ...common, syn: { setId: syn, samples: 3 }, real: { setId: real, samples: 3 } }),
  );
  const away = await exported(
    library,
    ExportSpec.parse({ ...common, into: join(root, 'away'), real: { setId: real, samples: 3 } }),
  );
  await job(library, TRAIN, TrainSpec.parse({ kind: 'train', name: 'model', sets: [real, syn] }));
  const pinned = {
    setId: real,
    name: 'people',
    kind: 'real',
    curationRevision: 0,
    identities: 3,
    samples: 9,
    excluded: 0,
    withoutConsent: 0,
  };
  await writeJson(
    join(runDir(library, TRAIN), 'samples.json'),
    RunSamples.parse({ sets: [pinned], development: [], heldOut: [] }),
  );
  await job(library, VERIFY, JobSpec.parse({ kind: 'verify', runId: TRAIN, source: { type: 'set', setId: real } }));
  const pairs = ['anna/i000000s0000,people/bert/i000001s0000', 'bert/i000001s0001,people/carl/i000002s0000'];
  await writeFile(
    join(runDir(library, VERIFY), 'scores.csv'),
    `fold,kind,cosine,a,b\n${pairs.map((pair) => `1,impostor,0.1,people/${pair}`).join('\n')}\n`,
  );
  await job(
    library,
    PLACE,
    JobSpec.parse({
      kind: 'place',
      setId: real,
      path: 'anna/1.pgm',
      landmarks5: Array.from({ length: 5 }, () => [1, 1]),
    }),
  );
  return { library, real, syn, twin, mix, away };
}

export const withdrawSpec = (real: SetId, change: object = {}): WithdrawSpec =>
  WithdrawSpec.parse({
    kind: 'withdraw',
    setId: real,
    subject: 'anna',
    scope: { type: 'all' },
    who: 'tester',
    ...change,
  });

export async function placeOf(library: string, jobId = WITHDRAW): Promise<JobPlace> {
  const folder = runDir(library, jobId);
  await mkdir(folder, { recursive: true });
  return { jobId, libraryPath: library, runDir: folder, resourcesDir: '', modelsDir: '', program: 'Outis test' };
}

/** Every file below a folder with its content; moments, and hashes that hold them, are blanked. */
export async function stateOf(root: string): Promise<Record<string, string>> {
  const state: Record<string, string> = {};
  for await (const { path } of filesBelow(root)) {
    const text = await readFile(path, 'latin1');
    state[relative(root, path)] = text
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'T')
      .replace(/("previous":|"certificateSha256":)"[0-9a-f]{64}"/g, '$1"H"');
  }
  return state;
}

/** Puts a folder back as it was. */
export async function restore(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await cp(from, to, { recursive: true });
}
