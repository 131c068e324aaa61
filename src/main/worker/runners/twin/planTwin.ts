import type { SampleRow } from '@shared/domain/sample';
import { GenerateRecipe, type CropName } from '@shared/domain/generateRecipe';
import type { TwinSpec } from '@shared/domain/jobs';
import { type NotFitted, TWIN_PLAN_SCHEMA, type TwinPlan, type TwinSample } from '@shared/domain/twin';
import { throwIfCancelled } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import { TwinChooser } from '../../../engine/fitting/chooseTwin';
import { fitFace, type FaceFit } from '../../../engine/fitting/fitFace';
import { standardCrop } from '../../../engine/fitting/standardCrop';
import type { JobContext } from '../../../jobs/jobContext';
import type { UsableSamples } from '../../../storage/usableSamples';
import { readCrop, type TwinTools } from './twinTools';

interface FittedSubject {
  readonly ofIdentity: number;
  readonly fits: FaceFit[];
  readonly samples: TwinSample[];
}

interface FittedSet {
  readonly subjects: readonly FittedSubject[];
  readonly notFitted: readonly NotFitted[];
  /** `[n, size]`: every usable real sample, fitted or not. */
  readonly embeddings: Float32Array;
}

/**
 * Fits every picture of the set and chooses who is drawn for each subject: all that the twin's pictures follow from.
 * @throws Failure invalid-input when nothing can be fitted or nobody is unlike enough; cancelled
 */
export async function planTwin(
  spec: TwinSpec,
  usable: UsableSamples,
  tools: TwinTools,
  context: JobContext,
  libraryPath: string,
): Promise<TwinPlan> {
  const fitted = await fitSet(spec, usable.rows, tools, context, libraryPath);
  if (fitted.subjects.length === 0)
    throw new Failure({
      code: 'invalid-input',
      message: `None of the ${usable.rows.length} pictures could be fitted: first ${fitted.notFitted[0]?.reason ?? 'there is none'}.`,
      place: usable.info.name,
      remedy: 'Look at the pictures; faces turned further than 50° and blank pictures have no twin.',
    });
  const recipe = GenerateRecipe.parse({
    identities: fitted.subjects.length,
    samples: Math.max(...fitted.subjects.map(({ samples }) => samples.length)),
    seed: spec.twin.seed,
    crop: spec.twin.crop ?? cropOf(usable.rows[0]),
    jpegQuality: spec.twin.jpegQuality,
    options: spec.twin.options,
  });
  const chooser = new TwinChooser(tools.model, recipe, spec.twin, tools.embedder, fitted.embeddings);
  const identities: TwinPlan['identities'] = [];
  for (const { ofIdentity, fits, samples } of fitted.subjects) {
    context.progress({ phase: 'choose', done: identities.length, total: recipe.identities, unit: 'identities' });
    identities.push({ ofIdentity, ...(await chooser.choose(fits)), samples });
    await pause(context);
  }
  return {
    schema: TWIN_PLAN_SCHEMA,
    ofSetId: spec.setId,
    recipe,
    curationRevision: usable.curationRevision,
    withoutConsent: usable.withoutConsentCount,
    excluded: usable.excludedCount,
    identities,
    passedOver: { ...chooser.passedOver },
    notFitted: [...fitted.notFitted],
  };
}

async function fitSet(
  spec: TwinSpec,
  rows: readonly SampleRow[],
  tools: TwinTools,
  context: JobContext,
  libraryPath: string,
): Promise<FittedSet> {
  const subjects = new Map<number, FittedSubject>();
  const notFitted: NotFitted[] = [];
  const embeddings: Float32Array[] = [];
  for (const [at, row] of rows.entries()) {
    context.progress({ phase: 'fit', done: at, total: rows.length, unit: 'images' });
    let crop;
    try {
      crop = await readCrop(libraryPath, spec.setId, row.file, tools.codecs);
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      notFitted.push({ ofSample: row.id, reason: 'unreadable', detail: thrown.message });
      continue;
    }
    embeddings.push(await tools.embedder.embed([standardCrop(crop)]));
    const outcome = await fitFace(tools.model, tools.finder, crop);
    if (outcome.kind === 'not-fitted') {
      notFitted.push({ ofSample: row.id, reason: outcome.reason, detail: outcome.detail });
    } else {
      const subject = subjects.get(row.identityIndex) ?? { ofIdentity: row.identityIndex, fits: [], samples: [] };
      subjects.set(row.identityIndex, subject);
      subject.fits.push(outcome.fit);
      subject.samples.push(toTwinSample(row, outcome.fit));
    }
    await pause(context);
  }
  const size = tools.embedder.info.embeddingSize;
  const all = new Float32Array(size * embeddings.length);
  embeddings.forEach((row, i) => all.set(row, i * size));
  return { subjects: [...subjects.values()], notFitted, embeddings: all };
}

const toTwinSample = (row: SampleRow, fit: FaceFit): TwinSample => ({
  ...fit,
  ofSample: row.id,
  poseDeg: [...fit.poseDeg],
  expression: [...fit.expression],
  light: [...fit.light],
});

/** A set has one size of crop; the first sample tells which. */
function cropOf(row: SampleRow | undefined): CropName {
  if (row?.widthPx === 96) return '96x112';
  return row?.widthPx === 256 ? '256x256' : '112x112';
}

/** Between pictures the process hears a cancel. */
export async function pause(context: JobContext): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  throwIfCancelled(context.signal);
}
