import { createHash } from 'node:crypto';
import type { SetId } from '@shared/domain/ids';
import type { SetInfo } from '@shared/domain/setInfo';
import { readConsents } from '../consentsInForce';
import { readSampleTable } from '../sampleTable';
import type { SampleColumns } from '../samples/sampleColumns';
import { readSetInfo } from '../setStore';

/** The samples of a set that may be measured today. Excluded ones are among them: a reviewer may bring them back. */
export interface ScoredSamples {
  readonly info: SetInfo;
  /** The whole sample table. */
  readonly columns: SampleColumns;
  /** Rows of the table that are scored, ascending. */
  readonly rows: Int32Array;
  /** Rows left out: a real person whose consent does not cover evaluation. */
  readonly withoutConsent: number;
  /** Over id and image hash of each scored sample. */
  readonly samplesSha256: string;
}

/**
 * Hash over the ids and then the image hashes of some rows.
 * @param rows rows of the table, ascending
 */
export function hashOfRows({ text: { id, sha256 } }: SampleColumns, rows: Int32Array): string {
  const hash = createHash('sha256');
  for (const { offsets, data } of [id, sha256]) {
    // Neighbouring rows lie side by side: one update for each run of them.
    for (let from = 0; from < rows.length;) {
      let to = from + 1;
      while (to < rows.length && rows[to] === (rows[to - 1] ?? 0) + 1) to++;
      hash.update(data.subarray(offsets[rows[from] ?? 0], offsets[(rows[to - 1] ?? 0) + 1]));
      from = to;
    }
  }
  return hash.digest('hex');
}

/** Hashes of whole tables: a million samples take a quarter of a second. */
const wholeHashes = new WeakMap<SampleColumns, string>();

function hashOfScored(columns: SampleColumns, rows: Int32Array): string {
  if (rows.length < columns.count) return hashOfRows(columns, rows);
  const hash = wholeHashes.get(columns) ?? hashOfRows(columns, rows);
  wholeHashes.set(columns, hash);
  return hash;
}

async function allowedRows(
  libraryPath: string,
  setId: SetId,
  { count, identityName }: SampleColumns,
  at: string | undefined,
): Promise<Int32Array> {
  const consents = await readConsents(libraryPath, setId, at);
  const isAllowed = identityName.names.map((name) => consents.allows(name, 'evaluation'));
  const rows: number[] = [];
  for (let row = 0; row < count; row++) if (isAllowed[identityName.codes[row] ?? -1] === true) rows.push(row);
  return Int32Array.from(rows);
}

/**
 * @param options.at what the clock says, as ISO instant; the system's when absent
 * @param options.columns the set's sample table where the caller has it already
 * @throws Failure not-found, corrupt-data (a damaged table), io
 */
export async function readScoredSamples(
  libraryPath: string,
  setId: SetId,
  options: { readonly at?: string; readonly columns?: SampleColumns } = {},
): Promise<ScoredSamples> {
  const info = await readSetInfo(libraryPath, setId);
  const columns = options.columns ?? (await readSampleTable(libraryPath, setId)).columns;
  const rows =
    info.kind === 'real'
      ? await allowedRows(libraryPath, setId, columns, options.at)
      : Int32Array.from({ length: columns.count }, (_, row) => row);
  const withoutConsent = columns.count - rows.length;
  return { info, columns, rows, withoutConsent, samplesSha256: hashOfScored(columns, rows) };
}
