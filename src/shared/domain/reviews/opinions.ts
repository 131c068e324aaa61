import type { Decision, ExclusionReason } from '../curation';
import type { SampleId } from '../ids';
import type { FirstDecision, OpinionLine } from './reviewLine';

/** What one person thought of one sample without knowing what the others thought. */
export interface Judgement {
  readonly who: string;
  readonly decision: Exclude<Decision, 'undecided'>;
  readonly reason: ExclusionReason | null;
  readonly note: string;
}

/** What the curation journal says of a sample now; null where nothing does. */
export type StandingOf = (id: SampleId) => Pick<FirstDecision, 'decision' | 'revision'> | null;

/**
 * The independent judgements of one sample: its opinions, and the decision that stood when the earliest of them was given, by its own
 * author. Decisions made later know the opinions and are resolutions, not judgements.
 * @param opinions in force, not empty
 */
export function judgementsOf(opinions: ReadonlyMap<string, OpinionLine>): readonly Judgement[] {
  const judged = new Map<string, Judgement>();
  const earliest = [...opinions.values()].reduce((a, b) => (b.curationRevision < a.curationRevision ? b : a));
  const { first } = earliest;
  if (first !== null && first.decision !== 'undecided')
    judged.set(first.who, { who: first.who, decision: first.decision, reason: first.reason, note: '' });
  for (const { who, decision, reason, note } of opinions.values())
    if (decision !== 'undecided') judged.set(who, { who, decision, reason, note });
  return [...judged.values()];
}

export interface Disagreement {
  readonly sample: SampleId;
  readonly judgements: readonly Judgement[];
  /** A decision made after all the opinions has settled it. */
  readonly isSettled: boolean;
}

/** Samples on which at least two people think differently, by id. */
export function disagreementsOf(
  opinions: ReadonlyMap<SampleId, ReadonlyMap<string, OpinionLine>>,
  standingOf: StandingOf,
): readonly Disagreement[] {
  const found: Disagreement[] = [];
  for (const [sample, own] of opinions) {
    const judgements = judgementsOf(own);
    if (new Set(judgements.map(({ decision }) => decision)).size < 2) continue;
    const standing = standingOf(sample);
    const lastSeen = Math.max(...[...own.values()].map(({ curationRevision }) => curationRevision));
    const isSettled = standing !== null && standing.decision !== 'undecided' && standing.revision > lastSeen;
    found.push({ sample, judgements, isSettled });
  }
  return found.sort((a, b) => (a.sample < b.sample ? -1 : 1));
}

export interface PairCounts {
  readonly a: string;
  readonly b: string;
  /** Rows: keep, exclude of `a`; columns: keep, exclude of `b`. */
  readonly table: readonly [readonly [number, number], readonly [number, number]];
}

/** How often each two reviewers gave which answers to the same samples; names in order. */
export function agreementCounts(
  opinions: ReadonlyMap<SampleId, ReadonlyMap<string, OpinionLine>>,
): readonly PairCounts[] {
  const tables = new Map<string, { a: string; b: string; table: [[number, number], [number, number]] }>();
  for (const own of opinions.values()) {
    const judgements = [...judgementsOf(own)].sort((x, y) => (x.who < y.who ? -1 : 1));
    judgements.forEach((first, at) => {
      for (const second of judgements.slice(at + 1)) {
        const key = JSON.stringify([first.who, second.who]);
        const counts = tables.get(key) ?? {
          a: first.who,
          b: second.who,
          table: [
            [0, 0],
            [0, 0],
          ],
        };
        counts.table[first.decision === 'keep' ? 0 : 1][second.decision === 'keep' ? 0 : 1]++;
        tables.set(key, counts);
      }
    });
  }
  return [...tables.values()].sort((x, y) => (x.a + x.b < y.a + y.b ? -1 : 1));
}
