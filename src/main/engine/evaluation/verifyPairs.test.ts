import { VerificationResult } from '@shared/domain/verification';
import { describe, expect, it } from 'vitest';
import { goldenJson, goldenTensors, relativeError } from '../tensor/goldenFile.testing';
import { cosineScores } from './pairScores';
import { goldenProtocol, pairsWithScores } from './protocol.testing';
import { tarAtFar } from './tarAtFar';
import { verifyPairs } from './verifyPairs';

interface GoldenFolds {
  readonly accuracy_per_fold: number[];
  readonly best_threshold_per_fold: number[];
  readonly mean: number;
  readonly std: number;
}
interface GoldenProtocol {
  readonly synface: GoldenFolds;
  readonly insightface: GoldenFolds;
  readonly roc: {
    readonly tar_at_far: { target: number; threshold: number; far: number; tar: number }[];
    readonly eer_interpolated_sklearn: number;
    readonly auc: number;
  };
}

const expected = goldenJson('a4_lfw_protocol') as GoldenProtocol;
const { embeddings, pairs } = goldenProtocol();
const result = verifyPairs(embeddings, pairs, { fars: [0.1, 0.01, 0.001], replicates: 200 });

describe('verifyPairs against the reference protocol', () => {
  it('scores pairs as SynFace does', () => {
    const scores = cosineScores(embeddings, pairs, 1e-5);
    expect(relativeError(scores, goldenTensors('a4_lfw_protocol')('cosine').values)).toBeLessThan(1e-6);
  });

  it.each(['synface', 'insightface'] as const)('gives the folds of %s exactly', (rule) => {
    expect(result.accuracy[rule].perFold).toEqual(expected[rule].accuracy_per_fold);
    expect(result.accuracy[rule].mean).toBeCloseTo(expected[rule].mean, 12);
    expect(result.accuracy[rule].std).toBeCloseTo(expected[rule].std, 12);
    expect(relativeError(result.accuracy[rule].thresholds, expected[rule].best_threshold_per_fold)).toBeLessThan(1e-12);
  });

  it('gives EER, AUC and TAR at FAR', () => {
    expect(result.eer.value).toBeCloseTo(expected.roc.eer_interpolated_sklearn, 6);
    expect(result.auc.value).toBeCloseTo(expected.roc.auc, 9);
    for (const { target, threshold, far, tar } of expected.roc.tar_at_far) {
      const measured = result.tarAtFar.find((entry) => entry.far === target);
      if (measured?.status !== 'measured') throw new Error(`FAR ${target} was refused`);
      expect(measured.tar).toBe(tar);
      expect(measured.achievedFar).toBe(far);
      expect(measured.threshold).toBeCloseTo(threshold, 4);
    }
  });

  it('refuses a rate that 300 impostor pairs cannot show', () => {
    expect(result.tarAtFar[2]).toEqual({
      status: 'not-measurable',
      far: 0.001,
      impostorsNeeded: 1000,
      impostorCount: 300,
    });
  });

  it('has a threshold at least as good as any grid, and intervals around each value', () => {
    expect(result.accuracy.exact.mean).toBeGreaterThan(0.89);
    for (const { value, interval95 } of [
      { value: result.accuracy.exact.mean, interval95: result.accuracy.interval95 },
      result.eer,
      result.auc,
    ]) {
      expect(interval95?.[0]).toBeLessThan(value);
      expect(interval95?.[1]).toBeGreaterThan(value);
      expect((interval95?.[1] ?? 1) - (interval95?.[0] ?? 0)).toBeLessThan(0.1);
    }
  });

  it('is plain JSON that its own schema accepts, the same on every call', () => {
    expect(VerificationResult.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
    expect(verifyPairs(embeddings, pairs, { fars: [0.1, 0.01, 0.001], replicates: 200 })).toEqual(result);
  });
});

describe('verifyPairs on small lists', () => {
  const separable = [0.9, 0.8, 0.7, 0.6].flatMap((score) => [
    { score, genuine: true },
    { score: score - 0.6, genuine: false },
  ]);

  it('gives perfect numbers for people that are told apart', () => {
    const small = pairsWithScores([...separable, ...separable], 2);
    const perfect = verifyPairs(small.embeddings, small.pairs, { fars: [0.5], replicates: 0 });
    expect(perfect.accuracy.exact.mean).toBe(1);
    expect(perfect.eer.value).toBe(0);
    expect(perfect.auc.value).toBe(1);
    expect(perfect.tarAtFar[0]).toMatchObject({ status: 'measured', tar: 1 });
    expect(perfect.eer.interval95).toBeNull();
  });

  it('counts every pair once in the histogram and names the worst pairs first', () => {
    const small = pairsWithScores(separable, 2);
    const { histogram, hardest } = verifyPairs(small.embeddings, small.pairs, { hardestCount: 2, replicates: 0 });
    const sum = (bins: number[]): number => bins.reduce((total, count) => total + count, 0);
    expect([sum(histogram.genuine), sum(histogram.impostor)]).toEqual([4, 4]);
    expect(hardest).toEqual({ genuine: [6, 4], impostor: [1, 3] });
  });

  it('lets ties only lower the false accept rate', () => {
    const scores = { genuine: Float64Array.of(0.1, 0.5, 0.9), impostor: Float64Array.of(0, 0.5, 0.5, 0.5) };
    const measured = tarAtFar(scores, 0.5);
    expect(measured).toMatchObject({
      status: 'measured',
      achievedFar: 0,
      acceptedImpostorCount: 0,
      acceptedGenuineCount: 1,
    });
  });

  it.each([
    ['a row that does not exist', [{ a: 0, b: 99, genuine: true, fold: 0, personA: 0, personB: 0 }], 'pair 0'],
    ['a genuine pair of two people', [{ a: 0, b: 1, genuine: true, fold: 0, personA: 0, personB: 1 }], 'pair 0'],
    ['one fold', pairsWithScores(separable, 1).pairs, 'pairs'],
    ['no impostors', pairsWithScores(separable, 2).pairs.filter((pair) => pair.genuine), 'pairs'],
  ])('refuses %s', (_, broken, place) => {
    const { embeddings: rows } = pairsWithScores(separable, 2);
    expect(() => verifyPairs(rows, broken)).toThrow(expect.objectContaining({ code: 'invalid-input', place }) as Error);
  });

  it('refuses embeddings that are not numbers, naming the image', () => {
    const small = pairsWithScores(separable, 2);
    small.embeddings.data[7] = Number.NaN;
    expect(() => verifyPairs(small.embeddings, small.pairs)).toThrow(
      expect.objectContaining({ code: 'invalid-input', place: 'image 3' }) as Error,
    );
  });
});
