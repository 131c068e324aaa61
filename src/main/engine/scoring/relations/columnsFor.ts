import type { ScoreRef } from '@shared/domain/scores';
import type { Nearest } from './nearest';
import type { Searchable } from './peopleOf';
import type { NearestElsewhere } from './searchElsewhere';

/** Brings what was found for the judged rows back to the rows of the table. */
export interface Columns {
  readonly numbers: Map<string, Float32Array>;
  readonly pointers: Map<string, Int32Array>;
  number(name: string, values: Float32Array): void;
  pointer(name: string, values: Int32Array): void;
  /** To rows of `people`. */
  pointTo(ref: ScoreRef, people: Searchable, found: Nearest): void;
  /** To rows of another set, or of `own` where the set is −1. */
  pointToSet(
    ref: ScoreRef,
    found: NearestElsewhere,
    others: readonly { readonly people: Searchable }[],
    own?: Searchable,
  ): void;
  /** `[table rows] uint8`, 0 where the row was not judged. */
  flags(values: Uint8Array): Uint8Array;
}

export function columnsFor(count: number, tableRow: Int32Array): Columns {
  const numbers = new Map<string, Float32Array>();
  const pointers = new Map<string, Int32Array>();
  const pointer = (name: string, values: Int32Array): void => {
    const column = new Int32Array(count).fill(-1);
    tableRow.forEach((row, i) => (column[row] = values[i]));
    pointers.set(name, column);
  };
  return {
    numbers,
    pointers,
    pointer,
    number: (name, values) => {
      const column = new Float32Array(count).fill(NaN);
      tableRow.forEach((row, i) => (column[row] = values[i]));
      numbers.set(name, column);
    },
    pointTo: (ref, people, { at }) => {
      pointer(
        `r.${ref}.identity`,
        at.map((row) => (row < 0 ? -1 : people.identity[row])),
      );
      pointer(
        `r.${ref}.sample`,
        at.map((row) => (row < 0 ? -1 : people.sample[row])),
      );
    },
    pointToSet: (ref, { at, set }, others, own) => {
      const peopleAt = (i: number): Searchable | undefined => (set[i] < 0 ? own : others[set[i]].people);
      pointer(
        `r.${ref}.identity`,
        at.map((row, i) => (row < 0 ? -1 : (peopleAt(i)?.identity[row] ?? -1))),
      );
      pointer(
        `r.${ref}.sample`,
        at.map((row, i) => (row < 0 ? -1 : (peopleAt(i)?.sample[row] ?? -1))),
      );
      pointer(`r.${ref}.set`, set);
    },
    flags: (values) => {
      const column = new Uint8Array(count);
      tableRow.forEach((row, i) => (column[row] = values[i]));
      return column;
    },
  };
}
