import type { CurationChange, CurationView, DecisionGroup, ReviewCounts } from '@shared/contract/views';
import type { Decision, ExclusionReason } from '@shared/domain/curation';
import type { CurationFold, Touched } from '@shared/domain/curationFold';
import { sampleSetOf } from '@shared/domain/curationSamples';
import type { SampleKeys } from '@shared/domain/curationSamples';
import type { SetId } from '@shared/domain/ids';

/** What counting needs of a sample table. */
export interface CountedTable {
  readonly columns: { readonly count: number };
  /** Row of a sample, or −1. */
  rowOfKey(key: number): number;
  /** Whether samples were erased after a withdrawal; the journal keeps what was decided of them. */
  readonly hasErased?: boolean;
}

export function countsOf(fold: CurationFold, table: CountedTable): ReviewCounts {
  let { keptCount: kept, excludedCount: excluded } = fold;
  if (table.hasErased === true)
    fold.forEachDecision((key, { decision }) => {
      if (table.rowOfKey(key) >= 0) return;
      if (decision === 'keep') kept--;
      if (decision === 'exclude') excluded--;
    });
  return { kept, excluded, undecided: Math.max(0, table.columns.count - kept - excluded) };
}

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
export function viewOf(
  setId: SetId,
  fold: CurationFold,
  table: CountedTable,
  readOnlyReason: string | null,
): CurationView {
  const groups = new Groups();
  fold.forEachDecision((key, { decision, reason }) => groups.add(key, decision, reason));
  const alarms = fold.falseAlarms();
  return {
    setId,
    revision: fold.revision,
    counts: countsOf(fold, table),
    decisions: groups.list(),
    tags: fold.tags.map((tag) => ({ tag, samples: sampleSetOf(fold.keysOfTag(tag)) })),
    falseAlarms: alarms.length === 0 ? null : sampleSetOf(alarms),
    undoTarget: fold.undoTarget,
    redoTarget: fold.redoTarget,
    readOnlyReason,
  };
}

/** How the touched samples stand now. */
export function changeOf(
  setId: SetId,
  fold: CurationFold,
  table: CountedTable,
  { facet, keys }: Touched,
): CurationChange {
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
    counts: countsOf(fold, table),
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
