import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { VerifySpec } from '@shared/domain/jobs';
import type { NetworkConfig } from '@shared/domain/training';
import { throwIfCancelled } from '@shared/lib/abort';
import { Failure, toFailureDetail } from '@shared/lib/failure';
import type { VerificationPair } from '../../../engine/evaluation/verificationPair';
import { ALIGNER_FINGERPRINT } from '../../../engine/image/alignFace';
import type { ImageCodecs } from '../../../engine/image/codecs';
import { decodeImage } from '../../../engine/image/decodeImage';
import { createFaceDetector, type FaceDetector } from '../../../engine/scoring/faceDetector';
import { importOne } from '../../../engine/scoring/importFaces';
import { FaceTree } from '../../../formats/images/faceTree';
import { MAX_PAIRS_FILE_BYTES, parsePairsFile } from '../../../formats/images/pairsFile';
import { readTreeFile } from '../../../formats/images/readTreeFile';
import { PairIndex, resolvePairs, type ResolvedPair } from '../../../formats/images/resolvePairs';
import type { JobContext, JobPlace } from '../../../jobs/jobContext';
import { ioFailure } from '../../../platform/ioFailure';
import { toNetworkInput } from '../recognition/networkInput';
import { sizeCautions, type VerifyData } from './verifyData';

type FolderSource = Extract<VerifySpec['source'], { type: 'folder' }>;

export interface FolderRequest {
  readonly network: NetworkConfig;
  readonly codecs: ImageCodecs;
  readonly context: JobContext;
  readonly place: JobPlace;
}

/**
 * Pictures and pairs that a person brings, e.g. LFW: each picture named by a pair is read (and aligned, if asked) before anything
 * is judged, so that what is missing is known and listed. Pairs with a missing picture fall out and are counted.
 * @throws Failure not-found, invalid-input with file and line; also when no pair is left
 */
export async function folderData(source: FolderSource, request: FolderRequest): Promise<VerifyData> {
  const pairsBytes = await readPairs(source.pairs);
  const { pairs: named, foldsFrom } = parsePairsFile(pairsBytes, source.pairs);
  const { index, subjectOf } = await indexFolder(source.images, request.context);
  const { resolved, missing } = resolvePairs(named, index);
  const inputs = await readInputs(source, request, [...new Set(resolved.flatMap(({ left, right }) => [left, right]))]);
  const paths = [...inputs.read.keys()];
  const pairs = verificationPairs(resolved, paths, subjectOf);
  const absent = [
    ...missing.map(({ wanted, line }) => ({ path: wanted, reason: `named in line ${line}, not in the folder` })),
    ...inputs.refused,
  ];
  mustBeJudgeable(pairs, { named: named.length, absent, place: source.pairs });
  return {
    images: {
      count: paths.length,
      readRgb: (at) => Promise.resolve(inputs.read.get(paths[at] ?? '') ?? new Uint8Array()),
    },
    nameOf: (at) => paths[at] ?? '',
    pairs,
    title: `${source.images} (pairs ${createHash('sha256').update(pairsBytes).digest('hex').slice(0, 12)})`,
    origin: 'unknown',
    missing: absent,
    droppedPairs: named.length - pairs.length,
    alignerFingerprint: source.align ? ALIGNER_FINGERPRINT : 'as brought, not aligned here',
    cautions: [
      ...(foldsFrom === 'assumed' ? ['The pairs file names no folds: equal runs of lines were taken.'] : []),
      ...(named.length > pairs.length ? [`${named.length - pairs.length} pairs fell out with missing pictures.`] : []),
      ...sizeCautions(pairs),
    ],
  };
}

/** Pictures that a message names; the report of a run that goes through lists all. */
const SHOWN_ABSENT = 3;

