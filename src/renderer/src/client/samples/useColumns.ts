import { useEffect, useState, useSyncExternalStore } from 'react';
import { scoresTableUrl } from '@shared/contract/addresses';
import type { SetId } from '@shared/domain/ids';
import { toFailureDetail } from '@shared/lib/failure';
import type { FailureDetail } from '@shared/lib/failure';
import type { ColumnSummary } from './columnSummary';
import type { SampleTable } from './sampleTable';
import type { Matches, ViewAnswer } from './tableProtocol';

/** Every number column of the table as of now; scores join when they are there. */
export const useColumns = (table: SampleTable): readonly ColumnSummary[] =>
  useSyncExternalStore(table.subscribe, table.columns);

export interface ScoresState {
  /** null: not known yet. */
  readonly hasScores: boolean | null;
  readonly error: FailureDetail | undefined;
}

/**
 * Puts the set's scores beside its table.
 * @param version anything that changes when scores were made anew; null: not yet
 */
export function useScores(table: SampleTable, setId: SetId, version: string | null): ScoresState {
  const [state, setState] = useState<ScoresState>({ hasScores: null, error: undefined });
  useEffect(() => {
    if (version === null) return undefined;
    let isCurrent = true;
    table.loadScores(scoresTableUrl(setId)).then(
      (hasScores) => isCurrent && setState({ hasScores, error: undefined }),
      (thrown: unknown) => isCurrent && setState({ hasScores: false, error: toFailureDetail(thrown) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [table, setId, version]);
  return state;
}

const NO_MATCHES: Matches = new Map();

/** Where the rows of a view lie in some columns. The counts before stay until the new ones are there. */
export function useMatches(table: SampleTable, view: ViewAnswer | null, names: readonly string[]): Matches {
  const [matches, setMatches] = useState(NO_MATCHES);
  const key = names.join('\n');
  useEffect(() => {
    if (view === null || key === '') return undefined;
    let isCurrent = true;
    table.matches(key.split('\n')).then(
      (next) => isCurrent && setMatches(next),
      // A closed table has nothing to count any more.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [table, view, key]);
  return matches;
}

/** A whole column for the window, or null while it is not there, for no column, or where the table has none of that name. */
export function useColumnValues(table: SampleTable, name: string | null): Float32Array | null {
  const columns = useColumns(table);
  const has = columns.some((column) => column.name === name);
  const [held, setHeld] = useState<{
    readonly columns: unknown;
    readonly name: string;
    readonly values: Float32Array;
  }>();
  useEffect(() => {
    if (name === null || !has) return undefined;
    let isCurrent = true;
    table.values(name).then(
      (values) => isCurrent && setHeld({ columns, name, values }),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [table, name, has, columns]);
  return held?.name === name && has ? held.values : null;
}
