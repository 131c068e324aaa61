import { goldenTensors } from '../tensor/goldenFile.testing';
import type { Embeddings, VerificationPair } from './verificationPair';

/** The protocol fixture: 600 pairs in 10 contiguous folds; pair i = rows 2i and 2i + 1. Every pair has its own people. */
export function goldenProtocol(): { embeddings: Embeddings; pairs: VerificationPair[] } {
  const golden = goldenTensors('a4_lfw_protocol');
  const { shape, values } = golden('embeddings_interleaved');
  if (!(values instanceof Float32Array)) throw new Error('embeddings are not float32');
  const same = golden('issame').values;
  const pairs = Array.from(same, (flag, i) => ({
    a: 2 * i,
    b: 2 * i + 1,
    genuine: flag === 1,
    fold: Math.floor(i / 60),
    personA: 2 * i,
    personB: flag === 1 ? 2 * i : 2 * i + 1,
  }));
  return { embeddings: { data: values, rows: shape[0], size: shape[1] }, pairs };
}

/** One-component-free helper: pairs with given scores, by placing unit vectors at the right angle in the plane. */
export function pairsWithScores(
  scores: readonly { readonly score: number; readonly genuine: boolean }[],
  foldCount: number,
): {
  embeddings: Embeddings;
  pairs: VerificationPair[];
} {
  const data = new Float32Array(scores.length * 4);
  const pairs = scores.map(({ score, genuine }, i) => {
    data.set([1, 0, score, Math.sqrt(1 - score * score)], 4 * i);
    return {
      a: 2 * i,
      b: 2 * i + 1,
      genuine,
      fold: i % foldCount,
      personA: 2 * i,
      personB: genuine ? 2 * i : 2 * i + 1,
    };
  });
  return { embeddings: { data, rows: scores.length * 2, size: 2 }, pairs };
}
