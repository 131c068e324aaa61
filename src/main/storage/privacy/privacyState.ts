import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import type { SetId } from '@shared/domain/ids';
import type { PrivacyReport, PrivacyState } from '@shared/domain/privacy';
import type { SetInfo } from '@shared/domain/setInfo';
import { CurationFollower } from '../curationFollower';
import { newestReport } from '../newestReport';
import { orIfDamaged, orNull } from '../orNull';
import { readScoredSamples } from '../scores/scoredSamples';
import { scorerFingerprint } from '../scores/scorerVersions';
import { listSets } from '../setStore';
import { readPairVerdicts } from './pairVerdicts';

/** How a set stands with its newest privacy report, and that report where there is one. */
export interface PrivacyStanding {
  readonly state: PrivacyState;
  readonly report: PrivacyReport | null;
}

/**
 * The newest privacy report of a whole set and whether it still tells how things are: nothing was decided since, and samples, consents,
 * judge and real sets are what they were. Reads no scores.
 * @throws Failure not-found (the set), corrupt-data, io
 */
export async function readPrivacyState(libraryPath: string, setId: SetId): Promise<PrivacyStanding> {
  const report = await newestOfSet(libraryPath, setId);
  if (report === null) return { state: { state: 'missing' }, report };
  const { runId, createdAt } = report;
  const reason = await changedSince(libraryPath, report);
  const state: PrivacyState =
    reason === null ? { state: 'fresh', runId, createdAt } : { state: 'stale', runId, createdAt, reason };
  return { state, report };
}

const newestOfSet = (libraryPath: string, setId: SetId): Promise<PrivacyReport | null> =>
  newestReport(
    libraryPath,
    'privacy',
    ({ spec }) => spec.kind === 'privacy' && spec.setId === setId && spec.exportDir === null,
  );

/** Why a report no longer tells how things are, in a sentence, or null. @throws Failure not-found, corrupt-data, io */
export async function changedSince(libraryPath: string, report: PrivacyReport): Promise<string | null> {
  const { setId, curationRevision, judge } = report;
  const curation = await new CurationFollower(libraryPath, setId).follow(new Set());
  const changes = curation.changesAfter(curationRevision);
  if (changes > 0)
    return `${changes === 1 ? 'One decision was' : `${changes} decisions were`} made or taken back since.`;
  const verdicts = await orIfDamaged(readPairVerdicts(libraryPath, setId), null);
  if (verdicts === null) return 'The review records of the set are damaged.';
  if (verdicts.sha256 !== report.verdictsSha256) return 'Pairs were judged since.';
  if ((await readScoredSamples(libraryPath, setId)).samplesSha256 !== report.samplesSha256)
    return 'The set has changed since.';
  if (scorerFingerprint('judge', judge) !== report.judgeFingerprint) return 'The judge has changed since.';
  return realSetsChanged(libraryPath, report);
}

async function realSetsChanged(
  libraryPath: string,
  { against, againstAllReal, createdAt: madeAt }: PrivacyReport,
): Promise<string | null> {
  const { infos } = await listSets(libraryPath);
  for (const { setId, name, samplesSha256 } of against) {
    if (!infos.some(({ id }) => id === setId)) return `The real set “${name}” is gone.`;
    const now = await orNull(readScoredSamples(libraryPath, setId));
    if (now?.samplesSha256 !== samplesSha256) return `The real set “${name}”, or a consent in it, has changed since.`;
  }
  const isNew = (info: SetInfo): boolean =>
    isOfRealPeople(info) &&
    info.state === 'complete' &&
    info.createdAt > madeAt &&
    !against.some(({ setId }) => setId === info.id);
  const added = againstAllReal ? infos.find(isNew) : undefined;
  return added === undefined ? null : `The real set “${added.name}” came later and was not searched.`;
}
