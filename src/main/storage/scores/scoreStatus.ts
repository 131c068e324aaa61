import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import type { SetId } from '@shared/domain/ids';
import { DEFAULT_JUDGE } from '@shared/domain/judges';
import { SCORERS, type Scorer, type ScoreInfo, type ScoreStatus } from '@shared/domain/scores';
import type { SetInfo } from '@shared/domain/setInfo';
import { orNull } from '../orNull';
import type { SampleColumns } from '../samples/sampleColumns';
import { listSets } from '../setStore';
import { currentFolder } from './readScores';
import { listScoreFolders, type ScoreFolder } from './scoreFolders';
import { readScoredSamples, type ScoredSamples } from './scoredSamples';
import { isJudged, scorerFingerprint } from './scorerVersions';
import { listShards } from './scoreShards';

interface Options {
  readonly judge?: string;
  /** Sample tables that are in memory already. */
  readonly columnsOf?: (setId: SetId) => Promise<SampleColumns>;
}

/**
 * What there is of each scorer, and whether it still holds: of this version, of the samples as they are now, and against sets that have
 * not changed. Reads no scores.
 * @throws Failure not-found, corrupt-data (of the sample table), io
 */
export async function scoreStatus(libraryPath: string, setId: SetId, options: Options = {}): Promise<ScoreStatus[]> {
  const { judge = DEFAULT_JUDGE, columnsOf } = options;
  const read = async (id: SetId): Promise<ScoredSamples> =>
    readScoredSamples(libraryPath, id, columnsOf === undefined ? {} : { columns: await columnsOf(id) });
  const samples = await read(setId);
  const folders = (await listScoreFolders(libraryPath, setId)).filter(
    ({ info }) => !isJudged(info.scorer) || info.judge?.key === judge,
  );
  const statuses: ScoreStatus[] = [];
  for (const scorer of SCORERS) {
    const current = currentFolder(folders, scorer, judge, samples.samplesSha256);
    statuses.push(
      current === null
        ? oldStatus(scorer, folders, samples)
        : current.info.state === 'partial'
          ? { scorer, state: 'partial', reason: '', info: current.info }
          : await completeStatus(current, () => changedSince(libraryPath, current.info, read)),
    );
  }
  return statuses;
}

function oldStatus(scorer: Scorer, folders: readonly ScoreFolder[], samples: ScoredSamples): ScoreStatus {
  const old = folders.find(({ info }) => info.scorer === scorer && info.state === 'complete')?.info;
  if (old === undefined) return { scorer, state: 'absent', reason: '', info: null };
  if (old.fingerprint !== scorerFingerprint(scorer, old.judge))
    return { scorer, state: 'stale', reason: 'They were made by another version of the scorer.', info: old };
  const [before, now] = [old.scored + old.failed, samples.rows.length];
  const reason =
    old.withoutConsent === samples.withoutConsent
      ? before === now
        ? `The set has changed since: still ${now} samples, but not the same ones or not the same pictures of them.`
        : `The set has changed since: ${before} samples then, ${now} now.`
      : `Consent to evaluation has changed since: ${before} samples could be looked at then, ${now} now.`;
  return { scorer, state: 'stale', reason, info: old };
}

async function completeStatus(
  { path, info }: ScoreFolder,
  changed: () => Promise<string | null>,
): Promise<ScoreStatus> {
  const { scorer } = info;
  const isGone = info.scored > 0 && (await listShards(path)).length === 0;
  const reason = isGone ? 'Their files are gone.' : scorer === 'relations' ? await changed() : null;
  return { scorer, state: reason === null ? 'fresh' : 'stale', reason: reason ?? '', info };
}

/** Why a comparison with other sets no longer tells how things are, or null. */
async function changedSince(
  libraryPath: string,
  { against, againstAllReal, judge, createdAt: scoredAt }: ScoreInfo,
  read: (setId: SetId) => Promise<ScoredSamples>,
): Promise<string | null> {
  const { infos } = await listSets(libraryPath);
  for (const { setId, name, samplesSha256: before, judgeFingerprint } of against) {
    if (!infos.some(({ id }) => id === setId)) return `The set “${name}” that was searched is gone.`;
    const now = await orNull(read(setId));
    if (now?.samplesSha256 !== before) return `The set “${name}” that was searched has changed since.`;
    if (judgeFingerprint !== scorerFingerprint('judge', judge)) return 'The judge has changed since.';
  }
  const isNew = (info: SetInfo): boolean =>
    isOfRealPeople(info) &&
    info.state === 'complete' &&
    info.createdAt > scoredAt &&
    !against.some(({ setId }) => setId === info.id);
  const added = againstAllReal ? infos.find(isNew) : undefined;
  return added === undefined ? null : `The real set “${added.name}” came later and was not searched.`;
}
