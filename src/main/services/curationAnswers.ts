import type { CurationChange, CurationView, DecisionGroup, ReviewCounts } from '@shared/contract/views';
import type { Decision, ExclusionReason } from '@shared/domain/curation';
import type { CurationFold, Touched } from '@shared/domain/curationFold';
import { sampleSetOf } from '@shared/domain/curationSamples';
import type { SampleKeys } from '@shared/domain/curationSamples';
import type { SetId } from '@shared/domain/ids';

/** @param total samples of the set */
export const countsOf = (fold: CurationFold, total: number): ReviewCounts => ({
  kept: fold.keptCount,
  excluded: fold.excludedCount,
  undecided: Math.max(0, total - fold.keptCount - fold.excludedCount),
});

/** Collects samples by what was decided of them; they come rising and stay so. */
class Groups {
  private readonly groups = new Map<
    string,
    { readonly decision: Decision; readonly reason: ExclusionReason | null; readonly keys: number[] }
  >();

  add(key: number, decision: Decision, reason: ExclusionReason | null): void {
    const name = reason === null ? decision : `${decision} ${reason}`;
    let group = this.groups.get(name);
    if (group === undefined) this.groups.set(name, (group = { decision, reason, keys: [] }));
    group.keys.push(key);
  }

  list(): DecisionGroup[] {
    return Array.from(this.groups.values(), ({ decision, reason, keys }) => ({
      decision,
      reason,
      samples: sampleSetOf(Float64Array.from(keys)),
    }));
  }
}

/** Everything a window needs to show a set's decisions. */
export function viewOf(setId: SetId, fold: CurationFold, total: number, readOnlyReason: string | null): CurationView {
  const groups = new Groups();
  fold.forEachDecision((key, { decision, reason }) => groups.add(key, decision, reason));
  const alarms = fold.falseAlarms();
  return {
    setId,
    revision: fold.revision,
    counts: countsOf(fold, total),
    decisions: groups.list(),
    tags: fold.tags.map((tag) => ({ tag, samples: sampleSetOf(fold.keysOfTag(tag)) })),
    falseAlarms: alarms.length === 0 ? null : sampleSetOf(alarms),
    undoTarget: fold.undoTarget,
    redoTarget: fold.redoTarget,
    readOnlyReason,
  };
}

/** How the touched samples stand now. */
export function changeOf(setId: SetId, fold: CurationFold, total: number, { facet, keys }: Touched): CurationChange {
  const groups = new Groups();
  if (facet.kind === 'decision') {
    for (const key of keys) {
      const held = fold.decisionAt(key);
      groups.add(key, held?.decision ?? 'undecided', held?.reason ?? null);
    }
  }
  const split = (isOn: (key: number) => boolean): { isOn: boolean; samples: ReturnType<typeof sampleSetOf> }[] =>
    [true, false].flatMap((wanted) => {
      const own: SampleKeys = keys.filter((key) => isOn(key) === wanted);
      return own.length === 0 ? [] : [{ isOn: wanted, samples: sampleSetOf(own) }];
    });
  return {
    setId,
    revision: fold.revision,
    counts: countsOf(fold, total),
    changed: groups.list(),
    tags:
      facet.kind === 'tag'
        ? split((key) => fold.hasTag(facet.tag, key)).map((part) => ({ tag: facet.tag, ...part }))
        : [],
    falseAlarms: facet.kind === 'false-alarm' ? split((key) => fold.isFalseAlarm(key)) : [],
    undoTarget: fold.undoTarget,
    redoTarget: fold.redoTarget,
  };
}
