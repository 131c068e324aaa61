import { Failure } from '@shared/lib/failure';

export interface CsvRow {
  /** 1-based line of the file on which the row begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

export const MAX_CSV_ROWS = 1_000_000;
const MAX_CELLS = 200;
const MAX_CELL_LENGTH = 20_000;
const DELIMITERS = [',', ';', '\t'] as const;

/** The delimiter that the first line uses most outside quotes; a comma when it uses none. */
export function guessDelimiter(text: string): string {
  const counts = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]));
  let quoted = false;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '\n' || char === '\r')) break;
    else if (!quoted && counts.has(char)) counts.set(char, (counts.get(char) ?? 0) + 1);
  }
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}

/**
 * Reads RFC 4180 text row by row: quoted cells may hold delimiters, line breaks and doubled quotes; CRLF, LF or CR end a
 * row; empty lines are left out. @throws Failure corrupt-data with `place:line` when a quote is left open or misplaced.
 */
export function* parseCsv(text: string, delimiter: string, place: string): Generator<CsvRow> {
  let at = 0;
  let line = 1;
  let rowCount = 0;
  const fail = (message: string, where: number, remedy: string): Failure =>
    new Failure({ code: 'corrupt-data', message, place: `${place}:${where}`, remedy });

  const quotedCell = (): string => {
    const openedOn = line;
    let cell = '';
    at++;
    for (;;) {
      const close = text.indexOf('"', at);
      if (close < 0) throw fail('A quoted cell is not closed.', openedOn, 'Add the missing quotation mark.');
      const part = text.slice(at, close);
      line += (part.match(/\r\n|\n|\r/g) ?? []).length;
      cell += part;
      at = close + 1;
      if (cell.length > MAX_CELL_LENGTH)
        throw fail(
          `A cell is longer than ${MAX_CELL_LENGTH} characters.`,
          openedOn,
          'Check the quotation marks on this line.',
        );
      if (text[at] !== '"') break;
      cell += '"';
      at++;
    }
    const next = text[at];
    if (next !== undefined && next !== delimiter && next !== '\n' && next !== '\r') {
      throw fail('Text follows a closing quotation mark.', line, 'Write a quotation mark inside a quoted cell twice.');
    }
    return cell;
  };

  const plainCell = (): string => {
    const start = at;
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
    if (at - start > MAX_CELL_LENGTH)
      throw fail(
        `A cell is longer than ${MAX_CELL_LENGTH} characters.`,
        line,
        'Check the delimiter and the line ends.',
      );
    return text.slice(start, at);
  };

  while (at < text.length) {
    const rowLine = line;
    const cells: string[] = [];
    for (;;) {
      cells.push(text[at] === '"' ? quotedCell() : plainCell());
      if (cells.length > MAX_CELLS)
        throw fail(`A row has more than ${MAX_CELLS} cells.`, rowLine, 'Check the delimiter.');
      if (text[at] !== delimiter) break;
      at++;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    line++;
    if (cells.some((cell) => cell.trim() !== '')) {
      if (++rowCount > MAX_CSV_ROWS) throw fail(`The file has more than ${MAX_CSV_ROWS} rows.`, rowLine, 'Split it.');
      yield { line: rowLine, cells };
    }
  }
}
