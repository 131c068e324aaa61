import {
  INTEGER_COLUMNS,
  TEXT_COLUMNS,
  type IntegerName,
  type NameColumn,
  type SampleColumns,
  type TextColumn,
  type TextName,
} from './sampleColumns';

function concatTexts(columns: readonly TextColumn[], count: number): TextColumn {
  const offsets = new Int32Array(count + 1);
  const sizes = columns.map((column) => column.offsets[column.offsets.length - 1] ?? 0);
  const data = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
  let row = 0;
  let start = 0;
  for (const [index, column] of columns.entries()) {
    const size = sizes[index] ?? 0;
    data.set(column.data.subarray(0, size), start);
    for (let i = 1; i < column.offsets.length; i++) offsets[++row] = start + (column.offsets[i] ?? 0);
    start += size;
  }
  return { offsets, data };
}

function concatNames(columns: readonly NameColumn[], count: number): NameColumn {
  const codeOf = new Map<string, number>();
  const codes = new Int32Array(count);
  let row = 0;
  for (const column of columns) {
    const renumbered = column.names.map((name) => {
      const code = codeOf.get(name) ?? codeOf.size;
      codeOf.set(name, code);
      return code;
    });
    for (const code of column.codes) codes[row++] = renumbered[code] ?? 0;
  }
  return { names: [...codeOf.keys()], codes };
}

function concatReals(
  columns: readonly (Float32Array | null)[],
  counts: readonly number[],
  total: number,
): Float32Array {
  const all = new Float32Array(total);
  let row = 0;
  for (const [index, column] of columns.entries()) {
    const count = counts[index] ?? 0;
    if (column === null) all.fill(Number.NaN, row, row + count);
    else all.set(column, row);
    row += count;
  }
  return all;
}

/** Joins tables one after another; a number that only some of them have is NaN in the others. */
export function concatColumns(parts: readonly SampleColumns[]): SampleColumns {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const counts = parts.map((part) => part.count);
  const count = counts.reduce((sum, value) => sum + value, 0);
  const text = (name: TextName): TextColumn => concatTexts(parts.map((part) => part.text[name]), count); // prettier-ignore
  const integers = (name: IntegerName): Int32Array => {
    const all = new Int32Array(count);
    let row = 0;
    for (const part of parts) {
      all.set(part.integers[name], row);
      row += part.count;
    }
    return all;
  };
  const keys = new Set(parts.flatMap((part) => [...part.numbers.keys()]));
  return {
    count,
    text: record(TEXT_COLUMNS, text),
    integers: record(INTEGER_COLUMNS, integers),
    identityName: concatNames(parts.map((part) => part.identityName), count), // prettier-ignore
    weight: concatReals(parts.map((part) => part.weight), counts, count), // prettier-ignore
    numbers: new Map(
      [...keys].sort().map((key) => [key, concatReals(parts.map((part) => part.numbers.get(key) ?? null), counts, count)]), // prettier-ignore
    ),
  };
}

function record<K extends string, V>(names: readonly K[], make: (name: K) => V): Record<K, V> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<K, V>; // exactly the names given
}

function gatherText(column: TextColumn, order: Int32Array): TextColumn {
  const offsets = new Int32Array(order.length + 1);
  for (const [i, row] of order.entries())
    offsets[i + 1] = (offsets[i] ?? 0) + (column.offsets[row + 1] ?? 0) - (column.offsets[row] ?? 0);
  const data = new Uint8Array(offsets[order.length] ?? 0);
  for (const [i, row] of order.entries())
    data.set(column.data.subarray(column.offsets[row], column.offsets[row + 1]), offsets[i]);
  return { offsets, data };
}

/** Position in identity order: identity first, sample second. Exact, as both stay far below 2^53 together. */
const placeOf = (columns: SampleColumns, row: number): number =>
  (columns.integers.identityIndex[row] ?? 0) * 10_000 + (columns.integers.sampleIndex[row] ?? 0);

/**
 * The table in order of identity and sample; as it is when it already is so.
 * @returns null when two rows are the same sample.
 */
export function sortColumns(columns: SampleColumns): SampleColumns | null {
  let isSorted = true;
  for (let row = 1; row < columns.count; row++) {
    if (placeOf(columns, row) <= placeOf(columns, row - 1)) {
      isSorted = false;
      break;
    }
  }
  if (isSorted) return columns;
  const order = Int32Array.from({ length: columns.count }, (_, row) => row);
  order.sort((a, b) => placeOf(columns, a) - placeOf(columns, b));
  for (let i = 1; i < order.length; i++)
    if (placeOf(columns, order[i] ?? 0) === placeOf(columns, order[i - 1] ?? 0)) return null;
  const integers = (values: Int32Array): Int32Array => Int32Array.from(order, (row) => values[row] ?? 0);
  const reals = (values: Float32Array): Float32Array => Float32Array.from(order, (row) => values[row] ?? 0);
  return {
    count: columns.count,
    text: record(TEXT_COLUMNS, (name) => gatherText(columns.text[name], order)),
    integers: record(INTEGER_COLUMNS, (name) => integers(columns.integers[name])),
    identityName: { names: columns.identityName.names, codes: integers(columns.identityName.codes) },
    weight: reals(columns.weight),
    numbers: new Map([...columns.numbers].map(([key, values]) => [key, reals(values)])),
  };
}
