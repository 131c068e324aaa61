import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JobId, sampleId } from '@shared/domain/ids';
import { TrainSpec, VerifySpec } from '@shared/domain/jobs';
import { TrainReport, VerifyReport } from '@shared/domain/report';
import { Rng } from '@shared/lib/rng';
import { initCodecs } from '../../engine/image/codecs';
import { encodeJpeg } from '../../engine/image/encodeJpeg';
import type { JobContext, JobPlace } from '../../jobs/jobContext';
import { quietContext } from '../../jobs/quietContext.testing';
import { newSetId } from '../../platform/newId';
import { readJsonAs } from '../../storage/jsonFile';
import { infoOf } from '../../storage/library.testing';
import { runDir, setDir } from '../../storage/libraryPaths';
import { createSet } from '../../storage/setStore';
import { openSetWriter, type BatchFile } from '../../storage/setWriter';
import type { SampleRow } from '@shared/domain/sample';
import { runTrain } from './train';
import { runVerify } from './verify';

const IDENTITIES = 12;
const SAMPLES = 5;
const SIDE = 32;

let library: string;
const setId = newSetId();
async function placeFor(jobId: string): Promise<JobPlace> {
  const id = JobId.parse(jobId);
  const folder = runDir(library, id);
  await mkdir(folder, { recursive: true });
  return {
    jobId: id,
    libraryPath: library,
    runDir: folder,
    resourcesDir: join(process.cwd(), 'resources'),
    modelsDir: '',
    program: 'Outis test',
  };
}
const spec = TrainSpec.parse({
  kind: 'train',
  name: 'tiny',
  sets: [setId],
  heldOutIdentities: 6,
  training: {
    network: { inputHeight: SIDE, inputWidth: SIDE, embeddingSize: 32 },
    batchSize: 8,
    epochs: 2,
    checkpointEverySteps: 2,
  },
});

/** Identities are pairs of colours in a fixed pattern; samples differ by noise. */
beforeAll(async () => {
  library = await mkdtemp(join(tmpdir(), 'outis-train-'));
  const codecs = await initCodecs(join(process.cwd(), 'resources', 'built', 'codecs'));
  await createSet(library, infoOf(setId, { identities: IDENTITIES, samples: SAMPLES, name: 'Colours' }));
  const writer = await openSetWriter(library, setId);
  const rows: SampleRow[] = [];
  const files: BatchFile[] = [];
  for (let identity = 0; identity < IDENTITIES; identity++) {
    for (let sample = 0; sample < SAMPLES; sample++) {
      const look = new Rng(1, 1, identity);
      const noise = new Rng(1, 2, identity, sample);
      const colours = Array.from({ length: 6 }, () => look.range(30, 220));
      const rgb = new Uint8Array(SIDE * SIDE * 3);
      for (let i = 0; i < rgb.length; i++) {
        const upper = i < rgb.length / 2 ? 0 : 3;
        rgb[i] = colours[upper + (i % 3)] + noise.range(-10, 10);
      }
      const bytes = encodeJpeg(codecs, { rgb, widthPx: SIDE, heightPx: SIDE }, { quality: 95 });
      const file = `images/${identity}/${sample}.jpg`;
      files.push({ path: file, bytes });
      rows.push({
        id: sampleId(identity, sample),
        identityIndex: identity,
        sampleIndex: sample,
        identityName: String(identity + 1).padStart(5, '0'),
        file,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        widthPx: SIDE,
        heightPx: SIDE,
        sizeBytes: bytes.length,
        partnerIndex: -1,
        weight: 1,
        source: '',
        numbers: {},
      });
    }
  }
  await writer.commitBatch(0, rows, files);
  await writer.finish();
});
afterAll(() => rm(library, { recursive: true, force: true }));

