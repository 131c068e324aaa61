import { declarationOf } from '@shared/domain/declaredSynthetic';
import type { TrainSpec } from '@shared/domain/jobs';
import type { RunSamples } from '@shared/domain/report';
import type { SampleRow } from '@shared/domain/sample';
import { assignClasses, type TrainingClasses } from '@shared/domain/trainingClasses';
import { Failure } from '@shared/lib/failure';
import type { UsableSamples } from '../../../storage/usableSamples';
import { readCompleteSamples } from '../recognition/completeSamples';

export interface ChosenSamples {
  readonly classes: TrainingClasses;
  /** In the order of `spec.sets`. */
  readonly sources: readonly UsableSamples[];
  readonly record: RunSamples;
  readonly developmentRows: readonly SampleRow[];
}

/** One in six held-out identities watches the run where twenty are left for verification: ten folds of two. */
const DEVELOPMENT_SHARE = 6;
const MIN_HELD_OUT_FOR_DEVELOPMENT = 24;

/**
 * Decides what a run learns from and what is kept from it.
 * @param pinned what the run decided at its first start, so that a resumed run sees the same decisions.
 * @throws Failure invalid-input, conflict (consent or files have changed since the start), no-consent
 */
export async function chooseSamples(
  libraryPath: string,
  spec: TrainSpec,
  at: string,
  pinned: RunSamples | null,
): Promise<ChosenSamples> {
  const sources: UsableSamples[] = [];
  for (const [index, setId] of spec.sets.entries()) {
    const revision = pinned?.sets[index]?.curationRevision;
    sources.push(
      await readCompleteSamples(libraryPath, setId, 'training', {
        at,
        ...(revision === undefined ? {} : { upToRevision: revision }),
      }),
    );
  }
  for (const source of sources) refuseEmpty(source);
  const classes = assignClasses(
    sources.map(({ info, rows }) => ({ kind: info.kind, rows })),
    spec.heldOutIdentities,
  );
  const held = heldIdentities(classes, sources);
  const developmentCount =
    held.length >= MIN_HELD_OUT_FOR_DEVELOPMENT ? Math.floor(held.length / DEVELOPMENT_SHARE) : 0;
  const development = held.slice(0, developmentCount);
  const record: RunSamples = {
    sets: sources.map(({ info, rows, curationRevision, excludedCount, withoutConsentCount }) => ({
      setId: info.id,
      name: info.name,
      kind: info.kind,
      ...declarationOf(info),
      curationRevision,
      identities: new Set(rows.map((row) => row.identityIndex)).size,
      samples: rows.length,
      excluded: excludedCount,
      withoutConsent: withoutConsentCount,
    })),
    development,
    heldOut: held.slice(developmentCount),
  };
  if (pinned !== null) refuseChanged(pinned, record);
  const isDevelopment = new Set(development.map(({ setId, identityIndex }) => `${setId} ${identityIndex}`));
  const developmentRows = classes.heldOut.flatMap(({ source, row }) =>
    isDevelopment.has(`${sources[source]?.info.id ?? ''} ${row.identityIndex}`) ? [row] : [],
  );
  return { classes, sources, record, developmentRows };
}

function heldIdentities(
  classes: TrainingClasses,
  sources: readonly UsableSamples[],
): { setId: RunSamples['heldOut'][number]['setId']; identityIndex: number }[] {
  const known = new Map<string, RunSamples['heldOut'][number]>();
  for (const { source, row } of classes.heldOut) {
    const setId = sources[source]?.info.id;
    if (setId !== undefined) known.set(`${setId} ${row.identityIndex}`, { setId, identityIndex: row.identityIndex });
  }
  return [...known.values()];
}

function refuseEmpty({ info, rows, withoutConsentCount }: UsableSamples): void {
  if (rows.length > 0) return;
  throw new Failure(
    withoutConsentCount > 0
      ? {
          code: 'no-consent',
          message: `No subject of ${info.name} consents to training today (${withoutConsentCount} samples left out).`,
          remedy: 'Update the consent file, or train without this set.',
        }
      : {
          code: 'invalid-input',
          message: `Every sample of ${info.name} is excluded.`,
          remedy: 'Restore some samples.',
        },
  );
}

function refuseChanged(pinned: RunSamples, now: RunSamples): void {
  pinned.sets.forEach((before, index) => {
    const after = now.sets[index];
    if (after?.setId === before.setId && after.samples === before.samples) return;
    const isConsent = (after?.withoutConsent ?? 0) > before.withoutConsent;
    throw new Failure({
      code: isConsent ? 'no-consent' : 'conflict',
      message: `${before.name} had ${before.samples} usable samples when this run began and has ${after?.samples ?? 0} now.`,
      remedy: 'Consent has changed since: start a new run; this one cannot be continued with other data.',
    });
  });
}
