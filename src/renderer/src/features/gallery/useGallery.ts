import { notifications } from '@mantine/notifications';
import { useCallback, useMemo, useReducer, useRef, useState } from 'react';
import type { Decision, ExclusionReason } from '@shared/domain/curation';
import type { SampleId, SetId } from '@shared/domain/ids';
import type { FailureDetail } from '@shared/lib/failure';
import { keysOfRows } from '../../client/curationRows';
import type { CurationSnapshot, CurationStore } from '../../client/curationStore';
import type { ColumnSummary } from '../../client/samples/columnSummary';
import type { SampleTable } from '../../client/samples/sampleTable';
import type { ViewAnswer } from '../../client/samples/tableProtocol';
import { useColumns } from '../../client/samples/useColumns';
import { EVERYTHING, SIMILAR_COLUMN, withoutFilters } from '../../client/samples/viewQuery';
import type { ViewQuery } from '../../client/samples/viewQuery';
import { useCuration } from '../../client/useCuration';
import { useQuery } from '../../client/useQuery';
import { useReviewer } from '../../client/useReviewer';
import { formatAmount } from '../../ui/format';
import { DECISION_WORD } from '../../ui/words';
import type { Modifiers } from './FaceGrid';
import type { Selection } from './selection';
import { survivor } from './survivor';
import { useGalleryScores } from './useGalleryScores';
import type { GalleryScores } from './useGalleryScores';
import { keptSelection, usePublishSelection } from './usePublishSelection';
import { useRest } from './useRest';
import { useRowLists } from './useRowLists';
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
  /** What `view` answers. */
  readonly shown: ViewQuery;
  /** The answer to `query` is on its way; `view` is an earlier one. */
  readonly isAsking: boolean;
  readonly error: FailureDetail | undefined;
  readonly scores: GalleryScores;
  /** Every number column, scores too. */
  readonly columns: readonly ColumnSummary[];
  /** Of the view on screen: another one begins at its top. */
  readonly sortKey: string;
  readonly focus: number;
  /** The row that was last gone to. */
  readonly reveal: { readonly row: number } | null;
  readonly focusedId: SampleId | null;
  readonly setFocus: (position: number) => void;
  readonly selection: Selection;
  readonly version: string;
  readonly pick: (position: number, modifiers: Modifiers) => void;
  readonly pickIdentity: (position: number, modifiers: Modifiers) => void;
  readonly selectMatching: () => void;
  readonly clearSelection: () => void;
  /** Focuses a sample of this set, and lets go of the filters when they hide it. */
  readonly goTo: (id: SampleId) => void;
  /** Orders by likeness to a sample. */
  readonly showSimilar: (id: SampleId) => void;
  /** Judges the selection when it holds several samples, else the focused one; tells how many. */
  readonly decide: (decision: Decision, reason: ExclusionReason | null) => number;
  readonly undo: () => void;
  readonly redo: () => void;
}

const DECIDED_NOTICE = 'decided';
const NO_ROWS = new Uint32Array();
const NO_STATUSES: GalleryScores['statuses'] = [];

