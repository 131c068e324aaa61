import type { SetSummary } from '@shared/contract/views';
import { PLAIN_EXCHANGE } from '@shared/domain/exchangeRecipes';
import type { Exchange } from '@shared/domain/exchangeRecipes';
import type { ExportSpec, FrozenListRef } from '@shared/domain/jobs';
import type { SetId } from '@shared/domain/ids';

export type ExportKind = 'syn' | 'real' | 'mix';

/** What a person chose for one part. */
export interface PartDraft {
  readonly setId: SetId | null;
  /** null = all that have enough samples. */
  readonly identities: number | null;
  readonly samples: number;
  /** null = all decisions. */
  readonly revision: number | null;
  readonly list: FrozenListRef | null;
}

export interface ExportDraft {
  readonly syn: PartDraft;
  readonly real: PartDraft;
  readonly allowFewer: boolean;
  /** Empty = the computed one. */
  readonly name: string;
  readonly exchange: Exchange;
  /** Why images go out without a mark, as far as it is written; null = they are marked. */
  readonly unmarkedReason: string | null;
}

/** Samples per identity that most identities of a set can give: what the set has on average, rounded down. */
export function usualSamples(set: SetSummary | undefined): number {
  if (set === undefined || set.counts.identities === 0) return 1;
  return Math.max(1, Math.floor(set.counts.samples / set.counts.identities));
}

/** All of a set that is usable, with its latest decisions. */
export const partDraftOf = (set: SetSummary | undefined): PartDraft => ({
  setId: set?.id ?? null,
  identities: null,
  samples: usualSamples(set),
  revision: null,
  list: null,
});

export const draftOf = (syn: SetSummary | undefined, real: SetSummary | undefined): ExportDraft => ({
  syn: partDraftOf(syn),
  real: partDraftOf(real),
  allowFewer: false,
  name: '',
  exchange: PLAIN_EXCHANGE,
  unmarkedReason: null,
});

const LEAST_REASON = 3;

/** Why the draft cannot go out as it stands, in a sentence; null when it can. */
export const draftFault = ({ unmarkedReason }: ExportDraft): string | null =>
  unmarkedReason !== null && unmarkedReason.trim().length < LEAST_REASON
    ? 'Say why the images go out without a mark.'
    : null;

/** The spec that a card's choices stand for, or null while a set is missing. Without a whole reason images are marked. */
export function specOf(kind: ExportKind, draft: ExportDraft): ExportSpec | null {
  const syn = kind === 'real' ? null : partOf(draft.syn);
  const real = kind === 'syn' ? null : partOf(draft.real);
  if ((kind !== 'real' && syn === null) || (kind !== 'syn' && real === null)) return null;
  return {
    kind: 'export',
    name: draft.name.trim() === '' ? null : draft.name.trim(),
    into: null,
    syn,
    real,
    allowFewer: draft.allowFewer,
    seed: 0,
    pairsPerFold: 300,
    ...draft.exchange,
    unmarkedReason: draftFault(draft) === null ? (draft.unmarkedReason?.trim() ?? null) : null,
    supersedes: null,
  };
}

const partOf = ({ setId, ...part }: PartDraft): ExportSpec['syn'] => (setId === null ? null : { setId, ...part });
