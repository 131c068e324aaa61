import { useEffect, useMemo, useState } from 'react';
import { sourceUrl } from '@shared/contract/addresses';
import type { SetId } from '@shared/domain/ids';
import type { SampleTable } from '../../client/samples/sampleTable';
import { FRAME_COLUMNS, cropFrame } from './cropFrame';
import type { CropFrame } from './cropFrame';

/** The picture that a sample was cut from. */
export interface Original {
  readonly url: string;
  /** null where it is not known. */
  readonly frame: CropFrame | null;
}

/** The originals of a set's samples by row. */
export type OriginalOf = (row: number) => Original;

/** @param isShown false: crops are shown, and null is the answer */
export function useOriginals(setId: SetId, table: SampleTable, isShown: boolean): OriginalOf | null {
  const [frameOf, setFrameOf] = useState<{ readonly of: (row: number) => CropFrame | null }>();
  useEffect(() => {
    if (!isShown) return undefined;
    let isCurrent = true;
    framesOf(table).then(
      (of) => isCurrent && setFrameOf({ of }),
      // An import of another program recorded no landmarks: pictures without frames.
      () => isCurrent && setFrameOf({ of: () => null }),
    );
    return () => {
      isCurrent = false;
    };
  }, [table, isShown]);
  return useMemo(() => {
    if (!isShown || frameOf === undefined) return null;
    // The same object for the same row, so that a tile is drawn once.
    const known = new Map<number, Original>();
    return (row) => {
      const original = known.get(row) ?? { url: sourceUrl(setId, table.idOf(row)), frame: frameOf.of(row) };
      known.set(row, original);
      return original;
    };
  }, [setId, table, isShown, frameOf]);
}

async function framesOf(table: SampleTable): Promise<(row: number) => CropFrame | null> {
  const [first, ...columns] = await Promise.all([table.detail(0), ...FRAME_COLUMNS.map((name) => table.values(name))]);
  return (row) =>
    cropFrame(
      columns.map((values) => values[row] ?? NaN),
      first.widthPx,
    );
}
