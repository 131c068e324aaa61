import { useEffect, useRef } from 'react';
import type { SetId } from '@shared/domain/ids';
import { pickedInGallery } from '../../client/pickedSamples';
import type { SampleTable } from '../../client/samples/sampleTable';
import { Selection } from './selection';

/** More are not told: naming a million samples would hold up the window, and on the map they would be everything. */
const MOST = 50_000;
const AFTER_MS = 200;

/** What was selected when the page was left, or what the map hands over. */
export function keptSelection(setId: SetId, table: SampleTable): Selection {
  const selection = new Selection(table.rowCount);
  const kept = pickedInGallery.get();
  if (kept?.setId === setId) selection.add(kept.ids.map((id) => table.rowOf(id)).filter((row) => row >= 0));
  return selection;
}

/** Lets the map mark what is selected here: once a selection has stood for a moment, and at the latest when the page is left. */
export function usePublishSelection(setId: SetId, table: SampleTable, selection: Selection, version: number): void {
  const untold = useRef<(() => void) | null>(null);
  useEffect(() => {
    const tell = (): void => {
      untold.current = null;
      const isTold = selection.count > 0 && selection.count <= MOST;
      pickedInGallery.set(isTold ? { setId, ids: selection.rows().map((row) => table.idOf(row)) } : null);
    };
    untold.current = tell;
    const timer = setTimeout(tell, AFTER_MS);
    return () => clearTimeout(timer);
  }, [setId, table, selection, version]);
  useEffect(() => () => untold.current?.(), []);
}
