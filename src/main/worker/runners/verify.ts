import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { VerifySpec } from '@shared/domain/jobs';
import { RunSamples, TrainReport, type VerifyReport } from '@shared/domain/report';
import { Failure } from '@shared/lib/failure';
import { cosineScores } from '../../engine/evaluation/pairScores';
import { verifyPairs } from '../../engine/evaluation/verifyPairs';
import { initCodecs } from '../../engine/image/codecs';
import { embedImages } from '../../engine/recognition/embed';
import { loadRecogniser } from '../../engine/recognition/recogniser';
import { loadTensorFlow } from '../../engine/tensor/bootstrap';
import type { JobPlace, Runner } from '../../jobs/jobContext';
import { writeFileAtomic } from '../../platform/atomicWrite';
import { readJsonAs } from '../../storage/jsonFile';
import { runDir } from '../../storage/libraryPaths';
import { binData } from './verify/binData';
import { folderData } from './verify/folderData';
import { rocCsv, scoresCsv } from './verify/scoreFiles';
import { heldOutData, setData, type SetDataRequest } from './verify/setData';
import { supersededCautions } from './verify/supersededCautions';
import type { VerifyData } from './verify/verifyData';

interface TrainedRun {
  readonly report: TrainReport;
  readonly learned: RunSamples;
  readonly weights: Uint8Array;
}

/**
 * Judges a trained recogniser on pairs and writes report.json, scores.csv and roc.csv into the run's folder.
 * @throws Failure not-found when the run has no model yet, corrupt-data when the model is not the one of its report
 */
export const runVerify: Runner<VerifySpec> = async (spec, context, place) => {
  const run = await readRun(place.libraryPath, spec);
  const codecs = await initCodecs(join(place.resourcesDir, 'built', 'codecs'));
  await loadTensorFlow();
  const { network } = run.report;
  const request: SetDataRequest = {
    libraryPath: place.libraryPath,
    spec,
    learned: run.learned,
    network,
    codecs,
    at: new Date().toISOString(),
  };
  const recogniser = loadRecogniser(network, run.weights, 'model.safetensors');
  try {
    const data = await dataOf(request, context, place);
    const embeddings = await embedImages(recogniser, data.images, {
      flip: true,
      signal: context.signal,
      progress: ({ done, total }) => context.progress({ phase: 'embed', done, total, unit: 'images' }),
    });
    context.progress({ phase: 'compare', done: 0, total: data.pairs.length, unit: 'pairs' });
    const result = verifyPairs(embeddings, data.pairs, {
      seed: spec.seed,
      ...(data.arePeopleKnown === false ? { replicates: 0 } : {}),
    });
    const report: VerifyReport = {
      kind: 'verify',
      runId: place.jobId,
      modelRunId: spec.runId,
      modelName: run.report.name,
      modelSha256: run.report.modelSha256,
      createdAt: new Date().toISOString(),
      data: {
        title: data.title,
        origin: data.origin,
        ...(data.declaredSynthetic === undefined ? {} : { declaredSynthetic: data.declaredSynthetic }),
        images: data.images.count,
        missing: [...data.missing],
        droppedPairs: data.droppedPairs,
        alignerFingerprint: data.alignerFingerprint,
      },
      result,
      cautions: [...(await supersededCautions(place.libraryPath, spec.runId)), ...data.cautions],
    };
    await writeFileAtomic(join(place.runDir, 'scores.csv'), scoresCsv(data, cosineScores(embeddings, data.pairs)));
    await writeFileAtomic(join(place.runDir, 'roc.csv'), rocCsv(result));
    await writeFileAtomic(join(place.runDir, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
    return { setId: null, exportDir: null, runDir: place.runDir, summary: summaryOf(report) };
  } finally {
    recogniser.dispose();
  }
};

function dataOf(
  request: SetDataRequest,
  context: Parameters<typeof runVerify>[1],
  place: JobPlace,
): Promise<VerifyData> {
  const { source } = request.spec;
  switch (source.type) {
    case 'held-out':
      return heldOutData(request);
    case 'set':
      return setData(request, source);
    case 'bin':
      return binData(source.file, { network: request.network, codecs: request.codecs, context });
    case 'folder':
      return folderData(source, { network: request.network, codecs: request.codecs, context, place });
  }
}

async function readRun(libraryPath: string, { runId }: VerifySpec): Promise<TrainedRun> {
  const folder = runDir(libraryPath, runId);
  const [report, learned, weights] = await Promise.all([
    readJsonAs(join(folder, 'report.json'), TrainReport),
    readJsonAs(join(folder, 'samples.json'), RunSamples),
    readFile(join(folder, 'model.safetensors')),
  ]).catch((cause: unknown) => {
    if (cause instanceof Failure && cause.code !== 'not-found') throw cause;
    throw new Failure(
      {
        code: 'not-found',
        message: 'This run has no finished model.',
        place: folder,
        remedy: 'Let the training end, or resume it, and verify then.',
      },
      { cause },
    );
  });
  if (createHash('sha256').update(weights).digest('hex') !== report.modelSha256) {
    throw new Failure({
      code: 'corrupt-data',
      message: 'The model is not the one that its report describes.',
      place: join(folder, 'model.safetensors'),
      remedy: 'Bring the file back from a backup, or train again.',
    });
  }
  return { report, learned, weights };
}

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

function summaryOf({ modelName, data, result }: VerifyReport): string {
  return `${modelName} on ${data.title}: ${percent(result.accuracy.exact.mean)} of ${result.pairCount} pairs, EER ${percent(result.eer.value)}`;
}
