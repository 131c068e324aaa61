import { join } from 'node:path';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import { type SetId, setIdOfJob } from '@shared/domain/ids';
import type { TwinSpec } from '@shared/domain/jobs';
import type { TwinReport } from '@shared/domain/report';
import type { GeneratorFingerprint } from '@shared/domain/setInfo';
import { TWIN_PURPOSE, type TwinPlan } from '@shared/domain/twin';
import { Failure } from '@shared/lib/failure';
import { FITTER_FINGERPRINT } from '../../engine/fitting/fitterFingerprint';
import { standardCrop } from '../../engine/fitting/standardCrop';
import type { JobContext, JobPlace, Runner } from '../../jobs/jobContext';
import { writeFileAtomic } from '../../platform/atomicWrite';
import { readSampleRows } from '../../storage/sampleTable';
import { orNull } from '../../storage/orNull';
import { createSet, readSetInfo } from '../../storage/setStore';
import { openSetWriter } from '../../storage/setWriter';
import { readTwinPlan, writeTwinPlan } from '../../storage/twinStore';
import { readUsableSamples, type UsableSamples } from '../../storage/usableSamples';
import type { PixelEngine } from '../pixelEngine';
import { findingOf } from './findingOf';
import { checkDiskSpace } from './generate/checkDiskSpace';
import { newSynSet } from './newSynSet';
import { agreementOf, compareTwin } from './twin/compareTwin';
import { drawTwin } from './twin/drawTwin';
import { pause, planTwin } from './twin/planTwin';
import { type RealSample, strangersOf } from './twin/strangers';
import { readPairs, writeTwinPairs } from './twin/twinPairs';
import { openTwinTools, readCrop, type TwinTools } from './twin/twinTools';

/**
 * Makes the synthetic twin of a real set: pose, expression, light, sharpness and brightness of each picture, with other people. What
 * was fitted is written down before the first picture is drawn, so a resumed job draws the same bytes. Pictures of subjects who do not
 * allow `training` today are not read; pictures that cannot be fitted are listed with the reason.
 * @throws Failure invalid-input (not a real set, nothing fitted, nobody unlike enough), no-consent, conflict, disk-full, cancelled
 */
