import type {
  AssignmentView,
  BlindGroup,
  BlindTestView,
  DisagreementView,
  ReviewerView,
  SignOffView,
} from '@shared/contract/reviewViews';
import type { SampleId } from '@shared/domain/ids';
import type { Disagreement } from '@shared/domain/reviews/opinions';
import { keysOf, sampleOfKey } from '@shared/domain/curationSamples';
import { blindResult } from '@shared/domain/reviews/blindTest';
import type { ReviewFold } from '@shared/domain/reviews/reviewFold';
import type { AssignLine, BlindTestLine, SignOffLine } from '@shared/domain/reviews/reviewLine';
import type { FollowedCuration } from '../storage/curationFollower';

/** How far an assignment has come. A reviewer's own decisions need no second opinion of theirs. @param gone samples that were erased after a withdrawal */
export function assignmentView(
  line: AssignLine,
  fold: ReviewFold,
  curation: FollowedCuration,
  gone: ReadonlySet<SampleId>,
): AssignmentView {
  const { revision: id, to, who: by, at, task, slice, note } = line;
  const keys = keysOf(slice.samples).filter((key) => gone.size === 0 || !gone.has(sampleOfKey(key)));
  let done = 0;
  for (const key of keys) {
    const isDone =
      task === 'decide'
        ? curation.isDecided(key)
        : fold.opinions.get(sampleOfKey(key))?.has(to) === true ||
          (curation.isDecided(key) && curation.standingOf(sampleOfKey(key))?.who === to);
    if (isDone) done++;
  }
  return { id, to, by, at, task, words: slice.words, note, total: keys.length, done };
}

export function reviewerViews(fold: ReviewFold, curation: FollowedCuration): ReviewerView[] {
  const decisions = curation.deciders();
  const opinions = new Map<string, number>();
  for (const own of fold.opinions.values())
    for (const who of own.keys()) opinions.set(who, (opinions.get(who) ?? 0) + 1);
  return [...new Set([...fold.reviewers, ...decisions.keys()])].sort().map((name) => ({
    name,
    decisions: decisions.get(name) ?? 0,
    opinions: opinions.get(name) ?? 0,
  }));
}

export function disagreementView(
  { sample, judgements, isSettled }: Disagreement,
  curation: FollowedCuration,
): DisagreementView {
  const standing = curation.standingOf(sample);
  return {
    sample,
    judgements: judgements.map((judgement) => ({ ...judgement })),
    isSettled,
    standing:
      standing === null ? null : { decision: standing.decision, who: standing.who, revision: standing.revision },
  };
}

export const signOffView = ({ who, at, curationRevision, counts, statement }: SignOffLine): SignOffView => ({
  who,
  at,
  revision: curationRevision,
  counts,
  statement,
});

const blindTestView = ({ revision, who, at, test }: BlindTestLine): BlindTestView => ({
  id: revision,
  who,
  at,
  target: test.target,
  other: test.other,
  treatment: test.treatment,
  result: blindResult(test.trials),
});

/** Tests by the set that was to be recognised; names are those of the newest test. */
export function blindGroups(lines: readonly BlindTestLine[]): BlindGroup[] {
  const byTarget = new Map<string, BlindTestLine[]>();
  for (const line of lines) {
    const own = byTarget.get(line.test.target.setId);
    if (own === undefined) byTarget.set(line.test.target.setId, [line]);
    else own.push(line);
  }
  return [...byTarget.values()].flatMap((own) => {
    const newest = own.at(-1)?.test;
    if (newest === undefined) return [];
    const trialsOf = (who: string | null) =>
      own.filter((line) => who === null || line.who === who).flatMap(({ test }) => test.trials);
    const perReviewer = [...new Set(own.map(({ who }) => who))].sort().map((who) => ({
      who,
      tests: own.filter((line) => line.who === who).length,
      result: blindResult(trialsOf(who)),
    }));
    return [
      {
        target: newest.target,
        other: newest.other,
        tests: own.map(blindTestView),
        perReviewer,
        pooled: blindResult(trialsOf(null)),
      },
    ];
  });
}
