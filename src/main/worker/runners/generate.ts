import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import type { IdentityPlan } from '@shared/domain/identityPlan';
import { setIdOfJob } from '@shared/domain/ids';
import type { GenerateSpec } from '@shared/domain/jobs';
import type { GeneratorFingerprint, SetInfo } from '@shared/domain/setInfo';
import { throwIfCancelled } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import type { EncodedSample } from '../../engine/generators/graphics/encodedSample';
import type { JobContext, Runner } from '../../jobs/jobContext';
import { orNull } from '../../storage/orNull';
import { readSetInfo } from '../../storage/setStore';
import { openSetWriter, type SetWriter } from '../../storage/setWriter';
import { batchCount, tasksOfBatch, taskSampleCount } from '../batchPlan';
import type { PixelEngine } from '../pixelEngine';
import type { PixelPool } from '../pixelPool';
import { openTaskDrawing } from './drawTasks';
import { checkDiskSpace } from './generate/checkDiskSpace';
import { candidatesOfSet, createSetOfChosen } from './generate/identitiesOfSet';
import { newSynSet } from './newSynSet';
import { renderedBatch } from './sampleRow';

/** Tasks per thread that are asked for ahead of the batch being written, so that no thread waits for the disk. */
const TASKS_AHEAD = 2;

/**
 * Makes a synthetic set: draws, encodes and commits it batch by batch. Same recipe, same bytes, whatever the number of threads and
 * however often it was stopped and resumed.
 * @throws Failure disk-full and invalid-input (more identities than the distance allows) before anything is written; conflict when the set was begun by another generator or recipe
 */
export function createGenerateRunner(engine: PixelEngine): Runner<GenerateSpec> {
  return async (spec, context, place) => {
    const { recipe } = spec;
    const setId = setIdOfJob(place.jobId);
    const fingerprint = await engine.fingerprint(place);
    const { libraryPath } = place;
    // As an earlier run of this job left it, or null before the first.
    const begun = await orNull(readSetInfo(libraryPath, setId));
    const info = newSynSet({ id: setId, name: spec.name, recipe, fingerprint });
    const choose = (): Promise<IdentityPlan> => engine.chooseIdentities(recipe, context, place);
    if (begun === null) {
      await checkDiskSpace(recipe, recipe.identities * recipe.samples, libraryPath);
      await createSetOfChosen(libraryPath, info, choose);
    } else checkSame(begun, spec, fingerprint);
    const writer = await openSetWriter(libraryPath, setId);
    const missing = missingBatches(recipe, writer);
    if (missing.length > 0) {
      await checkDiskSpace(recipe, sampleCountOf(recipe, missing), libraryPath);
      const candidates = await candidatesOfSet(libraryPath, info, writer, choose);
      const pool = engine.open(recipe, spec.workers, place, candidates);
      try {
        await drawBatches({ recipe, pool, writer, missing, context });
      } finally {
        await pool.close();
      }
    }
    const { identities, samples } = (await writer.finish()).counts;
    return {
      setId,
      exportDir: null,
      runDir: null,
      summary: `${spec.name}: ${samples} samples of ${identities} identities`,
    };
  };
}

const missingBatches = (recipe: GenerateRecipe, writer: SetWriter): number[] =>
  Array.from({ length: batchCount(recipe) }, (_, index) => index).filter(
    (index) => !writer.committedBatches.has(index),
  );

const sampleCountOf = (recipe: GenerateRecipe, batches: readonly number[]): number =>
  batches.reduce((count, index) => count + taskSampleCount(tasksOfBatch(recipe, index)), 0);

function checkSame(begun: SetInfo, spec: GenerateSpec, fingerprint: GeneratorFingerprint): void {
  if (begun.kind !== 'syn' || JSON.stringify(begun.recipe) !== JSON.stringify(spec.recipe))
    throw new Failure({
      code: 'conflict',
      message: 'The set of this job was begun with another recipe.',
      place: begun.id,
      remedy: 'Start a new job; it makes a set of its own.',
    });
  if (begun.fingerprint.sha256 !== fingerprint.sha256)
    throw new Failure({
      code: 'conflict',
      message: `This set was begun by ${describe(begun.fingerprint)}; this program draws with ${describe(fingerprint)}. One set never holds samples of two generators.`,
      place: begun.id,
      remedy: 'Start a new job with the same recipe, or resume with the version of the program that began it.',
    });
}

const describe = ({ generator, version, sha256 }: GeneratorFingerprint): string =>
  `${generator} ${version} (${sha256.slice(0, 12)})`;

interface DrawingOptions {
  readonly recipe: GenerateRecipe;
  readonly pool: PixelPool;
  readonly writer: SetWriter;
  readonly missing: readonly number[];
  readonly context: JobContext;
}

async function drawBatches({ recipe, pool, writer, missing, context }: DrawingOptions): Promise<void> {
  const total = recipe.identities * recipe.samples;
  const drawing = openTaskDrawing(pool, context, total, total - sampleCountOf(recipe, missing));
  const ahead: Promise<readonly EncodedSample[]>[] = [];
  let tasksAhead = 0;
  let next = 0;
  for (const batchIndex of missing) {
    // The batch itself, the one after it, and on many cores as many more as keep all of them busy.
    for (; next < missing.length && (ahead.length < 2 || tasksAhead < TASKS_AHEAD * pool.threadCount); next++) {
      const batch = drawing.draw(tasksOfBatch(recipe, missing[next] ?? 0));
      // Its failure is met when its turn comes; until then it must not count as unhandled.
      batch.catch(() => undefined);
      ahead.push(batch);
      tasksAhead += tasksOfBatch(recipe, missing[next] ?? 0).length;
    }
    const samples = (await ahead.shift()) ?? [];
    tasksAhead -= tasksOfBatch(recipe, batchIndex).length;
    await writer.commitBatch(batchIndex, ...renderedBatch(samples, recipe));
    throwIfCancelled(context.signal);
  }
}