export function createTwinRunner(engine: PixelEngine): Runner<TwinSpec> {
  return async (spec, context, place) => {
    const { libraryPath } = place;
    const setId = setIdOfJob(place.jobId);
    const usable = await readUsable(spec, libraryPath);
    const pairs = spec.pairsFile === null ? null : await readPairs(spec.pairsFile);
    const fingerprint = await engine.fingerprint(place);
    const tools = await openTwinTools(place);
    const plan = (await planOf(libraryPath, setId, fingerprint)) ?? (await begin());

    const writer = await openSetWriter(libraryPath, setId);
    const pool = engine.open(plan.recipe, spec.workers, place);
    try {
      await drawTwin({ plan, model: tools.model, pool, writer, context });
    } finally {
      await pool.close();
    }
    const { counts } = await writer.finish();
    const pairsReport = pairs === null ? null : await writeTwinPairs(pairs, plan, usable.rows, { libraryPath, setId });
    const report = await reportOf(spec, { plan, usable, tools, pairsReport, context, place, setId });
    await writeFileAtomic(join(place.runDir, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
    return {
      setId,
      exportDir: null,
      runDir: place.runDir,
      summary: `${spec.name}: ${counts.samples} samples of ${counts.identities} people who do not exist, in the moments of ${usable.info.name}; ${report.strangers.verdict === 'strangers' ? 'strangers to all originals' : `${report.strangers.tooAlikeCount} look too much like an original`}`,
      ...findingOf(report),
    };

    async function begin(): Promise<TwinPlan> {
      const made = await planTwin(spec, usable, tools, context, libraryPath);
      await checkDiskSpace(made.recipe, usable.rows.length, libraryPath);
      await createSet(libraryPath, {
        ...newSynSet({ id: setId, name: spec.name, recipe: made.recipe, fingerprint }),
        twin: { ofSetId: spec.setId, ofSetName: usable.info.name, fitterFingerprint: FITTER_FINGERPRINT },
      });
      await writeTwinPlan(libraryPath, setId, made);
      return made;
    }
  };
}

async function readUsable(spec: TwinSpec, libraryPath: string): Promise<UsableSamples> {
  const usable = await readUsableSamples(libraryPath, spec.setId, TWIN_PURPOSE);
  if (!isOfRealPeople(usable.info))
    throw new Failure({
      code: 'invalid-input',
      message: `“${usable.info.name}” ${usable.info.kind === 'real' ? 'is declared synthetic' : 'is not a set of real people'}; it needs no twin.`,
      place: spec.setId,
      remedy: 'Name an imported set of real people.',
    });
  if (usable.rows.length > 0) return usable;
  throw new Failure({
    code: usable.withoutConsentCount > 0 ? 'no-consent' : 'invalid-input',
    message: `No picture of “${usable.info.name}” may be used: ${usable.withoutConsentCount} without consent to ${TWIN_PURPOSE}, ${usable.excludedCount} excluded.`,
    place: spec.setId,
    remedy: `Update the consent file; making a twin needs consent to ${TWIN_PURPOSE}.`,
  });
}

/** What an earlier run of this job fitted; null before it had. */
async function planOf(libraryPath: string, setId: SetId, fingerprint: GeneratorFingerprint): Promise<TwinPlan | null> {
  const info = await orNull(readSetInfo(libraryPath, setId));
  if (info === null) return null;
  if (info.kind !== 'syn' || info.fingerprint.sha256 !== fingerprint.sha256)
    throw new Failure({
      code: 'conflict',
      message:
        'This twin was begun by another version of the generator. One set never holds samples of two generators.',
      place: setId,
      remedy: 'Start a new job, or resume with the version of the program that began it.',
    });
  return readTwinPlan(libraryPath, setId);
}

interface Finished {
  readonly plan: TwinPlan;
  readonly usable: UsableSamples;
  readonly tools: TwinTools;
  readonly pairsReport: TwinReport['pairs'];
  readonly context: JobContext;
  readonly place: JobPlace;
  readonly setId: SetId;
}

async function reportOf(spec: TwinSpec, finished: Finished): Promise<TwinReport> {
  const { plan, usable, tools, pairsReport, context, place, setId } = finished;
  const { libraryPath } = place;
  const rows = await readSampleRows(libraryPath, setId);
  const compared = await compareTwin(plan, rows, { libraryPath, setId }, tools, context);
  const unreadable = new Set(plan.notFitted.flatMap((one) => (one.reason === 'unreadable' ? [one.ofSample] : [])));
  const real: RealSample[] = [];
  for (const row of usable.rows) {
    if (unreadable.has(row.id)) continue;
    const crop = standardCrop(await readCrop(libraryPath, spec.setId, row.file, tools.codecs));
    real.push({ row, embedding: await tools.embedder.embed([crop]) });
    await pause(context);
  }
  return {
    kind: 'twin',
    runId: place.jobId,
    createdAt: new Date().toISOString(),
    setId,
    name: spec.name,
    ofSetId: spec.setId,
    ofSetName: usable.info.name,
    structure: {
      subjectsAsked: new Set(usable.rows.map(({ identityIndex }) => identityIndex)).size,
      subjectsMade: plan.identities.length,
      samplesAsked: usable.rows.length,
      samplesMade: rows.length,
      excluded: plan.excluded,
      withoutConsent: plan.withoutConsent,
    },
    agreement: agreementOf(compared),
    strangers: strangersOf(compared, real, tools.embedder.info),
    identities: { passedOver: plan.passedOver },
    notFitted: plan.notFitted,
    pairs: pairsReport,
  };
}
