import { useEffect } from 'react';
import type { SetId } from '@shared/domain/ids';
import { pickedInGallery } from '../../client/pickedSamples';
import type { SampleTable } from '../../client/samples/sampleTable';
import type { Selection } from './selection';

/** More are not told: naming a million samples would hold up the window, and on the map they would be everything. */
const MOST = 50_000;
const AFTER_MS = 200;

/** Lets the map mark what is selected here, once a selection has stood for a moment. */
export function usePublishSelection(setId: SetId, table: SampleTable, selection: Selection, version: number): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      const isTold = selection.count > 0 && selection.count <= MOST;
      pickedInGallery.set(isTold ? { setId, ids: selection.rows().map((row) => table.idOf(row)) } : null);
    }, AFTER_MS);
    return () => clearTimeout(timer);
  }, [setId, table, selection, version]);
}
