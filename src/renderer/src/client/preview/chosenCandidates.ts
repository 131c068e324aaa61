import type { HeadModel } from '@shared/graphics/headModel';
import { stalledGroup } from '@shared/graphics/identityCapacity';
import { type IdentityRule, IdentityWalk } from '@shared/graphics/identityWalk';
import { createShapeMetric, type ShapeMetric } from '@shared/graphics/shapeMetric';

/** People looked at for one more identity of a preview. */
const MOST_LOOKS = 3000;

/** Candidates are 32 bit numbers. Whoever stands in for a place left open comes from the far end, where no walk arrives. */
const LAST_CANDIDATE = 0xffff_ffff;

/** Which candidate is identity i of a set; walks no further than it must. */
export type CandidateOf = (identityIndex: number) => number;

/**
 * The choice that the set itself will make, but for the judge, who is not asked for a preview. Remembers the last rule, and what it
 * answered under it. Different identities are different candidates.
 */
export function candidateChooser(): (model: HeadModel, rule: IdentityRule) => CandidateOf {
  let metric: ShapeMetric | undefined;
  let last: { readonly key: string; readonly walk: IdentityWalk; readonly answers: Map<number, number> } | undefined;
  return (model, rule) => {
    metric ??= createShapeMetric(model);
    const key = JSON.stringify(rule);
    if (last?.key !== key) last = { key, walk: new IdentityWalk(model, metric, rule), answers: new Map() };
    const { walk, answers } = last;
    return (identityIndex) => {
      const answered = answers.get(identityIndex);
      if (answered !== undefined) return answered;
      const end = walk.lookedAt + MOST_LOOKS;
      while (walk.candidates[identityIndex] === -1 && walk.lookedAt < end && stalledGroup(walk) < 0) {
        const offer = walk.next();
        if (offer !== null) walk.accept(offer);
      }
      const candidate = walk.candidates[identityIndex] ?? -1;
      // A place that is hard to fill: some face is better than none, and the strip is only a taste.
      const answer = candidate < 0 ? LAST_CANDIDATE - identityIndex : candidate;
      answers.set(identityIndex, answer);
      return answer;
    };
  };
}
