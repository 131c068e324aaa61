import { Loader } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useCallback, useDeferredValue, useEffect, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import type { SampleId } from '@shared/domain/ids';
import { useFaceLoader } from '../../client/faces/useFaceLoader';
import { ORIGINAL_KEY, actionOfKey, reasonOfKey } from '../../client/keyMap';
import type { SampleTable } from '../../client/samples/sampleTable';
import { useCurationSettings } from '../../client/useCurationSettings';
import { useKeyMap } from '../../client/useKeyMap';
import { usePreferences, useSetPreference } from '../../db/usePreferences';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { useKeyDown } from '../../ui/useKeyDown';
import { useStable } from '../../ui/useStable';
import { CounterLine } from './CounterLine';
import { FaceGrid } from './FaceGrid';
import { FilterPanel } from './FilterPanel';
import { GalleryToolbar, NO_ORIGINALS } from './GalleryToolbar';
import { Inspector } from './Inspector';
import { KeyHelp } from './KeyHelp';
import { ReviewMode } from './ReviewMode';
import { ASKS_FROM, SelectionDialog } from './deciding/SelectionDialog';
import type { AskedDecision } from './deciding/SelectionDialog';
import { moveOfKey } from './gridKeys';
import { movedPosition } from './gridLayout';
import type { GridLayout } from './gridLayout';
import { useGallery } from './useGallery';
import { useOriginals } from './useOriginals';
import { FilterChips } from './FilterChips';
import { LAST_ZOOM } from './gridShape';
import type { GalleryLayout } from './gridShape';
import { badgeColumn, useTileBadge } from './tileBadge';
import classes from './Gallery.module.css';

