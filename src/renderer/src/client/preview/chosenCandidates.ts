import type { HeadModel } from '@shared/graphics/headModel';
import { stalledGroup } from '@shared/graphics/identityCapacity';
import { type IdentityRule, IdentityWalk } from '@shared/graphics/identityWalk';
import { createShapeMetric, type ShapeMetric } from '@shared/graphics/shapeMetric';

/** People looked at for one more identity of a preview. */
const MOST_LOOKS = 3000;

/** Which candidate is identity i of a set; walks no further than it must. */
export type CandidateOf = (identityIndex: number) => number;

/** The choice that the set itself will make, but for the judge, who is not asked for a preview. Remembers the last rule. */
export function candidateChooser(): (model: HeadModel, rule: IdentityRule) => CandidateOf {
  let metric: ShapeMetric | undefined;
  let last: { readonly key: string; readonly walk: IdentityWalk } | undefined;
  return (model, rule) => {
    metric ??= createShapeMetric(model);
    const key = JSON.stringify(rule);
    if (last?.key !== key) last = { key, walk: new IdentityWalk(model, metric, rule) };
    const { walk } = last;
    return (identityIndex) => {
      const end = walk.lookedAt + MOST_LOOKS;
      while (walk.candidates[identityIndex] === -1 && walk.lookedAt < end && stalledGroup(walk) < 0) {
        const offer = walk.next();
        if (offer !== null) walk.accept(offer);
      }
      const candidate = walk.candidates[identityIndex] ?? -1;
      // A place that is hard to fill: some face is better than none, and the strip is only a taste.
      return candidate < 0 ? identityIndex : candidate;
    };
  };
}