/** Told before the pictures go through the network. @throws Failure invalid-input that names what is missing */
function mustBeJudgeable(
  pairs: readonly VerificationPair[],
  { named, absent, place }: { readonly named: number; readonly absent: VerifyData['missing']; readonly place: string },
): void {
  const refuse = (why: string, remedy: string): never => {
    const shown = absent.slice(0, SHOWN_ABSENT).map(({ path, reason }) => `${path} (${reason})`);
    const rest = absent.length > SHOWN_ABSENT ? `, and ${absent.length - SHOWN_ABSENT} more` : '';
    const without = shown.length === 0 ? '' : ` Without a picture: ${shown.join(', ')}${rest}.`;
    throw new Failure({
      code: 'invalid-input',
      message: `Of ${named} pairs, ${pairs.length} have both pictures; ${why}.${without}`,
      place,
      remedy,
    });
  };
  const genuine = pairs.filter((pair) => pair.genuine).length;
  if (genuine === 0 || genuine === pairs.length)
    refuse('genuine and impostor pairs are needed', 'Check that the pairs file belongs to this folder of images.');
  if (new Set(pairs.map(({ fold }) => fold)).size < 2)
    refuse(
      'they lie in one fold, and the threshold of a fold is chosen on the others',
      'Begin the file with a line “folds pairs-per-fold”, for example “10 300”, and order the pairs by fold.',
    );
}

async function readPairs(path: string): Promise<Uint8Array> {
  try {
    if ((await stat(path)).size > MAX_PAIRS_FILE_BYTES)
      throw new Failure({ code: 'invalid-input', message: 'The pairs file is too large.', place: path });
    return await readFile(path);
  } catch (thrown) {
    throw ioFailure(thrown, 'read the pairs file', path);
  }
}

async function indexFolder(
  folder: string,
  { signal }: JobContext,
): Promise<{ readonly index: PairIndex; readonly subjectOf: ReadonlyMap<string, string> }> {
  const subjectOf = new Map<string, string>();
  for await (const { relativePath, subject } of new FaceTree(folder).files()) {
    throwIfCancelled(signal);
    subjectOf.set(relativePath, subject);
  }
  return { index: new PairIndex(subjectOf.keys()), subjectOf };
}

interface Inputs {
  readonly read: ReadonlyMap<string, Uint8Array>;
  readonly refused: VerifyData['missing'];
}

async function readInputs(source: FolderSource, request: FolderRequest, paths: readonly string[]): Promise<Inputs> {
  const { context, place } = request;
  const detector = source.align ? await createFaceDetector({ modelDir: place.modelsDir }) : null;
  const read = new Map<string, Uint8Array>();
  const refused: { path: string; reason: string }[] = [];
  for (const [done, path] of paths.entries()) {
    throwIfCancelled(context.signal);
    context.progress({ phase: source.align ? 'align' : 'read', done, total: paths.length, unit: 'images' });
    const input = await readInput(join(source.images, path), path, detector, request);
    if (typeof input === 'string') refused.push({ path, reason: input });
    else read.set(path, input);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { read, refused };
}

/** Network input, or in words why there is none. */
async function readInput(
  absolute: string,
  path: string,
  detector: FaceDetector | null,
  { network, codecs }: FolderRequest,
): Promise<Uint8Array | string> {
  const { inputWidth, inputHeight } = network;
  try {
    const bytes = await readTreeFile(absolute);
    if (detector === null) return toNetworkInput(await decodeImage(codecs, bytes, path), inputWidth, inputHeight);
    const face = await importOne(bytes, path, { codecs, detector });
    return face.kind === 'refused' ? face.detail : toNetworkInput(face.aligned, inputWidth, inputHeight);
  } catch (thrown) {
    return toFailureDetail(thrown).message;
  }
}

function verificationPairs(
  resolved: readonly ResolvedPair[],
  paths: readonly string[],
  subjectOf: ReadonlyMap<string, string>,
): VerificationPair[] {
  const rowOf = new Map(paths.map((path, row) => [path, row]));
  const people = new Map<string, number>();
  const personOf = (path: string): number => {
    const subject = subjectOf.get(path) ?? path;
    const known = people.get(subject) ?? people.size;
    people.set(subject, known);
    return known;
  };
  const kept = resolved.flatMap(({ left, right, genuine, fold }) => {
    const a = rowOf.get(left);
    const b = rowOf.get(right);
    return a === undefined || b === undefined
      ? []
      : [{ a, b, genuine, fold, personA: personOf(left), personB: personOf(right) }];
  });
  // A fold that lost all its pairs would leave a gap in the numbering.
  const folds = [...new Set(kept.map(({ fold }) => fold))].sort((x, y) => x - y);
  return kept.map((pair) => ({ ...pair, fold: folds.indexOf(pair.fold) }));
}