/** What the gallery knows and can do; the components only draw it. */
export function useGallery(setId: SetId, table: SampleTable): Gallery {
  const [query, setQuery] = useState(EVERYTHING);
  const [round, refresh] = useReducer((count: number) => count + 1, 0);
  const columns = useColumns(table);
  const [store, curation] = useCuration(setId);
  const listVersion = useRowLists(store, curation.tags, table, query, setQuery);
  // A view by a column that came, or came anew, is asked again.
  const {
    view,
    error,
    query: shownQuery,
  } = useView(table, query, `${round} ${listVersion} ${orderKey(columns, query)}`);
  const status = useQuery('score.status', { setId }, useRest(view !== null));
  const hasPicked = useRef(false);
  const scores = useGalleryScores(
    setId,
    table,
    status.data ?? (status.error === undefined ? null : NO_STATUSES),
    query,
    setQuery,
    hasPicked,
  );
  const who = useReviewer();
  const order = view?.order ?? NO_ROWS;

  const sortKey = sortKeyOf(shownQuery ?? query);
  const [focused, setFocused] = useState({ row: 0, position: 0, order, sortKey });
  const [reveal, setReveal] = useState<{ readonly row: number } | null>(null);
  // The same sample keeps the focus when the order changes; where it is not in view, the next one that is takes it.
  const focus = useMemo(() => {
    // A new order is looked at from its top.
    if (focused.sortKey !== sortKey) return 0;
    if (order[focused.position] === focused.row) return focused.position;
    return survivor(focused.order, focused.position, order, table.rowCount);
  }, [order, focused, table, sortKey]);
  const focusedRow = order[focus];
  const focusedId = focusedRow === undefined ? null : table.idOf(focusedRow);
  const setFocus = useCallback(
    (position: number) => {
      const row = order[position] ?? 0;
      setFocused({ row, position, order, sortKey });
      setReveal({ row });
    },
    [order, sortKey],
  );

  const selection = useMemo(() => keptSelection(setId, table), [setId, table]);
  const [selectionVersion, redraw] = useReducer((count: number) => count + 1, 0);
  usePublishSelection(setId, table, selection, selectionVersion);
  const [seenVersion, setSeenVersion] = useState({ view, version: curation.version });
  if (seenVersion.view !== view) setSeenVersion({ view, version: curation.version });
  const filtersDecisions = !query.decisions.keep || !query.decisions.exclude || !query.decisions.undecided;

  const pick = (position: number, modifiers: Modifiers): void => {
    hasPicked.current = true;
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
      selection.count > 1
        ? keysOfRows(table, Uint32Array.from(selection.rows()))
        : focusedId === null
          ? []
          : [focusedId];
    store.decide(targets, decision, reason, who);
    if (targets.length > 1) {
      // Only the newest step can be taken back by the key it names.
      notifications.hide(DECIDED_NOTICE);
      notifications.show({
        id: DECIDED_NOTICE,
        message: `${formatAmount(targets.length, 'sample', 'samples')} ${DECISION_WORD[decision]}. Ctrl+Z takes it back.`,
        autoClose: 5000,
      });
    }
    return targets.length;
  };

  const goTo = (id: SampleId): void => {
    const row = table.rowOf(id);
    if (row < 0) return;
    const position = order.indexOf(row);
    if (position >= 0) pick(position, { isToggle: false, isExtend: false });
    else {
      // Not in view: the focus is set for the view that comes.
      setFocused({ row, position: row, order: NO_ROWS, sortKey });
      setReveal({ row });
      setQuery(withoutFilters(query));
    }
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
    shown: shownQuery ?? query,
    isAsking: shownQuery !== query && error === undefined,
    error: error ?? curation.error ?? scores.error,
    scores,
    columns,
    sortKey,
    reveal,
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
    goTo,
    showSimilar: (id) =>
      setQuery({ ...query, similarTo: id, sortBy: SIMILAR_COLUMN, isDescending: true, isGrouped: false }),
    decide,
    undo: () => void store.undo(who),
    redo: () => void store.redo(who),
  };
}

/** Changes when the column that is sorted or filtered by comes, goes or is another. */
function orderKey(columns: readonly ColumnSummary[], query: ViewQuery): string {
  const names = [query.sortBy ?? '', ...Object.keys(query.ranges)].filter((name) => name !== SIMILAR_COLUMN);
  return names
    .map((name) => columns.find((column) => column.name === name))
    .map((column) => (column === undefined ? '-' : `${column.low} ${column.high} ${column.missingCount}`))
    .join(',');
}

const sortKeyOf = ({ sortBy, isDescending, identityOrder, similarTo }: ViewQuery): string =>
  `${sortBy ?? ''} ${isDescending} ${identityOrder} ${sortBy === SIMILAR_COLUMN ? (similarTo ?? '') : ''}`;