/** Filters, grid and inspector around one set; every act has a key. */
export function GalleryWorkspace(props: {
  readonly set: SetSummary;
  readonly sets: readonly SetSummary[];
  readonly table: SampleTable;
  /** Gone to when it opens, and when it is another one. */
  readonly sampleId: SampleId | null;
}): ReactNode {
  const { set, sets, table, sampleId } = props;
  const gallery = useGallery(set.id, table);
  // Faces first: what stands around them follows a moment later and never holds them up.
  const around = useDeferredValue(gallery, null);
  const tools = useDeferredValue(gallery);
  const faces = useFaceLoader(set.id, set.kind);
  const preferences = usePreferences();
  const setPreference = useSetPreference();
  const keyMap = useKeyMap();
  const { reasons } = useCurationSettings();
  const [isReviewing, setReviewing] = useState(false);
  const [isHelpOpen, help] = useDisclosure(false);
  const [asked, setAsked] = useState<AskedDecision | null>(null);
  const { view, focus, shown } = gallery;
  useEffect(() => {
    if (sampleId !== null) gallery.goTo(sampleId);
    // Once for each that is named; what a person looks at afterwards stays.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [sampleId]);
  const review = useCallback(() => setReviewing(true), []);
  const [wantsOriginals, setWantsOriginals] = useState(false);
  const originalOf = useOriginals(set.id, table, wantsOriginals);
  const badge = useTileBadge(table, badgeColumn(preferences.galleryBadge, shown.sortBy));
  const layout: GalleryLayout = !shown.isGrouped ? 'flat' : preferences.galleryIsSheet ? 'sheet' : 'identity';

  const zoomBy = (step: 1 | -1): void =>
    setPreference('galleryZoom', Math.min(LAST_ZOOM, Math.max(0, preferences.galleryZoom + step)));
  const step = (by: 1 | -1): void => {
    const count = view?.order.length ?? 0;
    const next = Math.min(count - 1, Math.max(0, focus + by));
    if (next >= 0) gallery.pick(next, { isToggle: false, isExtend: false });
  };
  const judge = (decision: 'keep' | 'exclude' | 'undecided', reason: Parameters<typeof gallery.decide>[1]): void => {
    if (gallery.selection.count >= ASKS_FROM) setAsked({ decision, reason });
    else if (gallery.decide(decision, reason) === 1 && preferences.advanceInGallery) step(1);
  };

  const toggleOriginals = (): void => {
    if (set.kind === 'real') setWantsOriginals(!wantsOriginals);
    else notifications.show({ message: NO_ORIGINALS });
  };

  const zoom = useStable(zoomBy);
  const toggle = useStable(toggleOriginals);

  useKeyDown((event) => {
    const isCtrl = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (isCtrl && key === 'z') {
      if (event.shiftKey) gallery.redo();
      else gallery.undo();
      return true;
    }
    if (isCtrl && key === 'y') return run(gallery.redo);
    if (isCtrl && key === 'a') return run(gallery.selectMatching);
    if (event.key === 'Escape' && gallery.selection.count > 0) return run(gallery.clearSelection);
    if (isCtrl || event.altKey) return false;
    if (event.key === '?') return run(help.open);
    // On a button, Enter presses the button.
    const isOnControl = event.target instanceof Element && event.target.closest('button, a') !== null;
    if (event.key === 'Enter' && !isOnControl) return run(review);
    if (event.key === '+' || event.key === '=') return run(() => zoomBy(1));
    if (event.key === '-') return run(() => zoomBy(-1));
    if (key === 'i') return run(() => gallery.pickIdentity(focus, { isToggle: false, isExtend: false }));
    const reason = reasonOfKey(event, reasons);
    if (reason !== null) return run(() => judge('exclude', reason));
    const action = actionOfKey(keyMap, event);
    if (action === null && key === ORIGINAL_KEY) return run(toggleOriginals);
    if (action === null) return false;
    return run(() => (action === 'back' ? step(-1) : judge(action, null)));
  }, !isReviewing);

  const onGridKey = (event: KeyboardEvent, lines: GridLayout, linesPerPage: number, linesAcross: number): void => {
    const move = moveOfKey(event);
    if (move !== null && lines.lineCount > 0) {
      const next = movedPosition(lines, focus, move, linesPerPage, linesAcross);
      // Several selected samples stay selected while the focus walks; one moves with it.
      if (event.shiftKey || gallery.selection.count <= 1)
        gallery.pick(next, { isToggle: false, isExtend: event.shiftKey });
      else gallery.setFocus(next);
    } else if (event.key === ' ') gallery.pick(focus, { isToggle: true, isExtend: false });
    else return;
    event.preventDefault();
  };

  if (isReviewing) {
    return <ReviewMode gallery={gallery} set={set} onClose={() => setReviewing(false)} />;
  }
  return (
    <div className={classes.page} data-testid="page-gallery">
      <GalleryToolbar
        set={set}
        sets={sets}
        gallery={tools}
        zoom={preferences.galleryZoom}
        onZoom={zoom}
        onReview={review}
        showsOriginals={wantsOriginals}
        onOriginals={toggle}
      />
      <FilterChips gallery={gallery} />
      <div className={classes.body}>
        {preferences.showFilters && <FilterPanel gallery={around} />}
        <div className={classes.middle}>
          {gallery.error !== undefined && (
            <div className={classes.notice}>
              <ErrorPanel error={gallery.error} />
            </div>
          )}
          {gallery.isAsking && <Asking isComparing={gallery.query.similarTo !== shown.similarTo} />}
          {view !== null && view.order.length === 0 && (
            <EmptyState icon={null} title="Nothing matches">
              No sample passes these filters. Widen or clear them on the left.
            </EmptyState>
          )}
          {view !== null && view.order.length > 0 && (
            <FaceGrid
              faces={faces}
              origin={set.declaredSynthetic === null ? set.kind : 'declared'}
              table={table}
              order={view.order}
              layout={layout}
              zoom={preferences.galleryZoom}
              focus={focus}
              reveal={gallery.reveal}
              sortKey={gallery.sortKey}
              badge={badge}
              originalOf={originalOf}
              selection={gallery.selection}
              version={gallery.version}
              store={gallery.store}
              onPick={gallery.pick}
              onPickIdentity={gallery.pickIdentity}
              onOpen={(position) => {
                gallery.setFocus(position);
                setReviewing(true);
              }}
              onZoom={zoomBy}
              onKey={onGridKey}
            />
          )}
        </div>
        {preferences.showInspector && (
          <Inspector
            gallery={around}
            set={set}
            onReview={review}
            originalOf={originalOf}
            onOriginals={setWantsOriginals}
          />
        )}
      </div>
      <CounterLine gallery={gallery} set={set} keyMap={keyMap} onHelp={help.open} />
      {asked !== null && <SelectionDialog gallery={gallery} set={set} asked={asked} onClose={() => setAsked(null)} />}
      <KeyHelp isOpen={isHelpOpen} onClose={help.close} keyMap={keyMap} />
    </div>
  );
}

/** Appears only when an answer takes long, as when a million embeddings are fetched first. */
const Asking = (props: { readonly isComparing: boolean }): ReactNode => (
  <div className={classes.asking} role="status">
    <Loader size={14} /> {props.isComparing ? 'Comparing faces…' : 'Looking…'}
  </div>
);

function run(work: () => void): true {
  work();
  return true;
}
