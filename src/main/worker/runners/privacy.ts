import { join } from 'node:path';
import type { PrivacyReport, PrivacySpec } from '@shared/domain/privacy';
import { throwIfCancelled } from '@shared/lib/abort';
import { nearCopies } from '../../engine/scoring/privacy/copies';
import { collisionsOf, nearestOthers } from '../../engine/scoring/privacy/collisions';
import { impostorsOf } from '../../engine/scoring/privacy/impostors';
import { nearestOfSets, nearestRealPart } from '../../engine/scoring/privacy/nearestReal';
import { separabilityOf } from '../../engine/scoring/card/separability';
import { nearestWithin } from '../../engine/scoring/relations/nearest';
import { loadTensorFlow } from '../../engine/tensor/bootstrap';
import type { JobContext, JobPlace, Runner } from '../../jobs/jobContext';
import { writeFileAtomic } from '../../platform/atomicWrite';
import { readPairVerdicts } from '../../storage/privacy/pairVerdicts';
import { exportedSamples } from './privacy/exportedSamples';
import { facesOf } from './privacy/facesOf';
import { knownRelations } from './privacy/knownRelations';
import { listCopies, listPairs } from './privacy/listPairs';
import { privacyPage } from './privacy/privacyPage';
import { type OwnSide, readOwnSide, readRealSides, type RealSide } from './privacy/readSides';
import { searchWatch } from './privacy/searchWatch';
import { cautionsOf, generatorPart, notTestedOf } from './privacy/words';

/**
 * Writes a privacy report, report.json and report.html in the run's folder, from what the judge has said of the set and of the real sets.
 * No picture is measured here; `outis score` does that first, and what it found is not searched again.
 * @throws Failure not-found when the judge has not scored a set as it is now; invalid-input, corrupt-data, cancelled, disk-full, io
 */
export const runPrivacy: Runner<PrivacySpec> = async (spec, context, place) => {
  const { libraryPath, runDir } = place;
  context.progress({ phase: 'read', done: 0, total: null, unit: 'samples' });
  const only = await exportedSamples(spec, context.signal);
  const own = await readOwnSide(libraryPath, spec, only?.ids ?? null);
  const reals = await readRealSides(libraryPath, spec);
  await loadTensorFlow();
  throwIfCancelled(context.signal);
  context.progress({ phase: 'compare', done: 0, total: null, unit: 'pairs' });
  const found = await compare(spec, own, reals, context, place);
  const report = withWords({ ...headOf(spec, own, reals, place), ...found, exported: only?.exported ?? null }, own);
  await writeFileAtomic(join(runDir, 'report.html'), privacyPage(report, await facesOf(libraryPath, own, report)));
  // Last: where there is a report, it is whole.
  await writeFileAtomic(join(runDir, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  const copies = (report.duplicates?.exact ?? 0) + (report.duplicates?.near ?? 0);
  return {
    setId: spec.setId,
    exportDir: null,
    runDir,
    summary: summaryOf(report, copies),
    ...(copies > 0 ? { finding: 'bad' } : {}),
  };
};

type Found = Pick<
  PrivacyReport,
  'nearestReal' | 'pairs' | 'collisions' | 'separability' | 'duplicates' | 'verdictsSha256'
>;
type Unworded = Omit<PrivacyReport, 'notTested' | 'cautions'>;

async function compare(
  spec: PrivacySpec,
  own: OwnSide,
  reals: readonly RealSide[],
  context: JobContext,
  { libraryPath }: JobPlace,
): Promise<Found> {
  const { people, pure, judge, isKept } = own;
  const known = await knownRelations(libraryPath, own, reals);
  const watch = searchWatch(context, own, reals, known);
  const nearest =
    known.nearestReal ??
    (await nearestOfSets(
      people.rows,
      reals.map((real) => real.people.rows),
      watch,
    ));
  const strangers: number[] = [];
  for (const real of reals)
    for (const value of (await nearestWithin(real.people.rows, real.people.ranges, watch)).outside.value)
      strangers.push(value);
  throwIfCancelled(context.signal);
  const gallery = reals.map((real) => real.people);
  const verdicts = await readPairVerdicts(libraryPath, own.info.id);
  const others = await nearestOthers(pure, known.nearestOther, watch);
  return {
    nearestReal: nearestRealPart(
      nearest.value.filter((_value, row) => isKept[row] === 1),
      strangers,
      impostorsOf(gallery, spec.seed),
      judge.samePersonFrom,
    ),
    pairs: await listPairs(libraryPath, own, reals, nearest, verdicts, spec.topK),
    collisions: collisionsOf(pure, others, judge.samePersonFrom, spec.seed),
    separability: separabilityOf(pure, { seed: spec.seed }),
    duplicates:
      reals.length === 0
        ? null
        : listCopies(own, reals, await nearCopies(people, gallery, nearest, judge.samePersonFrom, watch)),
    verdictsSha256: verdicts.sha256,
  };
}

function headOf(
  spec: PrivacySpec,
  own: OwnSide,
  reals: readonly RealSide[],
  place: JobPlace,
): Omit<Unworded, keyof Found | 'exported'> {
  const { info, samples, usable, judge, judgeFingerprint, people, isKept, mixed, notJudged } = own;
  const kept = isKept.reduce((sum, one) => sum + one, 0);
  return {
    kind: 'privacy',
    runId: place.jobId,
    createdAt: new Date().toISOString(),
    program: place.program,
    setId: info.id,
    name: info.name,
    curationRevision: usable.curationRevision,
    samplesSha256: samples.samplesSha256,
    judge,
    judgeFingerprint,
    counts: {
      identities: new Set(people.identity.filter((_identity, row) => isKept[row] === 1)).size,
      samples: kept,
      excluded: usable.excludedCount,
      mixed,
      notJudged,
    },
    against: reals.map(({ setId, name, samples: theirs, people: real }) => ({
      setId,
      name,
      people: new Set(real.identity).size,
      pictures: real.rows.count,
      withoutConsent: theirs.withoutConsent,
      samplesSha256: theirs.samplesSha256,
    })),
    againstAllReal: spec.against === null,
    generator: generatorPart(info),
  };
}

const withWords = (report: Unworded, { info }: OwnSide): PrivacyReport => ({
  ...report,
  notTested: notTestedOf(report, info),
  cautions: cautionsOf(report),
});

function summaryOf({ exported, name, nearestReal, against }: PrivacyReport, copies: number): string {
  const of = exported?.name ?? name;
  if (nearestReal === null) return `${of}: not held against real people`;
  const sets = against.map((one) => one.name).join(', ');
  return `${of} against ${sets}: nearest real p99 ${nearestReal.p99.toFixed(3)}, most ${nearestReal.max.toFixed(3)}; ${copies} doubles`;
}