describe('train and verify runners', () => {
  it('learns from all but the held-out identities and says what it did', async () => {
    const place = await placeFor('job_train001');
    await runTrain(spec, quietContext(), place);
    const report = await readJsonAs(join(place.runDir, 'report.json'), TrainReport);
    expect(report).toMatchObject({ classCount: 6, sampleCount: 30, heldOutIdentities: 6, steps: 6 });
    const model = await readFile(join(place.runDir, 'model.safetensors'));
    expect(createHash('sha256').update(model).digest('hex')).toBe(report.modelSha256);
  });

  it('ends with the same model when it was cancelled and resumed', async () => {
    const place = await placeFor('job_train002');
    const signal = { aborted: false };
    const stopping: JobContext = { ...quietContext(signal), progress: ({ done }) => (signal.aborted = done === 3) };
    await expect(runTrain(spec, stopping, place)).rejects.toMatchObject({ code: 'cancelled' });
    await runTrain(spec, quietContext(), place);
    const straight = await readJsonAs(join(runDir(library, JobId.parse('job_train001')), 'report.json'), TrainReport);
    const resumed = await readJsonAs(join(place.runDir, 'report.json'), TrainReport);
    expect(resumed.modelSha256).toBe(straight.modelSha256);
  });

  it('verifies on the identities it has not seen, and writes report, scores and curve', async () => {
    const place = await placeFor('job_verify01');
    const verify = VerifySpec.parse({ kind: 'verify', runId: 'job_train001', source: { type: 'held-out' } });
    await runVerify(verify, quietContext(), place);
    const report = await readJsonAs(join(place.runDir, 'report.json'), VerifyReport);
    expect(report.data).toMatchObject({ origin: 'syn', droppedPairs: 0 });
    expect(report.result).toMatchObject({ personCount: 6, foldCount: 3 });
    // Two-coloured squares: even a hardly trained network tells them apart better than chance.
    expect(report.result.auc.value).toBeGreaterThan(0.7);
    const scores = await readFile(join(place.runDir, 'scores.csv'), 'utf8');
    expect(scores.split('\n')).toHaveLength(report.result.pairCount + 2);
  });

  it('takes only unseen identities when asked to verify on the set that it learned from', async () => {
    const place = await placeFor('job_verify02');
    const verify = VerifySpec.parse({ kind: 'verify', runId: 'job_train001', source: { type: 'set', setId } });
    await runVerify(verify, quietContext(), place);
    expect((await readJsonAs(join(place.runDir, 'report.json'), VerifyReport)).result.personCount).toBe(6);
  });

  it('verifies on a folder with its pairs, and lists what the folder does not have', async () => {
    const place = await placeFor('job_verify04');
    const images = join(library, 'brought');
    const stored = join(setDir(library, setId), 'images');
    for (let identity = 0; identity < 6; identity++) {
      await mkdir(join(images, `p${identity}`), { recursive: true });
      for (const sample of [0, 1]) {
        await copyFile(
          join(stored, `${identity}`, `${sample}.jpg`),
          join(images, `p${identity}`, `p${identity}_000${sample + 1}.jpg`),
        );
      }
    }
    const pairs = [0, 2, 4].flatMap((identity) => [
      `p${identity}\t1\t2`,
      `p${identity + 1}\t1\t2`,
      `p${identity}\t1\tp${identity + 1}\t1`,
      `p${identity}\t2\tp${identity + 1}\t2`,
    ]);
    await writeFile(join(library, 'pairs.txt'), `${[...pairs, 'p0\t1\t9'].join('\n')}\n`);
    const source = { type: 'folder', images, pairs: join(library, 'pairs.txt'), align: false } as const;
    await runVerify(VerifySpec.parse({ kind: 'verify', runId: 'job_train001', source }), quietContext(), place);
    const report = await readJsonAs(join(place.runDir, 'report.json'), VerifyReport);
    expect(report.data).toMatchObject({ images: 12, droppedPairs: 1, origin: 'unknown' });
    expect(report.data.missing).toEqual([{ path: 'p0/p0_0009', reason: 'named in line 13, not in the folder' }]);
    expect(report.result).toMatchObject({ genuineCount: 6, impostorCount: 6, personCount: 6 });
    await writeFile(join(library, 'pairs.txt'), 'p0\t1\t2\np0\t1\tp1\t9\n');
    const unpaired = runVerify(
      VerifySpec.parse({ kind: 'verify', runId: 'job_train001', source }),
      quietContext(),
      place,
    );
    await expect(unpaired).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/Of 2 pairs, 1 .*genuine and impostor.*p1\/p1_0009 \(named in line 2/) as string,
    });
    await writeFile(join(library, 'pairs.txt'), 'p0\t1\t2\np0\t1\tp1\t2\n');
    const oneFold = runVerify(
      VerifySpec.parse({ kind: 'verify', runId: 'job_train001', source }),
      quietContext(),
      place,
    );
    await expect(oneFold).rejects.toMatchObject({
      message: expect.stringContaining('one fold') as string,
      remedy: expect.stringContaining('10 300') as string,
    });
    await writeFile(join(library, 'pairs.txt'), 'p0\t1\t2\n../etc/x.jpg /etc/y.jpg 1\n');
    const hostile = runVerify(
      VerifySpec.parse({ kind: 'verify', runId: 'job_train001', source }),
      quietContext(),
      place,
    );
    await expect(hostile).rejects.toMatchObject({
      code: 'invalid-input',
      place: expect.stringMatching(/pairs\.txt:2$/) as string,
    });
  });

  it('refuses a model that is not the one of its report, and a run without one', async () => {
    const place = await placeFor('job_verify03');
    const of = (runId: string): VerifySpec => VerifySpec.parse({ kind: 'verify', runId, source: { type: 'held-out' } });
    await expect(runVerify(of('job_train999'), quietContext(), place)).rejects.toMatchObject({ code: 'not-found' });
    const model = join(runDir(library, JobId.parse('job_train002')), 'model.safetensors');
    const bytes = await readFile(model);
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    await writeFile(model, bytes);
    await expect(runVerify(of('job_train002'), quietContext(), place)).rejects.toMatchObject({ code: 'corrupt-data' });
  });
});
