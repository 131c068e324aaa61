import type { TwinReport } from '@shared/domain/report';
import type { SampleRow } from '@shared/domain/sample';
import type { TwinPlan, TwinSample } from '@shared/domain/twin';
import { fitFace, type FaceFit } from '../../../engine/fitting/fitFace';
import { lightDifference } from '../../../engine/fitting/lightOnFaces';
import { standardCrop } from '../../../engine/fitting/standardCrop';
import type { JobContext } from '../../../jobs/jobContext';
import { pause } from './planTwin';
import { readCrop, type TwinTools } from './twinTools';
import type { SetId } from '@shared/domain/ids';

/** More twins than this are fitted again only in part, evenly spread: the figures stand still long before. */
const MOST_FITTED_AGAIN = 400;

/** One twin beside its original. */
export interface ComparedTwin {
  readonly row: SampleRow;
  readonly original: TwinSample;
  /** `[embeddingSize]` of the twin. */
  readonly embedding: Float32Array;
  /** Null where it was not fitted again, `failed` where it could not be. */
  readonly again: FaceFit | 'failed' | null;
}

/** Looks at the finished twins as if they were pictures from outside. */
export async function compareTwin(
  plan: TwinPlan,
  rows: readonly SampleRow[],
  place: { readonly libraryPath: string; readonly setId: SetId },
  tools: TwinTools,
  context: JobContext,
): Promise<ComparedTwin[]> {
  const step = Math.max(1, Math.ceil(rows.length / MOST_FITTED_AGAIN));
  const compared: ComparedTwin[] = [];
  for (const [at, row] of rows.entries()) {
    context.progress({ phase: 'compare', done: at, total: rows.length, unit: 'images' });
    const original = plan.identities[row.identityIndex]?.samples[row.sampleIndex];
    if (original === undefined) throw new RangeError(`${row.id} is not in the plan of the twin`);
    const crop = standardCrop(await readCrop(place.libraryPath, place.setId, row.file, tools.codecs));
    const embedding = await tools.embedder.embed([crop]);
    const outcome = at % step === 0 ? await fitFace(tools.model, tools.finder, crop) : null;
    const again = outcome === null ? null : outcome.kind === 'fitted' ? outcome.fit : 'failed';
    compared.push({ row, original, embedding, again });
    await pause(context);
  }
  return compared;
}

/** Median and 90 % of how far the factors of twins differ from those of their originals, both as the same fitter sees them. */
export function agreementOf(compared: readonly ComparedTwin[]): TwinReport['agreement'] {
  const pairs = compared.flatMap(({ original, again }) =>
    again === null || again === 'failed' ? [] : [{ a: original, b: again }],
  );
  type Pair = (typeof pairs)[number];
  const factor = (
    name: TwinReport['agreement']['factors'][number]['factor'],
    unit: string,
    difference: (pair: Pair) => number,
  ): TwinReport['agreement']['factors'][number] => {
    const values = pairs.map((pair) => Math.abs(difference(pair))).sort((x, y) => x - y);
    return { factor: name, unit, median: quantile(values, 0.5), p90: quantile(values, 0.9) };
  };
  return {
    compared: pairs.length,
    notFittedAgain: compared.filter(({ again }) => again === 'failed').length,
    factors: [
      factor('yaw', '°', ({ a, b }) => a.poseDeg[0] - b.poseDeg[0]),
      factor('pitch', '°', ({ a, b }) => a.poseDeg[1] - b.poseDeg[1]),
      factor('roll', '°', ({ a, b }) => a.poseDeg[2] - b.poseDeg[2]),
      factor('light', '%', ({ a, b }) => 100 * lightDifference(b.light, a.light)),
      factor('mouth', 'of fully open', ({ a, b }) => a.mouthOpening - b.mouthOpening),
      factor('sharpness', 'octaves', ({ a, b }) =>
        Math.log2((b.relativeSharpness + 1e-3) / (a.relativeSharpness + 1e-3)),
      ),
      factor('brightness', 'stops', ({ a, b }) => Math.log2((b.meanLinear + 1e-4) / (a.meanLinear + 1e-4))),
    ],
  };
}

/** Of sorted values; 0 where there are none. */
export const quantile = (sorted: ArrayLike<number>, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
