import { CurationFold } from '@shared/domain/curationFold';
import { type SignOffState, signOffState, signOffWords } from '@shared/domain/reviews/signOff';
import type { ReviewFold } from '@shared/domain/reviews/reviewFold';
import type { CurationFacts } from '@shared/domain/papers/dataCardFacts';
import type { SetId } from '@shared/domain/ids';
import { CurationFollower } from '../../../storage/curationFollower';
import { readJournal } from '../../../storage/curationJournal';
import { readCurationSettings } from '../../../storage/curationSettings';
import { orIfDamaged } from '../../../storage/orNull';
import { readReviewRecords } from '../../../storage/reviewRecords';

/**
 * What was decided about a set up to a revision, by whom and why.
 * @param samples of the set. @throws Failure corrupt-data, io
 */
export async function curationFacts(
  libraryPath: string,
  setId: SetId,
  samples: number,
  revision: number,
): Promise<CurationFacts> {
  const { lines } = await readJournal(libraryPath, setId);
  const labels = new Map((await readCurationSettings(libraryPath)).reasons.map(({ slug, label }) => [slug, label]));
  const reasons = new Map<string, number>();
  const deciders = new Map<string, number>();
  const counts = { keep: 0, exclude: 0, undecided: 0 };
  const fold = new CurationFold();
  for (const line of lines) if (line.revision <= revision) fold.add(line);
  fold.forEachDecision((_key, standing) => {
    counts[standing.decision]++;
    if (standing.decision === 'undecided') return;
    add(deciders, lines[standing.revision - 1]?.who ?? 'unknown');
    if (standing.decision === 'exclude')
      add(reasons, standing.reason === null ? 'no reason given' : (labels.get(standing.reason) ?? standing.reason));
  });
  // Records beside the decisions: an export does not stop for them, the card says that they cannot be read.
  const reviews = await orIfDamaged(readReviewRecords(libraryPath, setId), null);
  return {
    samples,
    kept: counts.keep,
    excluded: counts.exclude,
    undecided: samples - counts.keep - counts.exclude,
    byReason: byCount(reasons).map(([reason, count]) => ({ reason, count })),
    reviewers: byCount(deciders).map(([name, decisions]) => ({ name, decisions })),
    secondOpinions: [...(reviews?.opinions.values() ?? [])].reduce((sum, own) => sum + own.size, 0),
    blindTests: reviews?.blindTests.length ?? 0,
    signOff:
      reviews === null
        ? 'cannot be checked: the review records are damaged'
        : signOffWords(await signOffOf(libraryPath, setId, samples, reviews)),
  };
}

async function signOffOf(
  libraryPath: string,
  setId: SetId,
  samples: number,
  reviews: ReviewFold,
): Promise<SignOffState> {
  const last = reviews.signOffs.at(-1);
  const curation = await new CurationFollower(libraryPath, setId).follow(
    new Set(last === undefined ? [] : [last.curationRevision]),
  );
  return signOffState(last, {
    revision: curation.revision,
    changesAfter: (revision) => curation.changesAfter(revision),
    hashOf: (revision) => curation.hashOf(revision),
    samples,
  });
}

const add = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};

const byCount = (counts: ReadonlyMap<string, number>): [string, number][] =>
  [...counts].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
