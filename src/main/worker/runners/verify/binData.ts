import { createHash } from 'node:crypto';
import type { NetworkConfig } from '@shared/domain/training';
import { Failure } from '@shared/lib/failure';
import type { VerificationPair } from '../../../engine/evaluation/verificationPair';
import type { ImageCodecs } from '../../../engine/image/codecs';
import { decodeImage } from '../../../engine/image/decodeImage';
import { openVerificationBin, type VerificationBin } from '../../../formats/verification/verificationReader';
import type { JobContext } from '../../../jobs/jobContext';
import { toNetworkInput } from '../recognition/networkInput';
import { sizeCautions, type VerifyData } from './verifyData';

const FOLDS = 10;

export interface BinRequest {
  readonly network: NetworkConfig;
  readonly codecs: ImageCodecs;
  readonly context: JobContext;
}

/**
 * Pairs and pictures of InsightFace's verification file, in its ten folds: equal runs of pairs in the order of the file, the first ones one
 * longer where it does not come out even, as scikit-learn's KFold cuts them. Pictures are decoded when the network wants them.
 * @throws Failure invalid-input (one kind of pairs only, or no verification file), corrupt-data, io
 */
export async function binData(file: string, { network, codecs, context }: BinRequest): Promise<VerifyData> {
  const bin = await openVerificationBin(file);
  const genuineCount = bin.isSame.filter(Boolean).length;
  if (genuineCount === 0 || genuineCount === bin.isSame.length || bin.isSame.length < 2) {
    throw new Failure({
      code: 'invalid-input',
      message: `Of ${bin.isSame.length} pairs ${genuineCount} are the same person; pairs of both kinds are needed.`,
      place: file,
      remedy: 'Check that it is a whole verification file, e.g. lfw.bin.',
    });
  }
  const { people, arePeopleKnown, sha256 } = await tellPeople(bin, context);
  const foldOf = foldsOf(bin.isSame.length);
  const pairs = bin.isSame.map((genuine, pair): VerificationPair => {
    const [a, b] = [pair * 2, pair * 2 + 1];
    const [personA = a, personB = b] = arePeopleKnown ? [people[a], people[b]] : [a, genuine ? a : b];
    return { a, b, genuine, fold: foldOf(pair), personA, personB };
  });
  return {
    images: {
      count: bin.imageCount,
      readRgb: async (at) => {
        const image = await decodeImage(codecs, await bin.image(at), `${file}, image ${at}`);
        return toNetworkInput(image, network.inputWidth, network.inputHeight);
      },
    },
    nameOf: (at) => `pair ${Math.floor(at / 2) + 1}, image ${(at % 2) + 1}`,
    pairs,
    title: `${file} (${sha256.slice(0, 12)})`,
    origin: 'unknown',
    missing: [],
    droppedPairs: 0,
    alignerFingerprint: 'as brought, not aligned here',
    arePeopleKnown: false,
    cautions: [
      'The file names nobody. People are counted as far as equal pictures and answers tell, and intervals over people are left out.',
      ...(arePeopleKnown
        ? []
        : ['Its answers contradict each other: two pictures are said to be the same person and another.']),
      ...sizeCautions(pairs),
    ],
  };
}

/** Fold of a pair by its position. */
function foldsOf(pairCount: number): (pair: number) => number {
  const folds = Math.min(FOLDS, pairCount);
  const size = Math.floor(pairCount / folds);
  const longer = pairCount % folds;
  return (pair) =>
    pair < longer * (size + 1)
      ? Math.floor(pair / (size + 1))
      : longer + Math.floor((pair - longer * (size + 1)) / size);
}

interface People {
  /** By image; equal numbers for one person. */
  readonly people: readonly number[];
  /** False where a pair of strangers comes out as one person. */
  readonly arePeopleKnown: boolean;
  /** Of all pictures and answers. */
  readonly sha256: string;
}

/** Pictures that are equal to the byte show one person, and so do pairs that are said to. */
async function tellPeople(bin: VerificationBin, context: JobContext): Promise<People> {
  const above = Array.from({ length: bin.imageCount }, (_, i) => i);
  const rootOf = (image: number): number => {
    let at = image;
    while (above[at] !== at) {
      above[at] = above[above[at] ?? at] ?? at;
      at = above[at] ?? at;
    }
    return at;
  };
  const join = (a: number, b: number): void => void (above[rootOf(b)] = rootOf(a));
  const firstWith = new Map<string, number>();
  const whole = createHash('sha256');
  for await (const { index, bytes } of bin.images(context.signal)) {
    context.progress({ phase: 'read', done: index, total: bin.imageCount, unit: 'images' });
    const hash = createHash('sha256').update(bytes).digest('base64');
    whole.update(hash);
    const first = firstWith.get(hash);
    if (first === undefined) firstWith.set(hash, index);
    else join(first, index);
  }
  bin.isSame.forEach((same, pair) => {
    if (same) join(pair * 2, pair * 2 + 1);
  });
  const people = above.map((_, image) => rootOf(image));
  return {
    people,
    arePeopleKnown: bin.isSame.every((same, pair) => same || people[pair * 2] !== people[pair * 2 + 1]),
    sha256: whole.update(JSON.stringify(bin.isSame)).digest('hex'),
  };
}
