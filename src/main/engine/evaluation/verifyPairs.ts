import type { FoldAccuracy, Interval, VerificationResult } from '@shared/domain/verification';
import { Failure } from '@shared/lib/failure';
import { areaUnderCurve } from './areaUnderCurve';
import { equalErrorRate } from './equalErrorRate';
import { exactFoldAccuracy, gridFoldAccuracy, INSIGHTFACE_GRID, SYNFACE_GRID } from './foldAccuracy';
import { cosineScores, squaredDistances } from './pairScores';
import { personBootstrap } from './personBootstrap';
import { rocPoints, rocStairs } from './rocCurve';
import { scoreHistogram } from './scoreHistogram';
import { sortScores } from './sortedScores';
import { tarAtFar } from './tarAtFar';
import type { Embeddings, VerificationPair } from './verificationPair';

export interface VerifyOptions {
  /** Rates at which TAR is asked for. */
  readonly fars?: readonly number[];
  /** Draws of the bootstrap; 0 leaves the intervals out. */
  readonly replicates?: number;
  readonly seed?: number;
  /** How many of the worst pairs of each kind are named. */
  readonly hardestCount?: number;
}

const DEFAULT_FARS = [0.1, 0.01, 0.001, 0.0001];

/**
 * Everything the report says about one set of pairs, from embeddings of any length (one row per image).
 * @throws Failure `invalid-input` where a pair names a row that does not exist, a kind of pair or a fold is missing, or an
 * embedding is not finite.
 */
export function verifyPairs(
  embeddings: Embeddings,
  pairs: readonly VerificationPair[],
  options: VerifyOptions = {},
): VerificationResult {
  const { fars = DEFAULT_FARS, replicates = 2000, seed = 1, hardestCount = 20 } = options;
  const foldCount = checkInput(embeddings, pairs);
  const scores = cosineScores(embeddings, pairs);
  const exact = exactFoldAccuracy(scores, pairs, foldCount);
  const sorted = sortScores(scores, pairs);
  const stairs = rocStairs(sorted);
  const intervals = personBootstrap({ scores, pairs, right: answers(scores, pairs, exact), fars, replicates, seed });
  return {
    version: 1,
    pairCount: pairs.length,
    genuineCount: sorted.genuine.length,
    impostorCount: sorted.impostor.length,
    personCount: new Set(pairs.flatMap((pair) => [pair.personA, pair.personB])).size,
    foldCount,
    accuracy: {
      exact,
      synface: gridFoldAccuracy(cosineScores(embeddings, pairs, 1e-5), pairs, foldCount, SYNFACE_GRID),
      insightface: gridFoldAccuracy(squaredDistances(scores), pairs, foldCount, INSIGHTFACE_GRID),
      interval95: intervals?.accuracy ?? null,
    },
    eer: { ...equalErrorRate(stairs), interval95: intervals?.eer ?? null },
    auc: { value: areaUnderCurve(sorted), interval95: intervals?.auc ?? null },
    tarAtFar: fars.map((far, i) => withInterval(tarAtFar(sorted, far), intervals?.tarAtFar[i] ?? null)),
    roc: rocPoints(stairs),
    histogram: scoreHistogram(sorted),
    hardest: hardestPairs(scores, pairs, hardestCount),
    scores: { genuine: moments(sorted.genuine), impostor: moments(sorted.impostor) },
    bootstrap: { replicates: intervals === null ? 0 : replicates, seed },
  };
}

/** @returns the number of folds. */
function checkInput(embeddings: Embeddings, pairs: readonly VerificationPair[]): number {
  const refuse = (message: string, place: string): never => {
    throw new Failure({ code: 'invalid-input', message, place });
  };
  const bad = embeddings.data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    refuse('An embedding holds a value that is not a finite number.', `image ${Math.floor(bad / embeddings.size)}`);
  const filled = new Set<number>();
  const kinds = new Set<boolean>();
  pairs.forEach((pair, i) => {
    for (const row of [pair.a, pair.b]) {
      if (!Number.isInteger(row) || row < 0 || row >= embeddings.rows) refuse(`There is no image ${row}.`, `pair ${i}`);
    }
    if (!Number.isInteger(pair.fold) || pair.fold < 0) refuse('A fold is a number from 0.', `pair ${i}`);
    if (pair.genuine !== (pair.personA === pair.personB)) {
      refuse('A pair is genuine exactly where both images show the same person.', `pair ${i}`);
    }
    filled.add(pair.fold);
    kinds.add(pair.genuine);
  });
  if (!kinds.has(true)) refuse('There is no pair of images of the same person.', 'pairs');
  if (!kinds.has(false)) refuse('There is no pair of images of different people.', 'pairs');
  if (filled.size < 2) refuse('The threshold is chosen on other folds, so at least two folds are needed.', 'pairs');
  for (let fold = 0; fold < filled.size; fold++) if (!filled.has(fold)) refuse('A fold has no pairs.', `fold ${fold}`);
  return filled.size;
}

function answers(scores: Float64Array, pairs: readonly VerificationPair[], accuracy: FoldAccuracy): boolean[] {
  return pairs.map((pair, i) => scores[i] > accuracy.thresholds[pair.fold] === pair.genuine);
}

function withInterval(
  measured: ReturnType<typeof tarAtFar>,
  interval95: Interval | null,
): VerificationResult['tarAtFar'][number] {
  return measured.status === 'measured' ? { ...measured, interval95 } : measured;
}

function hardestPairs(
  scores: Float64Array,
  pairs: readonly VerificationPair[],
  count: number,
): VerificationResult['hardest'] {
  const positions = [...scores.keys()];
  return {
    genuine: positions
      .filter((i) => pairs[i].genuine)
      .sort((i, j) => scores[i] - scores[j])
      .slice(0, count),
    impostor: positions
      .filter((i) => !pairs[i].genuine)
      .sort((i, j) => scores[j] - scores[i])
      .slice(0, count),
  };
}

function moments(values: Float64Array): { readonly mean: number; readonly std: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, std: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}
