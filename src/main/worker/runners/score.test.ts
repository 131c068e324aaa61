import { createHash } from 'node:crypto';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { JobId, type SetId } from '@shared/domain/ids';
import { ScoreSpec } from '@shared/domain/jobs';
import { NetworkConfig } from '@shared/domain/training';
import { alignFace } from '../../engine/image/alignFace';
import { decodeImage } from '../../engine/image/decodeImage';
import { encodeJpeg } from '../../engine/image/encodeJpeg';
import type { RgbImage } from '../../engine/image/rgbImage';
import { readFixture, testCodecs } from '../../engine/image/sampleImages.testing';
import { createRecogniser } from '../../engine/recognition/recogniser';
import { createFaceDetector } from '../../engine/scoring/faceDetector';
import { TEST_MODEL_DIR } from '../../engine/scoring/modelDir.testing';
import { RELATIONS_VERSION } from '../../engine/scoring/relations/relate';
import { loadTensorFlow } from '../../engine/tensor/bootstrap';
import { formatSafetensors, parseSafetensors } from '../../engine/tensor/safetensors';
import type { JobContext, JobPlace } from '../../jobs/jobContext';
import { sha256Hex } from '../../platform/hash';
import { newSetId } from '../../platform/newId';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { consentRecord, giveConsent, infoOf, rowOf } from '../../storage/library.testing';
import { setDir } from '../../storage/libraryPaths';
import { listScoreFolders } from '../../storage/scores/scoreFolders';
import { readEmbeddings } from '../../storage/scores/readEmbeddings';
import { readScores } from '../../storage/scores/readScores';
import { SCORER_VERSIONS } from '../../storage/scores/scorerVersions';
import { scoreStatus } from '../../storage/scores/scoreStatus';
import { createSet } from '../../storage/setStore';
import { openSetWriter } from '../../storage/setWriter';
import { runScore } from './score';

const codecs = await testCodecs();
/** Rendered heads of nobody, aligned. */
const heads = await Promise.all(['synthetic-face-1.jpg', 'synthetic-face-2.jpg'].map(alignedHead));

async function alignedHead(name: string): Promise<RgbImage> {
  const detector = await createFaceDetector({ modelDir: TEST_MODEL_DIR });
  const image = await decodeImage(codecs, readFixture(name), name);
  const [face] = await detector.detect(image.rgb, image.widthPx, image.heightPx);
  return alignFace(image, face.landmarks);
}

const brighter = (image: RgbImage, by: number): RgbImage => ({
  ...image,
  rgb: image.rgb.map((value) => Math.min(255, value + by)),
});

/** Two identities of `samples` pictures; each picture a little brighter than the one before. */
async function addFaces(library: string, kind: 'syn' | 'real', samples: number): Promise<SetId> {
  const id = newSetId();
  const request = { kind, name: `${kind} faces`, identities: 2, samples, names: ['ana', 'bo'] };
  await createSet(library, infoOf(id, request));
  const writer = await openSetWriter(library, id);
  const made = [0, 1].flatMap((identity) =>
    Array.from({ length: samples }, (_, sample) => {
      const head = heads[identity];
      const bytes = encodeJpeg(codecs, brighter(head, sample * 4 + (kind === 'real' ? 2 : 0)), { quality: 92 });
      const { row } = rowOf(identity, sample, request);
      const own = { ...row, sha256: sha256Hex(bytes), sizeBytes: bytes.length, numbers: {} };
      return { row: own, file: { path: own.file, bytes } };
    }),
  );
  await writer.commitBatch(0, made.map(({ row }) => row), made.map(({ file }) => file)); // prettier-ignore
  await writer.finish();
  return id;
}

