import type { JudgeInfo } from '@shared/domain/scores';
import { Rng } from '@shared/lib/rng';
import type { ScoredSamples } from './scoredSamples';

const SIZE = 8;

export const TEST_JUDGE: JudgeInfo = {
  key: 'face-api',
  name: 'Test judge',
  embeddingSize: SIZE,
  weightsSha256: 'a'.repeat(64),
  licence: 'none',
  trainedOn: 'nothing',
  samePersonFrom: 0.8,
  thresholdFrom: 'made up',
};

/**
 * What a judge that works would find: one direction per identity, a little noise per sample.
 * @param rows of the table, in their order. @param world sets of different worlds share no people
 * @returns float32 [rows, 8], rows of length 1
 */
export function testEmbeddings(
  { columns }: Pick<ScoredSamples, 'columns'>,
  rows: ScoredSamples['rows'],
  world = 0,
): { readonly size: number; readonly values: Float32Array } {
  const { identityIndex, sampleIndex } = columns.integers;
  const values = new Float32Array(rows.length * SIZE);
  rows.forEach((row, i) => {
    const centre = new Rng(1, 1, identityIndex[row], world);
    const own = new Rng(1, 2, identityIndex[row], sampleIndex[row]);
    const vector = Array.from({ length: SIZE }, () => centre.normal() + 0.2 * own.normal());
    const length = Math.hypot(...vector);
    values.set(
      vector.map((value) => value / length),
      i * SIZE,
    );
  });
  return { size: SIZE, values };
}
