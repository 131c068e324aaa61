import { Failure } from '@shared/lib/failure';
import { type People } from './centres';
import { takeRows } from './embeddingRows';
import { type Hashes, hashesOf } from './hashSearch';
import type { Ranges } from './nearest';
import type { FaceTable } from './relationTypes';

/** The judged samples of a table in the order in which they are searched. */
export interface Searchable extends People {
  readonly hashes: Hashes;
  /** Row of the table of each row here. */
  readonly tableRow: Int32Array;
  readonly sample: Int32Array;
  /** Rows of each row's person. */
  readonly ranges: Ranges;
}

/** Leaves out what was not judged and brings each identity into one piece. @throws Failure invalid-input */
export function peopleOf(table: FaceTable, place: string): Searchable {
  checkTable(table, place);
  const { count, size, identityIndex, sampleIndex } = table;
  const judged = Array.from({ length: count }, (_, row) => row).filter(
    (row) => !Number.isNaN(table.embeddings[row * size]),
  );
  const isSorted = judged.every((row, i) => i === 0 || identityIndex[judged[i - 1]] <= identityIndex[row]);
  if (!isSorted) judged.sort((a, b) => identityIndex[a] - identityIndex[b] || a - b);
  const tableRow = Int32Array.from(judged);
  const identity = tableRow.map((row) => identityIndex[row]);
  const halves = new Uint32Array(2 * tableRow.length);
  tableRow.forEach((row, i) => halves.set(table.hashes.subarray(2 * row, 2 * row + 2), 2 * i));
  const person = new Int32Array(tableRow.length);
  for (let i = 1; i < person.length; i++) person[i] = person[i - 1] + (identity[i] === identity[i - 1] ? 0 : 1);
  return {
    rows: takeRows(table.embeddings, size, tableRow),
    identity,
    person,
    weight: Float32Array.from(tableRow, (row) => table.weight[row]),
    hashes: hashesOf(halves),
    tableRow,
    sample: tableRow.map((row) => sampleIndex[row]),
    ranges: rangesOf(person),
  };
}

function rangesOf(person: Int32Array): Ranges {
  const from = new Int32Array(person.length);
  const to = new Int32Array(person.length);
  for (let i = 0; i < person.length; i++) from[i] = i > 0 && person[i] === person[i - 1] ? from[i - 1] : i;
  for (let i = person.length - 1; i >= 0; i--)
    to[i] = i + 1 < person.length && person[i] === person[i + 1] ? to[i + 1] : i + 1;
  return { from, to };
}

function checkTable(table: FaceTable, place: string): void {
  const { count, size, embeddings, hashes, identityIndex, sampleIndex, weight } = table;
  const fits =
    size >= 1 &&
    embeddings.length === count * size &&
    hashes.length === 2 * count &&
    [identityIndex, sampleIndex, weight].every((column) => column.length === count);
  if (fits) return;
  throw new Failure({
    code: 'invalid-input',
    message: `Embeddings, hashes and indices of ${count} samples do not have the same number of rows.`,
    place,
    remedy: 'Compute the scores of this set again.',
  });
}
