import { useMemo, useState } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { samplePosition } from '@shared/domain/ids';
import type { SampleId } from '@shared/domain/ids';
import type { FailureDetail } from '@shared/lib/failure';
import type { SampleTable } from '../../client/samples/sampleTable';
import { useSampleTable } from '../../client/samples/useSampleTable';

export interface Pane {
  readonly set: SetSummary;
  readonly table: SampleTable | null;
  readonly error: FailureDetail | undefined;
  /** Identity indices in rising order. */
  readonly identities: readonly number[];
  readonly identity: number | null;
  /** Samples of the identity, by sample index. */
  readonly samples: readonly SampleId[];
  readonly sample: SampleId | null;
  readonly chooseIdentity: (identity: number) => void;
  readonly chooseSample: (sample: SampleId) => void;
  /** Goes to a sample of whichever identity. */
  readonly show: (sample: SampleId) => void;
  readonly step: (what: 'sample' | 'identity', by: 1 | -1) => void;
}

/** One side of a comparison: a set, an identity of it, a sample of that. */
export function usePane(set: SetSummary): Pane {
  const { table, error } = useSampleTable(set.id, set.counts.samples);
  const rowsByIdentity = useMemo(() => groupRows(table), [table]);
  const identities = useMemo(() => [...rowsByIdentity.keys()].sort((a, b) => a - b), [rowsByIdentity]);
  const [chosen, setChosen] = useState<{ readonly identity: number; readonly sample: SampleId | null } | null>(null);

  const identity = chosen !== null && rowsByIdentity.has(chosen.identity) ? chosen.identity : (identities[0] ?? null);
  const samples = useMemo(
    () =>
      table === null || identity === null ? [] : (rowsByIdentity.get(identity) ?? []).map((row) => table.idOf(row)),
    [table, identity, rowsByIdentity],
  );
  const sample = samples.find((id) => id === chosen?.sample) ?? samples[0] ?? null;

  const chooseIdentity = (next: number): void => setChosen({ identity: next, sample: null });
  const step = (what: 'sample' | 'identity', by: 1 | -1): void => {
    if (identity === null || sample === null) return;
    if (what === 'sample') {
      const next = samples[samples.indexOf(sample) + by];
      if (next !== undefined) setChosen({ identity, sample: next });
    } else {
      const next = identities[identities.indexOf(identity) + by];
      if (next !== undefined) chooseIdentity(next);
    }
  };

  return {
    set,
    table,
    error,
    identities,
    identity,
    samples,
    sample,
    chooseIdentity,
    chooseSample: (next) => identity !== null && setChosen({ identity, sample: next }),
    show: (next) => setChosen({ identity: samplePosition(next).identityIndex, sample: next }),
    step,
  };
}

function groupRows(table: SampleTable | null): ReadonlyMap<number, number[]> {
  const groups = new Map<number, number[]>();
  if (table === null) return groups;
  for (let row = 0; row < table.rowCount; row++) {
    const identity = table.identityOf(row);
    const rows = groups.get(identity);
    if (rows === undefined) groups.set(identity, [row]);
    else rows.push(row);
  }
  return groups;
}
