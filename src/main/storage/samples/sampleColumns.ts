import type { SampleId } from '@shared/domain/ids';
import type { SampleRow } from '@shared/domain/sample';

/** Text column: value i is `data[offsets[i] … offsets[i + 1])` as UTF-8; `offsets` has one entry more than there are rows. */
export interface TextColumn {
  readonly offsets: Int32Array;
  readonly data: Uint8Array;
}

/** Text column with few different values: value i is `names[codes[i]]`. */
export interface NameColumn {
  readonly names: readonly string[];
  readonly codes: Int32Array;
}

/** Text, integer and real columns of a sample table in the order in which they are stored. */
export const TEXT_COLUMNS = ['id', 'file', 'sha256', 'source'] as const;
export const INTEGER_COLUMNS = [
  'identityIndex',
  'sampleIndex',
  'widthPx',
  'heightPx',
  'sizeBytes',
  'partnerIndex',
] as const;
export type TextName = (typeof TEXT_COLUMNS)[number];
export type IntegerName = (typeof INTEGER_COLUMNS)[number];

/** A sample table by columns; every column has `count` rows. See `SampleRow` for what they mean. */
export interface SampleColumns {
  readonly count: number;
  readonly text: Readonly<Record<TextName, TextColumn>>;
  readonly integers: Readonly<Record<IntegerName, Int32Array>>;
  readonly identityName: NameColumn;
  readonly weight: Float32Array;
  /** `SampleRow.numbers` by key; NaN where a row has no such number. */
  readonly numbers: ReadonlyMap<string, Float32Array>;
}

function textColumn(values: readonly string[]): TextColumn {
  const offsets = new Int32Array(values.length + 1);
  for (const [i, value] of values.entries()) offsets[i + 1] = (offsets[i] ?? 0) + Buffer.byteLength(value);
  const data = Buffer.alloc(offsets[values.length] ?? 0);
  for (const [i, value] of values.entries()) data.write(value, offsets[i] ?? 0, 'utf8');
  return { offsets, data };
}

/** Numbers each different text in order of first appearance. */
export function nameColumn(values: readonly string[]): NameColumn {
  const codes = new Map<string, number>();
  const column = Int32Array.from(values, (value) => {
    const code = codes.get(value) ?? codes.size;
    codes.set(value, code);
    return code;
  });
  return { names: [...codes.keys()], codes: column };
}

/** Rows to columns. Reals are rounded to Float32, as the table stores them. */
export function columnsOf(rows: readonly SampleRow[]): SampleColumns {
  const keys = new Set<string>();
  for (const row of rows) for (const key of Object.keys(row.numbers)) keys.add(key);
  const text = (name: TextName): TextColumn => textColumn(rows.map((row) => row[name]));
  const integers = (name: IntegerName): Int32Array => Int32Array.from(rows, (row) => row[name]);
  return {
    count: rows.length,
    text: { id: text('id'), file: text('file'), sha256: text('sha256'), source: text('source') },
    integers: {
      identityIndex: integers('identityIndex'),
      sampleIndex: integers('sampleIndex'),
      widthPx: integers('widthPx'),
      heightPx: integers('heightPx'),
      sizeBytes: integers('sizeBytes'),
      partnerIndex: integers('partnerIndex'),
    },
    identityName: nameColumn(rows.map((row) => row.identityName)),
    weight: Float32Array.from(rows, (row) => row.weight),
    numbers: new Map(
      [...keys].sort().map((key) => [key, Float32Array.from(rows, (row) => row.numbers[key] ?? Number.NaN)]),
    ),
  };
}

/** Every value of a text column as a string. */
export function textsOf(column: TextColumn): string[] {
  const { offsets, data } = column;
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const texts = new Array<string>(offsets.length - 1);
  let start = offsets[0] ?? 0;
  for (let i = 0; i < texts.length; i++) {
    const end = offsets[i + 1] ?? start;
    texts[i] = bytes.toString('utf8', start, end);
    start = end;
  }
  return texts;
}

/** One value of a text column. */
export function textAt({ offsets, data }: TextColumn, row: number): string {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8', offsets[row], offsets[row + 1]);
}

/** Columns to rows, in the table's order. The columns must have been checked (`checkColumns`). */
export function rowsOf(columns: SampleColumns): SampleRow[] {
  const { integers, identityName, weight } = columns;
  const ids = textsOf(columns.text.id);
  const files = textsOf(columns.text.file);
  const hashes = textsOf(columns.text.sha256);
  const sources = textsOf(columns.text.source);
  const numbers = [...columns.numbers];
  const rows = new Array<SampleRow>(columns.count);
  for (let i = 0; i < columns.count; i++) {
    const own: Record<string, number> = {};
    for (const [key, values] of numbers) {
      const value = values[i] ?? Number.NaN;
      if (!Number.isNaN(value)) own[key] = value;
    }
    rows[i] = {
      id: ids[i] as SampleId, // checked against the indices by checkColumns
      identityIndex: integers.identityIndex[i] ?? 0,
      sampleIndex: integers.sampleIndex[i] ?? 0,
      identityName: identityName.names[identityName.codes[i] ?? 0] ?? '',
      file: files[i] ?? '',
      sha256: hashes[i] ?? '',
      widthPx: integers.widthPx[i] ?? 0,
      heightPx: integers.heightPx[i] ?? 0,
      sizeBytes: integers.sizeBytes[i] ?? 0,
      partnerIndex: integers.partnerIndex[i] ?? -1,
      weight: weight[i] ?? 1,
      source: sources[i] ?? '',
      numbers: own,
    };
  }
  return rows;
}
