import { type ComposeSpec, composedPictures } from '@shared/domain/compose';
import type { GivenSample } from '../../engine/generators/graphics/encodedSample';
import { loadHeadModel } from '../../engine/generators/graphics/loadHeadModel';
import type { Runner } from '../../jobs/jobContext';
import { headModelDir } from '../../platform/generatorFingerprint';
import { openSetWriter } from '../../storage/setWriter';
import type { PixelEngine } from '../pixelEngine';
import type { PixelTask } from '../pixelProtocol';
import { composedSamples } from './compose/composedSamples';
import { countPeople, placePeople } from './compose/placePeople';
import { openTaskDrawing } from './drawTasks';
import { checkDiskSpace } from './generate/checkDiskSpace';
import { renderedBatch } from './sampleRow';

/** Samples of one task: an identity is built for each, so few are too few, and one person shall keep all threads busy. */
const TASK_SAMPLES = 10;
/** Names have five and three digits however the set grows: no sample is ever renamed. */
const EXTENT = { identities: 1, samples: 1 };

/**
 * Makes a set of people made by hand, or adds some to one. All people of a job come with one batch, so they are there together or not
 * at all, and nothing that was there changes; same people, same place in the set, same bytes.
 * @throws Failure invalid-input (a mesh that is not there; as `placePeople`), conflict, disk-full, cancelled
 */
export function createComposeRunner(engine: PixelEngine): Runner<ComposeSpec> {
  return async (spec, context, place) => {
    const { libraryPath } = place;
    const fingerprint = await engine.fingerprint(place);
    const found = await placePeople(spec, fingerprint, place);
    const { setId, recipe, batchIndex, firstIdentity } = found;
    const writer = await openSetWriter(libraryPath, setId);
    if (!writer.committedBatches.has(batchIndex)) {
      await checkDiskSpace(recipe, composedPictures(spec.people), libraryPath);
      const { model } = await loadHeadModel(headModelDir(place.resourcesDir));
      const tasks = spec.people.flatMap((person, at) =>
        tasksOf(
          firstIdentity + at,
          composedSamples(model, person, firstIdentity + at, { seed: recipe.seed, options: spec.options }),
        ),
      );
      const pool = engine.open(recipe, spec.workers, place);
      try {
        const samples = await openTaskDrawing(pool, context, composedPictures(spec.people)).draw(tasks);
        await writer.commitBatch(batchIndex, ...renderedBatch(samples, EXTENT));
      } finally {
        await pool.close();
      }
    }
    await countPeople(libraryPath, setId);
    const { name, counts } = await writer.finish();
    const added = `${composedPictures(spec.people)} samples of ${spec.people.length} hand-made ${spec.people.length === 1 ? 'person' : 'people'}`;
    const summary =
      spec.into.type === 'new' ? `${name}: ${added}` : `${name}: ${added} more, now ${counts.identities} people`;
    return { setId, exportDir: null, runDir: null, summary };
  };
}

const tasksOf = (identityIndex: number, given: readonly GivenSample[]): PixelTask[] =>
  Array.from({ length: Math.ceil(given.length / TASK_SAMPLES) }, (_, at) => ({
    identityIndex,
    given: given.slice(at * TASK_SAMPLES, (at + 1) * TASK_SAMPLES),
  }));
