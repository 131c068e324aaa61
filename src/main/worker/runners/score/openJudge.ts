import { readFile } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { JobId } from '@shared/domain/ids';
import { FACE_API_JUDGE, fileJudgeKey, runJudgeKey } from '@shared/domain/judges';
import { TrainReport } from '@shared/domain/report';
import type { JudgeInfo } from '@shared/domain/scores';
import { Failure } from '@shared/lib/failure';
import { createFaceEmbedder } from '../../../engine/scoring/faceEmbedder';
import { networkOfWeights } from '../../../engine/recognition/networkOfWeights';
import type { JobPlace } from '../../../jobs/jobContext';
import { sha256Hex } from '../../../platform/hash';
import { ioFailure } from '../../../platform/ioFailure';
import { readJsonAs } from '../../../storage/jsonFile';
import { runDir } from '../../../storage/libraryPaths';
import type { Judge } from './judge';
import { recogniserJudge } from './recogniserJudge';

/** Prefix of a judge that is a training run of the library: `run:job_ab12cd34`. */
const RUN = 'run:';
/** Larger than any recogniser of the iresnet family. */
const MAX_WEIGHTS_BYTES = 1 << 30;

/**
 * Opens the judge that a job names: `face-api`, `run:<job id>` of a training run, or the absolute path of a safetensors file in
 * insightface's iresnet naming.
 * @throws Failure not-found, corrupt-data, set-up-incomplete
 */
export async function openJudge(name: string, place: JobPlace): Promise<Judge> {
  if (name === FACE_API_JUDGE.key) return faceApiJudge(place);
  if (name.startsWith(RUN)) return runJudge(name.slice(RUN.length), place);
  if (isAbsolute(name)) return fileJudge(name);
  throw new Failure({
    code: 'not-found',
    message: `There is no judge “${name}”.`,
    place: name,
    remedy: 'Use face-api, a training run of this library, or a safetensors file.',
  });
}

async function faceApiJudge({ modelsDir }: JobPlace): Promise<Judge> {
  const embedder = await createFaceEmbedder({ modelDir: modelsDir });
  if (embedder.info.weightsSha256 !== FACE_API_JUDGE.weightsSha256)
    throw new Failure({
      code: 'set-up-incomplete',
      message: 'The weights of the judge are not those that this version of the program knows.',
      place: modelsDir,
      remedy: 'Run "npm run setup".',
    });
  return {
    info: FACE_API_JUDGE,
    needsThreshold: false,
    taughtBy: [],
    embed: (crops) => embedder.embed(crops),
    dispose: () => undefined,
  };
}

const NOT_YET = { samePersonFrom: 1, thresholdFrom: 'Not found yet.' } as const;

async function runJudge(id: string, { libraryPath }: JobPlace): Promise<Judge> {
  const jobId = JobId.safeParse(id);
  if (!jobId.success) throw new Failure({ code: 'not-found', message: 'There is no such training run.', place: id });
  const folder = runDir(libraryPath, jobId.data);
  const report = await readJsonAs(join(folder, 'report.json'), TrainReport);
  const file = join(folder, 'model.safetensors');
  const weights = await readWeights(file);
  const weightsSha256 = sha256Hex(weights);
  if (weightsSha256 !== report.modelSha256)
    throw new Failure({
      code: 'corrupt-data',
      message: 'The model is not the one that its report describes.',
      place: file,
      remedy: 'Bring the file back from a backup, or train again.',
    });
  const { network } = report;
  const info: JudgeInfo = {
    key: runJudgeKey(jobId.data),
    name: `training run ${report.name} (${network.architecture}, ${network.inputHeight} × ${network.inputWidth} px)`,
    embeddingSize: network.embeddingSize,
    weightsSha256,
    licence: 'Trained in this library: whoever made it decides.',
    trainedOn: `${report.sampleCount} samples of ${report.classCount} identities of ${report.sets.map(({ name }) => name).join(', ')}.`,
    ...NOT_YET,
  };
  return recogniserJudge({ info, network, weights, taughtBy: report.sets.map(({ setId }) => setId), place: file });
}

async function fileJudge(path: string): Promise<Judge> {
  const weights = await readWeights(path);
  const network = networkOfWeights(weights, path);
  const weightsSha256 = sha256Hex(weights);
  const info: JudgeInfo = {
    key: fileJudgeKey(weightsSha256),
    name: `${basename(path)} (${network.architecture})`,
    embeddingSize: network.embeddingSize,
    weightsSha256,
    licence: 'Not known to this program: the file was named by whoever scored.',
    trainedOn: 'Not known to this program: the file was named by whoever scored.',
    ...NOT_YET,
  };
  return recogniserJudge({ info, network, weights, taughtBy: [], place: path });
}

async function readWeights(path: string): Promise<Uint8Array> {
  try {
    const weights = await readFile(path);
    if (weights.length <= MAX_WEIGHTS_BYTES) return weights;
  } catch (thrown) {
    throw ioFailure(thrown, 'read the weights of the judge', path);
  }
  throw new Failure({ code: 'invalid-input', message: 'The file is too large for a recogniser.', place: path });
}
