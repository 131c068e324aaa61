import { useCallback, useMemo, useState } from 'react';
import { usePickedInGallery } from '../../client/pickedSamples';
import { keyOfSample } from '@shared/domain/curationSamples';
import type { MapTable } from './mapTable';

export interface MapSelection {
  /** Rows of the map, ascending. */
  readonly rows: Uint32Array;
  /** Where it was made. */
  readonly from: 'map' | 'gallery';
  /** @param isAdded keeps what was selected before */
  readonly select: (rows: Uint32Array, isAdded: boolean) => void;
  readonly clear: () => void;
}

const NONE = new Uint32Array();

/** What is picked on the map; until something is, what is selected in the gallery. */
export function useMapSelection(table: MapTable): MapSelection {
  const inGallery = usePickedInGallery();
  const [own, setOwn] = useState<Uint32Array | null>(null);
  const fromGallery = useMemo(() => {
    const index = table.info.sets.findIndex(({ setId }) => setId === inGallery?.setId);
    if (inGallery === null || index < 0) return NONE;
    const keys = new Set(inGallery.ids.map(keyOfSample));
    return Uint32Array.from(rowsWhere(table, (row) => table.setOf(row) === index && keys.has(table.keyOf(row))));
  }, [table, inGallery]);
  const rows = own ?? fromGallery;
  const select = useCallback(
    (picked: Uint32Array, isAdded: boolean) => setOwn((before) => (isAdded ? united(before ?? NONE, picked) : picked)),
    [],
  );
  const clear = useCallback(() => setOwn(NONE), []);
  return { rows, from: own === null ? 'gallery' : 'map', select, clear };
}

function* rowsWhere(table: MapTable, test: (row: number) => boolean): Generator<number> {
  for (let row = 0; row < table.count; row++) if (test(row)) yield row;
}

/** Both, ascending, each once. @param a,b ascending */
export function united(a: Uint32Array, b: Uint32Array): Uint32Array {
  const both = new Uint32Array(a.length + b.length);
  let count = 0;
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const [one, other] = [a[i] ?? Infinity, b[j] ?? Infinity];
    if (one <= other) i++;
    if (other <= one) j++;
    both[count++] = Math.min(one, other);
  }
  return both.slice(0, count);
}
