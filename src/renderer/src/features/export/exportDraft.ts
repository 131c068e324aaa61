import type { SetSummary } from '@shared/contract/views';
import type { ExportSpec } from '@shared/domain/jobs';
import type { SetId } from '@shared/domain/ids';

export type ExportKind = 'syn' | 'real' | 'mix';

/** What a person chose for one part. */
export interface PartDraft {
  readonly setId: SetId | null;
  /** null = all that have enough samples. */
  readonly identities: number | null;
  readonly samples: number;
}

export interface ExportDraft {
  readonly syn: PartDraft;
  readonly real: PartDraft;
  readonly allowFewer: boolean;
}

/** Samples per identity that most identities of a set can give: what the set has on average, rounded down. */
export function usualSamples(set: SetSummary | undefined): number {
  if (set === undefined || set.counts.identities === 0) return 1;
  return Math.max(1, Math.floor(set.counts.samples / set.counts.identities));
}

/** The spec that a card's choices stand for, or null while a set is missing. */
export function specOf(kind: ExportKind, draft: ExportDraft): ExportSpec | null {
  const syn = kind === 'real' ? null : partOf(draft.syn);
  const real = kind === 'syn' ? null : partOf(draft.real);
  if ((kind !== 'real' && syn === null) || (kind !== 'syn' && real === null)) return null;
  return {
    kind: 'export',
    name: null,
    into: null,
    syn,
    real,
    allowFewer: draft.allowFewer,
    seed: 0,
    pairsPerFold: 300,
    format: 'folder',
    naming: 'auto',
    verificationBin: false,
    unmarkedReason: null,
    supersedes: null,
  };
}

const partOf = ({ setId, identities, samples }: PartDraft): ExportSpec['syn'] =>
  setId === null ? null : { setId, identities, samples, revision: null, list: null };
