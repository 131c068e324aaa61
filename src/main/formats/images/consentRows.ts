import { z } from 'zod';
import { Failure } from '@shared/lib/failure';
import { type ConsentColumn, consentColumn } from './consentWords';
import { guessDelimiter, MAX_CSV_ROWS, parseCsv } from './csv';

/** The cells of one record by meaning, wherever they stood. */
export interface ConsentCells {
  readonly place: string;
  readonly cells: ReadonlyMap<ConsentColumn, string>;
}

export interface ConsentRows {
  readonly rows: Iterable<ConsentCells>;
  readonly unknownColumns: readonly string[];
}

const NEEDED = ['subject', 'status', 'purposes', 'date'] as const;

function mapColumns(
  headers: readonly string[],
  place: string,
): { readonly columns: readonly (ConsentColumn | undefined)[]; readonly unknownColumns: readonly string[] } {
  const columns = headers.map(consentColumn);
  columns.forEach((column, i) => {
    const first = columns.indexOf(column);
    if (column !== undefined && first !== i) {
      throw new Failure({
        code: 'invalid-input',
        message: `The columns "${headers[first] ?? ''}" and "${headers[i] ?? ''}" both mean ${column}.`,
        place,
        remedy: 'Rename or remove one of them.',
      });
    }
  });
  const missing = NEEDED.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    throw new Failure({
      code: 'invalid-input',
      message: `The consent file has no column ${missing.join(', ')}.`,
      place,
      remedy: 'Its first line must name the columns, for example: subject,status,purposes,date,document',
    });
  }
  return { columns, unknownColumns: headers.filter((header, i) => columns[i] === undefined && header.trim() !== '') };
}

function* cellsOfRows(
  rows: Iterator<{ readonly line: number; readonly cells: readonly string[] }>,
  columns: readonly (ConsentColumn | undefined)[],
  place: string,
): Generator<ConsentCells> {
  for (let next = rows.next(); next.done !== true; next = rows.next()) {
    const { line, cells } = next.value;
    if (cells.length > columns.length) {
      throw new Failure({
        code: 'corrupt-data',
        message: `The line has ${cells.length} cells, the first line ${columns.length}.`,
        place: `${place}:${line}`,
        remedy: 'Put cells that hold the delimiter in quotation marks.',
      });
    }
    const named = new Map<ConsentColumn, string>();
    columns.forEach((column, i) => {
      if (column !== undefined) named.set(column, cells[i] ?? '');
    });
    yield { place: `${place}:${line}`, cells: named };
  }
}

/** @throws Failure when the first line lacks a needed column, or later, while the rows are read, when a row is malformed. */
export function consentRowsOfCsv(text: string, place: string): ConsentRows {
  const rows = parseCsv(text, guessDelimiter(text), place);
  const header = rows.next();
  const { columns, unknownColumns } = mapColumns(header.done === true ? [] : header.value.cells, `${place}:1`);
  return { rows: cellsOfRows(rows, columns, place), unknownColumns };
}

const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
const jsonSchema = z.array(z.record(z.string(), cellSchema)).max(MAX_CSV_ROWS);

/** @throws Failure corrupt-data (not JSON) or invalid-input (not an array of flat objects). */
export function consentRowsOfJson(text: string, place: string): ConsentRows {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message.slice(0, 200) : '';
    throw new Failure(
      {
        code: 'corrupt-data',
        message: `The consent file is not JSON: ${detail}`,
        place,
        remedy: 'Correct it, or use CSV.',
      },
      { cause },
    );
  }
  const parsed = jsonSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Failure({
      code: 'invalid-input',
      message: `The consent file is not an array of records: ${issue?.message ?? ''}`,
      place: `${place}, record ${issue === undefined ? '' : issue.path.map(String).join('.')}`,
      remedy:
        'Write [{"subject":"s1","status":"given","purposes":["training"],"date":"2024-05-31","document":"form 1"}].',
    });
  }
  const headers = [...new Set(parsed.data.flatMap((record) => Object.keys(record)))];
  const { columns, unknownColumns } = mapColumns(headers, place);
  const rows = parsed.data.map((record, index): ConsentCells => {
    const cells = new Map<ConsentColumn, string>();
    headers.forEach((header, i) => {
      const column = columns[i];
      const cell = record[header];
      if (column !== undefined) cells.set(column, Array.isArray(cell) ? cell.join('|') : String(cell ?? ''));
    });
    return { place: `${place}, record ${index + 1}`, cells };
  });
  return { rows, unknownColumns };
}
