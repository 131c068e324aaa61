import { Failure } from '@shared/lib/failure';
import { z } from 'zod';
import { guessDelimiter, parseCsv } from '../images/csv';
import { decodeText } from '../images/decodeText';
import { readTreeFile } from '../images/readTreeFile';
import { linesOf } from '../packs/linesOf';
import { PackWindow } from '../packs/packWindow';

/** What a row of metadata says of a file. */
export interface MetadataRow {
  readonly fileName: string;
  readonly label: string | number | undefined;
  readonly identity: string | undefined;
  /** File and line. */
  readonly place: string;
}

const MAX_LINE_BYTES = 1024 * 1024;
const MAX_CSV_BYTES = 256 * 1024 * 1024;
const MAX_HEAD_BYTES = 4096;

const Cell = z.union([z.string(), z.number()]).nullish();
/** Other columns are others' business. */
const Row = z.object({ file_name: z.string(), label: Cell, identity: z.string().nullish() });

/** Rows of metadata.jsonl or metadata.csv. @throws Failure invalid-input naming file and line; io */
export function metadataRows(path: string): AsyncGenerator<MetadataRow> {
  return path.endsWith('.csv') ? csvRows(path) : jsonRows(path);
}

async function* jsonRows(path: string): AsyncGenerator<MetadataRow> {
  const file = await PackWindow.open(path);
  try {
    for await (const { line, text } of linesOf(file, MAX_LINE_BYTES)) yield toRow(parseJson(text), `${path}:${line}`);
  } finally {
    await file.close();
  }
}

async function* csvRows(path: string): AsyncGenerator<MetadataRow> {
  const text = decodeText(await readTreeFile(path, MAX_CSV_BYTES), path, MAX_CSV_BYTES);
  let names: readonly string[] | null = null;
  for (const { line, cells } of parseCsv(text, guessDelimiter(text), path)) {
    if (names === null) names = cells;
    else yield toRow(Object.fromEntries(names.map((name, at) => [name, cells[at]])), `${path}:${line}`);
  }
}

/** Whether the first line of a metadata.csv names a column `file_name`. @throws Failure io */
export async function namesFiles(path: string): Promise<boolean> {
  const file = await PackWindow.open(path);
  try {
    const head = (await file.read(0, Math.min(MAX_HEAD_BYTES, file.sizeBytes))).toString('utf8');
    return /^[^\r\n]*\bfile_name\b/.test(head);
  } finally {
    await file.close();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

function toRow(value: unknown, place: string): MetadataRow {
  const row = Row.safeParse(value);
  if (row.success) {
    const { file_name: fileName, label, identity } = row.data;
    return { fileName, label: label ?? undefined, identity: identity ?? undefined, place };
  }
  const there =
    typeof value === 'object' && value !== null ? Object.keys(value).slice(0, 20).join(', ').slice(0, 400) : '';
  throw new Failure({
    code: 'invalid-input',
    message: `The line is no row with file_name and label or identity${there === '' ? '' : `; it has: ${there}`}.`,
    place,
    remedy: 'Needed are `file_name`, text, and `label` (whole numbers from 0, or names) or `identity` (names).',
  });
}