let library: string;
let setId: SetId;
let logged: string[];
const context = (signal: { aborted: boolean } = { aborted: false }): JobContext => ({
  signal,
  progress: () => undefined,
  metric: () => undefined,
  log: (line) => logged.push(line),
});
const place = (): JobPlace => ({
  jobId: JobId.parse('job_score01'),
  libraryPath: library,
  runDir: join(library, 'runs', 'job_score01'),
  resourcesDir: join(process.cwd(), 'resources'),
  modelsDir: TEST_MODEL_DIR,
  program: 'Outis test',
});
const spec = (change: object = {}): ScoreSpec => ScoreSpec.parse({ kind: 'score', setId, ...change });
async function shardHashes(): Promise<string[]> {
  const hashes: string[] = [];
  for (const { path } of await listScoreFolders(library, setId))
    for (const name of (await readdir(path)).filter((file) => file.endsWith('.arrow')).sort())
      hashes.push(
        `${name} ${createHash('sha256')
          .update(await readFile(join(path, name)))
          .digest('hex')}`,
      );
  return hashes.sort();
}

beforeEach(async () => {
  library = await temporaryFolder();
  setId = await addFaces(library, 'syn', 3);
  logged = [];
});

describe('score runner', () => {
  it('measures faces and relates them to the others and to consented real people', async () => {
    const real = await addFaces(library, 'real', 2);
    await giveConsent(library, real, [consentRecord('ana')]);
    const { summary } = await runScore(spec(), context(), place());
    expect(summary).toBe('syn faces: 6 samples scored by face-api; against real faces');
    expect((await scoreStatus(library, setId)).map(({ state }) => state)).toEqual(Array(4).fill('fresh'));
    const { reals, integers, sources } = await readScores(library, setId);
    expect(sources.at(-1)?.against).toMatchObject([{ name: 'real faces', samples: 2, withoutConsent: 2 }]);
    expect([...(reals.get('face.found') ?? [])]).toEqual(Array(6).fill(1));
    // Ana is the first head, and bo's pictures were not looked at.
    const nearestReal = reals.get('judge.nearestReal') ?? new Float32Array();
    expect(Math.min(...nearestReal.subarray(0, 3))).toBeGreaterThan(Math.max(...nearestReal.subarray(3)) + 0.01);
    expect([...(integers.get('r.nearestReal.identity') ?? [])]).toEqual(Array(6).fill(0));
    expect(Math.min(...(reals.get('judge.margin') ?? []))).toBeGreaterThan(0);
  });

  it('counts pictures that are gone or changed and scores the rest', async () => {
    await rm(join(setDir(library, setId), 'images', '00001', '0001.jpg'));
    const { summary } = await runScore(spec({ against: [] }), context(), place());
    expect(summary).toContain('1 pictures missing or unreadable');
    expect(logged.join()).toContain('images/00001/0001.jpg');
    const { reals } = await readScores(library, setId);
    expect([...(reals.get('image.exposure') ?? [])].map((value) => Number.isNaN(value))).toEqual(
      [false, true, false, false, false, false], // prettier-ignore
    );
  });

  it('gives the same bytes after a stop, and does nothing a second time', async () => {
    await expect(runScore(spec(), context({ aborted: true }), place())).rejects.toMatchObject({ code: 'cancelled' });
    await runScore(spec(), context(), place());
    const hashes = await shardHashes();
    expect(hashes).toHaveLength(4);
    for (const { path } of await listScoreFolders(library, setId)) await rm(path, { recursive: true });
    await runScore(spec(), context(), place());
    expect(await shardHashes()).toEqual(hashes);
    const signal = { aborted: true };
    await runScore(spec(), context(signal), place());
    expect(await shardHashes()).toEqual(hashes);
  });

  it('refuses judges that are not there, and sets that are not whole', async () => {
    await expect(runScore(spec({ judge: 'nobody' }), context(), place())).rejects.toMatchObject({ code: 'not-found' });
    const file = join(library, 'library.safetensors');
    await expect(runScore(spec({ judge: file }), context(), place())).rejects.toMatchObject({ code: 'not-found' });
    const partial = newSetId();
    await createSet(library, infoOf(partial, { identities: 1, samples: 1 }));
    const job = runScore(spec({ setId: partial }), context(), place());
    await expect(job).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('a judge that is a file', () => {
  const network = {
    architecture: 'iresnet18',
    inputHeight: 112,
    inputWidth: 112,
    embeddingSize: 16,
    dropout: 0,
  } as const;
  /** An untaught network in insightface's names, with what this program would note taken off: as somebody else's file comes. */
  async function writeNetwork(
    name: string,
    change: (weights: Uint8Array) => Uint8Array = (own) => own,
  ): Promise<string> {
    await loadTensorFlow();
    const made = createRecogniser(NetworkConfig.parse(network), 7);
    const { tensors } = parseSafetensors(made.weights(), name);
    made.dispose();
    const path = join(library, name);
    await writeFile(path, change(formatSafetensors(tensors, {})));
    return path;
  }

  it('judges, is named by its hash, and finds its threshold on the set’s own labels', async () => {
    const path = await writeNetwork('stranger.safetensors');
    const hash = sha256Hex(await readFile(path));
    const key = `file-${hash.slice(0, 12)}`;
    const { summary } = await runScore(spec({ judge: path, against: [] }), context(), place());
    expect(summary).toBe(`syn faces: 6 samples scored by ${key}`);
    const folder = (await listScoreFolders(library, setId)).find(({ info }) => info.scorer === 'judge');
    const judge = folder?.info.judge;
    expect(judge).toMatchObject({
      key,
      weightsSha256: hash,
      embeddingSize: 16,
      name: 'stranger.safetensors (iresnet18)',
    });
    expect([judge?.licence, judge?.trainedOn].join(' ')).toMatch(/Not known.*Not known/);
    expect(judge?.thresholdFrom).toContain('among all pairs of the first 6 samples of syn faces itself');
    // Between the least cosine of one head and the greatest of two: brighter copies stay near even to an untaught net.
    const { values } = await readEmbeddings(library, setId, key);
    const cosine = (a: number, b: number): number =>
      values.subarray(a * 16, a * 16 + 16).reduce((sum, value, k) => sum + value * values[b * 16 + k], 0);
    expect(cosine(0, 0)).toBeCloseTo(1, 5);
    const pairs = [0, 1, 2, 3, 4, 5].flatMap((a) =>
      [0, 1, 2, 3, 4, 5].filter((b) => b < a).map((b) => [a, b] as const),
    );
    const cosinesOf = (isSame: boolean): number[] =>
      pairs.filter(([a, b]) => (Math.floor(a / 3) === Math.floor(b / 3)) === isSame).map(([a, b]) => cosine(a, b));
    const wrong = (limit: number): number =>
      cosinesOf(true).filter((value) => value < limit).length / 6 + cosinesOf(false).filter((value) => value >= limit).length / 9; // prettier-ignore
    const limit = judge?.samePersonFrom ?? NaN;
    for (const other of [...cosinesOf(true), ...cosinesOf(false)])
      expect(wrong(limit)).toBeLessThanOrEqual(wrong(other) + 0.34);
    // Side by side with the built-in judge, each under its own name.
    await runScore(spec({ against: [] }), context(), place());
    expect(new Set((await listScoreFolders(library, setId)).flatMap(({ info }) => info.judge?.key ?? []))).toEqual(
      new Set([key, 'face-api']),
    );
  });

  it('is refused where the file is cut off, or holds another network', async () => {
    const cut = await writeNetwork('cut.safetensors', (weights) => weights.subarray(0, weights.length - 1000));
    const job = runScore(spec({ judge: cut, against: [] }), context(), place());
    await expect(job).rejects.toMatchObject({
      code: 'corrupt-data',
      place: expect.stringContaining('cut.safetensors') as string,
    });
    const other = join(library, 'other.safetensors');
    await writeFile(
      other,
      formatSafetensors(new Map([['fc.weight', { shape: [2], values: new Float32Array(2) }]]), {}),
    );
    const another = runScore(spec({ judge: other, against: [] }), context(), place());
    await expect(another).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await listScoreFolders(library, setId)).toEqual([]);
  });
});

it('raises the version of relations in both places', () => {
  expect(SCORER_VERSIONS.relations).toBe(RELATIONS_VERSION);
});
