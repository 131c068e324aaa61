import { notifications } from '@mantine/notifications';
import { useCallback, useMemo, useReducer, useState } from 'react';
import type { Decision, ExclusionReason } from '@shared/domain/curation';
import type { SampleId, SetId } from '@shared/domain/ids';
import type { FailureDetail } from '@shared/lib/failure';
import type { CurationSnapshot, CurationStore } from '../../client/curationStore';
import type { SampleTable } from '../../client/samples/sampleTable';
import type { ViewAnswer } from '../../client/samples/tableProtocol';
import { EVERYTHING } from '../../client/samples/viewQuery';
import type { ViewQuery } from '../../client/samples/viewQuery';
import { useCuration } from '../../client/useCuration';
import { useReviewer } from '../../client/useReviewer';
import { formatAmount } from '../../ui/format';
import { DECISION_WORD } from '../../ui/words';
import type { Modifiers } from './FaceGrid';
import { Selection } from './selection';
import { useView } from './useView';

export interface Gallery {
  readonly setId: SetId;
  readonly table: SampleTable;
  readonly store: CurationStore;
  readonly curation: CurationSnapshot;
  readonly query: ViewQuery;
  readonly setQuery: (query: ViewQuery) => void;
  /** Asks again with the decisions made since. */
  readonly refresh: () => void;
  readonly isOutOfDate: boolean;
  readonly view: ViewAnswer | null;
  readonly error: FailureDetail | undefined;
  readonly focus: number;
  readonly focusedId: SampleId | null;
  readonly setFocus: (position: number) => void;
  readonly selection: Selection;
  readonly version: string;
  readonly pick: (position: number, modifiers: Modifiers) => void;
  readonly pickIdentity: (position: number, modifiers: Modifiers) => void;
  readonly selectMatching: () => void;
  readonly clearSelection: () => void;
  /** Judges the selection when it holds several samples, else the focused one; tells how many. */
  readonly decide: (decision: Decision, reason: ExclusionReason | null) => number;
  readonly undo: () => void;
  readonly redo: () => void;
}

const NO_ROWS = new Uint32Array();

/** What the gallery knows and can do; the components only draw it. */
export function useGallery(setId: SetId, table: SampleTable): Gallery {
  const [query, setQuery] = useState(EVERYTHING);
  const [round, refresh] = useReducer((count: number) => count + 1, 0);
  const { view, error } = useView(table, query, round);
  const [store, curation] = useCuration(setId);
  const who = useReviewer();
  const order = view?.order ?? NO_ROWS;

  const [focused, setFocused] = useState({ row: 0, position: 0 });
  // The same sample keeps the focus when the order changes; where it is not in view, the first one takes it.
  const focus = useMemo(() => {
    if (order[focused.position] === focused.row) return focused.position;
    return Math.max(0, order.indexOf(focused.row));
  }, [order, focused]);
  const focusedRow = order[focus];
  const focusedId = focusedRow === undefined ? null : table.idOf(focusedRow);
  const setFocus = useCallback((position: number) => setFocused({ row: order[position] ?? 0, position }), [order]);

  const selection = useMemo(() => new Selection(table.rowCount), [table]);
  const [selectionVersion, redraw] = useReducer((count: number) => count + 1, 0);
  const [seenVersion, setSeenVersion] = useState({ view, version: curation.version });
  if (seenVersion.view !== view) setSeenVersion({ view, version: curation.version });
  const filtersDecisions = !query.decisions.keep || !query.decisions.exclude || !query.decisions.undecided;

  const pick = (position: number, modifiers: Modifiers): void => {
    if (modifiers.isExtend) selection.extendTo(order, position);
    else if (modifiers.isToggle) selection.toggle(order, position);
    else selection.only(order, position);
    setFocus(position);
    redraw();
  };
  const pickIdentity = (position: number, modifiers: Modifiers): void => {
    const identity = table.identityOf(order[position] ?? 0);
    if (!modifiers.isToggle) selection.clear();
    selection.add(order.filter((row) => table.identityOf(row) === identity));
    setFocus(position);
    redraw();
  };
  const decide = (decision: Decision, reason: ExclusionReason | null): number => {
    const targets =
      selection.count > 1 ? selection.rows().map((row) => table.idOf(row)) : focusedId === null ? [] : [focusedId];
    store.decide(targets, decision, reason, who);
    if (targets.length > 1) {
      notifications.show({
        message: `${formatAmount(targets.length, 'sample', 'samples')} ${DECISION_WORD[decision]}. Ctrl+Z takes it back.`,
        autoClose: 5000,
      });
    }
    return targets.length;
  };

  return {
    setId,
    table,
    store,
    curation,
    query,
    setQuery,
    refresh,
    isOutOfDate: filtersDecisions && seenVersion.version !== curation.version,
    view,
    error: error ?? curation.error,
    focus,
    focusedId,
    setFocus,
    selection,
    version: `${curation.version} ${selectionVersion}`,
    pick,
    pickIdentity,
    selectMatching: () => {
      selection.add(order);
      redraw();
    },
    clearSelection: () => {
      selection.clear();
      redraw();
    },
    decide,
    undo: () => void store.undo(who),
    redo: () => void store.redo(who),
  };
}
