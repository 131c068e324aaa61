import type { TwinPlan } from '@shared/domain/twin';
import { sampleIdentity, sampleShot } from '@shared/graphics/factors';
import type { HeadModel } from '@shared/graphics/headModel';
import { throwIfCancelled } from '@shared/lib/abort';
import { twinShot } from '../../../engine/fitting/twinShot';
import type { GivenSample } from '../../../engine/generators/graphics/encodedSample';
import type { JobContext } from '../../../jobs/jobContext';
import type { SetWriter } from '../../../storage/setWriter';
import type { PixelPool } from '../../pixelPool';
import { openTaskDrawing } from '../drawTasks';
import { identityFolder, renderedBatch } from '../sampleRow';

/** Samples of one committed batch at least, where there are so many. */
const BATCH_SAMPLES = 128;

/** Identities of each batch: whole ones, in order. A function of the plan alone, so a resumed job finds the same. */
export function batchesOf({ identities }: TwinPlan): readonly (readonly number[])[] {
  const batches: number[][] = [];
  let count = BATCH_SAMPLES;
  identities.forEach(({ samples }, index) => {
    if (count >= BATCH_SAMPLES) {
      batches.push([]);
      count = 0;
    }
    batches[batches.length - 1]?.push(index);
    count += samples.length;
  });
  return batches;
}

/** The factors of all samples of one twin: pictures are a function of them alone. */
export function givenSamples(model: HeadModel, { recipe, identities }: TwinPlan, index: number): GivenSample[] {
  const { candidate, samples } = identities[index] ?? { candidate: 0, samples: [] };
  const identity = sampleIdentity(model, recipe.seed, candidate, recipe.options);
  return samples.map((sample, sampleIndex) => {
    const fit = { ...sample, expression: Float32Array.from(sample.expression), light: Float32Array.from(sample.light) };
    const drawn = sampleShot(model, recipe.seed, candidate, sampleIndex, recipe.options);
    return { sampleIndex, factors: { identity, shot: twinShot(fit, drawn) }, partnerIndex: -1, weight: 1 };
  });
}

export interface DrawTwinOptions {
  readonly plan: TwinPlan;
  readonly model: HeadModel;
  readonly pool: PixelPool;
  readonly writer: SetWriter;
  readonly context: JobContext;
}

/** Draws and commits what is not yet there, batch by batch. @throws Failure cancelled, disk-full, io */
export async function drawTwin({ plan, model, pool, writer, context }: DrawTwinOptions): Promise<void> {
  const total = plan.identities.reduce((sum, { samples }) => sum + samples.length, 0);
  const drawing = openTaskDrawing(pool, context, total);
  for (const [batchIndex, identities] of batchesOf(plan).entries()) {
    if (writer.committedBatches.has(batchIndex)) {
      for (const index of identities) drawing.count(plan.identities[index]?.samples.length ?? 0);
      continue;
    }
    const drawn = await drawing.draw(
      identities.map((identityIndex) => ({ identityIndex, given: givenSamples(model, plan, identityIndex) })),
    );
    await writer.commitBatch(batchIndex, ...renderedBatch(drawn, plan.recipe));
    throwIfCancelled(context.signal);
  }
}

/** Folder of a twin: `00012`. Nothing in it comes from the subject but the order. */
export const twinFolder = ({ recipe }: TwinPlan, identityIndex: number): string =>
  identityFolder(identityIndex, recipe);
