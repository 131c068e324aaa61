import type { TwinReport } from '@shared/domain/report';
import type { SampleRow } from '@shared/domain/sample';
import { largestCosine } from '../../../engine/fitting/chooseTwin';
import type { EmbedderInfo } from '../../../engine/scoring/faceEmbedder';
import { scoreHistogram } from '../../../engine/evaluation/scoreHistogram';
import { type ComparedTwin, quantile } from './compareTwin';

/** A report names so many twins that look like a real person; it counts them all. */
const LISTED = 100;
/** Pairs of real strangers that are looked at for comparison. */
const STRANGER_PAIRS = 20_000;

export interface RealSample {
  readonly row: SampleRow;
  readonly embedding: Float32Array;
}

/** Every twin against its own original and against all real samples, by the judge. */
export function strangersOf(
  compared: readonly ComparedTwin[],
  real: readonly RealSample[],
  judge: EmbedderInfo,
): TwinReport['strangers'] {
  const size = judge.embeddingSize;
  const threshold = judge.typicalCosine.samePersonFrom;
  const byId = new Map(real.map((sample) => [sample.row.id, sample]));
  const own: number[] = [];
  const nearest: number[] = [];
  const tooAlike: TwinReport['strangers']['tooAlike'] = [];
  for (const { row, original, embedding } of compared) {
    const self = byId.get(original.ofSample);
    if (self !== undefined) own.push(largestCosine(embedding, self.embedding, size));
    let best = -1;
    let like: RealSample | null = null;
    for (const sample of real) {
      const cosine = largestCosine(embedding, sample.embedding, size);
      if (cosine > best) {
        best = cosine;
        like = sample;
      }
    }
    nearest.push(best);
    if (best >= threshold && like !== null) tooAlike.push({ twin: row.id, ofSample: like.row.id, cosine: best });
  }
  const sortedOwn = Float64Array.from(own).sort();
  const sortedNearest = Float64Array.from(nearest).sort();
  tooAlike.sort((a, b) => b.cosine - a.cosine);
  return {
    judge: {
      name: judge.name,
      weightsSha256: judge.weightsSha256,
      licence: judge.licence,
      trainedOn: judge.trainedOn,
    },
    threshold,
    histogram: scoreHistogram({ genuine: sortedOwn, impostor: sortedNearest }),
    own: { median: quantile(sortedOwn, 0.5), max: quantile(sortedOwn, 1) },
    nearest: { median: quantile(sortedNearest, 0.5), max: quantile(sortedNearest, 1) },
    realStrangersP99: strangersP99(real, size),
    tooAlike: tooAlike.slice(0, LISTED),
    tooAlikeCount: tooAlike.length,
    verdict: tooAlike.length === 0 ? 'strangers' : 'too-alike',
  };
}

/** How alike two real people of the set look at the 99th percentile: the scale on which twins are to be read. */
function strangersP99(real: readonly RealSample[], size: number): number | null {
  const values: number[] = [];
  const step = Math.max(1, Math.floor((real.length * real.length) / 2 / STRANGER_PAIRS));
  let at = 0;
  for (let i = 0; i < real.length; i++)
    for (let j = 0; j < i; j++) {
      const [a, b] = [real[i], real[j]];
      if (a === undefined || b === undefined || a.row.identityIndex === b.row.identityIndex) continue;
      if (at++ % step === 0) values.push(largestCosine(a.embedding, b.embedding, size));
    }
  return values.length === 0 ? null : quantile(Float64Array.from(values).sort(), 0.99);
}
