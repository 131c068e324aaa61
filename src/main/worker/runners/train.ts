import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrainSpec } from '@shared/domain/jobs';
import { RunSamples, type TrainReport } from '@shared/domain/report';
import type { TrainConfig } from '@shared/domain/training';
import { initCodecs, type ImageCodecs } from '../../engine/image/codecs';
import { loadRecogniser } from '../../engine/recognition/recogniser';
import { engineInfo } from '../../engine/tensor/engineInfo';
import { trainRecogniser, type TrainOutcome } from '../../engine/training/trainRecogniser';
import type { TrainingData } from '../../engine/training/trainingData';
import type { JobPlace, Runner } from '../../jobs/jobContext';
import { writeFileAtomic } from '../../platform/atomicWrite';
import { readJsonAs } from '../../storage/jsonFile';
import { alignerOf } from './recognition/alignerOf';
import { setImageSource, type SetImage } from './recognition/setImages';
import { checkpointFolder, readLastCheckpoint } from './train/checkpointFolder';
import { chooseSamples, type ChosenSamples } from './train/chooseSamples';
import { refuseSuperseded } from './train/refuseSuperseded';
import { drawPairs } from './verify/drawnPairs';

/** Pairs per fold and kind on the identities that watch the run. */
const DEVELOPMENT_PAIRS_PER_FOLD = 300;

/**
 * Trains a recogniser on one or several sets and writes model.safetensors and report.json into the run's folder. What is learned
 * from is pinned in samples.json at the first start; a resumed run continues from its last checkpoint with the same result.
 * @throws Failure as `chooseSamples` and `trainRecogniser`
 */
export const runTrain: Runner<TrainSpec> = async (spec, context, place) => {
  const startedMs = Date.now();
  const pinnedFile = join(place.runDir, 'samples.json');
  await refuseSuperseded(place);
  const pinned = existsSync(pinnedFile) ? await readJsonAs(pinnedFile, RunSamples) : null;
  const chosen = await chooseSamples(place.libraryPath, spec, new Date().toISOString(), pinned);
  if (pinned === null) await writeFileAtomic(pinnedFile, json(chosen.record));
  const { classes } = chosen;
  for (const { clockFault } of chosen.sources) if (clockFault !== null) context.log(clockFault);
  context.log(`${classes.samples.length} samples of ${classes.classCount} identities`);
  if (classes.droppedMixed > 0)
    context.log(`${classes.droppedMixed} mixed samples have no partner among them: left out`);
  const checkpoints = join(place.runDir, 'checkpoint');
  await mkdir(checkpoints, { recursive: true });
  const resumeFrom = await readLastCheckpoint(checkpoints);
  const codecs = await initCodecs(join(place.resourcesDir, 'built', 'codecs'));
  const outcome = await trainRecogniser(spec.training, trainingData(chosen, spec.training, codecs, place), {
    signal: context.signal,
    progress: ({ done, total }) => context.progress({ phase: 'train', done, total, unit: 'steps' }),
    metric: (name, step, value) => context.metric(name, step, value),
    checkpoint: checkpointFolder(checkpoints),
    ...(resumeFrom === null ? {} : { resumeFrom }),
  });
  await writeFileAtomic(join(place.runDir, 'model.safetensors'), outcome.weights);
  const report = reportOf(spec, chosen, outcome, place, Date.now() - startedMs);
  await writeFileAtomic(join(place.runDir, 'report.json'), json(report));
  return {
    setId: null,
    exportDir: null,
    runDir: place.runDir,
    summary: `${spec.name}: ${classes.classCount} identities, ${classes.samples.length} samples, ${outcome.stepCount} steps`,
  };
};

function engineName(): string {
  const { tensorflow, tfjs, device, cores } = engineInfo();
  return `TensorFlow ${tensorflow} (tfjs ${tfjs}), ${device}, ${cores} cores`;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function trainingData(
  { classes, sources, developmentRows }: ChosenSamples,
  { network }: TrainConfig,
  codecs: ImageCodecs,
  { libraryPath }: JobPlace,
): TrainingData {
  const imagesOf = (samples: readonly { readonly source: number; readonly row: SetImage['row'] }[]): SetImage[] =>
    samples.map(({ source, row }) => ({ setId: sourceAt(sources, source).info.id, row }));
  const training = setImageSource(libraryPath, imagesOf(classes.samples), codecs, network);
  const data: TrainingData = {
    ...training,
    classCount: classes.classCount,
    labelOf: (index) => {
      const sample = classes.samples[index];
      if (sample === undefined) throw new RangeError(`no sample at ${index}`);
      return sample;
    },
  };
  if (developmentRows.length === 0) return data;
  const drawn = drawPairs(developmentRows, { pairsPerFold: DEVELOPMENT_PAIRS_PER_FOLD, seed: 0 });
  const sourceOf = new Map(classes.heldOut.map(({ source, row }) => [row, source]));
  const watched = imagesOf(drawn.rows.map((row) => ({ source: sourceOf.get(row) ?? 0, row })));
  return {
    ...data,
    development: { images: setImageSource(libraryPath, watched, codecs, network), pairs: drawn.pairs },
  };
}

function sourceAt(sources: ChosenSamples['sources'], index: number): ChosenSamples['sources'][number] {
  const source = sources[index];
  if (source === undefined) throw new RangeError(`no set at ${index}`);
  return source;
}

function reportOf(
  spec: TrainSpec,
  { classes, sources, record }: ChosenSamples,
  outcome: TrainOutcome,
  place: JobPlace,
  durationMs: number,
): TrainReport {
  const recogniser = loadRecogniser(spec.training.network, outcome.weights, 'model.safetensors');
  const parameterCount = recogniser.network.parameters.count;
  recogniser.dispose();
  return {
    kind: 'train',
    runId: place.jobId,
    name: spec.name,
    createdAt: new Date().toISOString(),
    sets: record.sets,
    heldOutIdentities: record.heldOut.length,
    classCount: classes.classCount,
    sampleCount: classes.samples.length,
    network: spec.training.network,
    training: spec.training,
    parameterCount,
    steps: outcome.stepCount,
    durationMs,
    imagesPerSecond: outcome.imagesPerSecond,
    finalLoss: outcome.finalLoss,
    trainAccuracy: outcome.trainAccuracy,
    developmentAccuracy: outcome.developmentAccuracy,
    droppedMixed: classes.droppedMixed,
    modelSha256: createHash('sha256').update(outcome.weights).digest('hex'),
    alignerFingerprint: [...new Set(sources.map(({ info }) => alignerOf(info)))].join('; '),
    engine: engineName(),
  };
}
