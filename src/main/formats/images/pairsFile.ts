import { Failure } from '@shared/lib/failure';
import { decodeText } from './decodeText';

/** One side of a pair, as the file names it. */
export type ImageRef =
  | { readonly kind: 'numbered'; readonly subject: string; readonly number: number }
  | { readonly kind: 'path'; readonly path: string };

export interface NamedPair {
  readonly left: ImageRef;
  readonly right: ImageRef;
  /** The same person on both sides. */
  readonly genuine: boolean;
  /** 0-based. */
  readonly fold: number;
  /** 1-based line of the file. */
  readonly line: number;
}

export interface PairsFile {
  readonly pairs: readonly NamedPair[];
  readonly foldCount: number;
  /** `header`: the file says how many folds it has; `assumed`: ten equal runs of lines, or one when there are fewer than ten pairs. */
  readonly foldsFrom: 'header' | 'assumed';
}

export const MAX_PAIRS_FILE_BYTES = 128 * 1024 * 1024;
export const MAX_PAIRS = 2_000_000;
const ASSUMED_FOLDS = 10;

interface Header {
  readonly foldCount: number;
  /** Genuine pairs per fold, and as many impostor pairs. */
  readonly perFold: number;
}

const isCount = (text: string | undefined): boolean => text !== undefined && /^\d{1,9}$/.test(text);

function lineFailure(place: string, line: number, message: string, remedy: string): Failure {
  return new Failure({ code: 'invalid-input', message, place: `${place}:${line}`, remedy });
}

/** `folds pairs` or, as in LFW's development files, only `pairs`; anything else is no header. */
function readHeader(fields: readonly string[], place: string, line: number): Header | undefined {
  if (fields.length > 2 || !fields.every(isCount)) return undefined;
  const [first, second] = fields.map(Number);
  const header =
    second === undefined ? { foldCount: 1, perFold: first ?? 0 } : { foldCount: first ?? 0, perFold: second };
  if (header.foldCount < 1 || header.perFold < 1 || header.foldCount * header.perFold * 2 > MAX_PAIRS) {
    throw lineFailure(
      place,
      line,
      `The header asks for ${header.foldCount} folds of ${header.perFold} pairs.`,
      'Write the number of folds and of genuine pairs per fold, for example "10 300".',
    );
  }
  return header;
}

const looksLikePath = (text: string): boolean => /[/\\.]/.test(text);

function pathRef(text: string, place: string, line: number): ImageRef {
  const path = text.replace(/\\/g, '/').replace(/^(\.\/)+/, '');
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path) || path.split('/').includes('..')) {
    throw lineFailure(
      place,
      line,
      `The path ${JSON.stringify(text.slice(0, 200))} leads out of the folder of images.`,
      'Write paths from the folder of images, without ".." and without a leading "/".',
    );
  }
  return { kind: 'path', path: path.normalize('NFC') };
}

function numberedRef(subject: string, number: string, place: string, line: number): ImageRef {
  if (/[/\\]/.test(subject) || subject === '..' || subject === '.') {
    throw lineFailure(
      place,
      line,
      `The name ${JSON.stringify(subject.slice(0, 200))} is not the name of a subject’s folder.`,
      'Write the bare folder name.',
    );
  }
  return { kind: 'numbered', subject: subject.normalize('NFC'), number: Number(number) };
}

function readPair(fields: readonly string[], place: string, line: number): Omit<NamedPair, 'fold'> {
  const [a = '', b = '', c = '', d = ''] = fields;
  if (fields.length === 3 && isCount(b) && isCount(c)) {
    return { left: numberedRef(a, b, place, line), right: numberedRef(a, c, place, line), genuine: true, line };
  }
  if (fields.length === 4 && isCount(b) && isCount(d)) {
    if (a === c)
      throw lineFailure(
        place,
        line,
        'A pair of two different people names the same person twice.',
        'Write a genuine pair as "name number number".',
      );
    return { left: numberedRef(a, b, place, line), right: numberedRef(c, d, place, line), genuine: false, line };
  }
  if (fields.length === 3 && looksLikePath(a) && looksLikePath(b)) {
    if (c !== '0' && c !== '1')
      throw lineFailure(
        place,
        line,
        `The third column is ${JSON.stringify(c.slice(0, 40))}.`,
        'Write 1 for the same person and 0 for two people.',
      );
    return { left: pathRef(a, place, line), right: pathRef(b, place, line), genuine: c === '1', line };
  }
  throw lineFailure(
    place,
    line,
    `The line has ${fields.length} columns of no known pattern.`,
    'Write "name number number", "name number name number" or "path path 0|1".',
  );
}

/** At tabs where there are any, so that names may hold spaces; else at white space. */
const fieldsOf = (text: string): string[] =>
  text.includes('\t')
    ? text
        .split('\t')
        .map((field) => field.trim())
        .filter((field) => field !== '')
    : text.split(/\s+/);

/**
 * Parses a list of verification pairs: LFW's `pairs.txt` with or without its header, or lines of `path path 0|1`. White
 * space of any kind and any line ends; empty lines and lines that begin with `#` do not count.
 * @throws Failure invalid-input with `file:line` and a remedy.
 */
export function parsePairsFile(bytes: Uint8Array, place: string): PairsFile {
  const text = decodeText(bytes, place, MAX_PAIRS_FILE_BYTES);
  const pairs: Omit<NamedPair, 'fold'>[] = [];
  let header: Header | undefined;
  let line = 0;
  let isFirst = true;
  for (const raw of text.split(/\r\n|\n|\r/)) {
    line++;
    const trimmed = raw.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const fields = fieldsOf(trimmed);
    if (isFirst) header = readHeader(fields, place, line);
    if (!isFirst || header === undefined) pairs.push(readPair(fields, place, line));
    isFirst = false;
    if (pairs.length > MAX_PAIRS)
      throw lineFailure(place, line, `The file has more than ${MAX_PAIRS} pairs.`, 'Split it.');
  }
  if (pairs.length === 0) throw lineFailure(place, line, 'The file holds no pair.', 'Write one pair on each line.');
  if (header !== undefined) assertComplete(pairs, header, place, line);
  const foldCount = header?.foldCount ?? (pairs.length >= ASSUMED_FOLDS ? ASSUMED_FOLDS : 1);
  return {
    pairs: pairs.map((pair, i) => ({ ...pair, fold: Math.floor((i * foldCount) / pairs.length) })),
    foldCount,
    foldsFrom: header === undefined ? 'assumed' : 'header',
  };
}

function assertComplete(pairs: readonly Omit<NamedPair, 'fold'>[], header: Header, place: string, line: number): void {
  const expected = header.foldCount * header.perFold * 2;
  if (pairs.length !== expected) {
    throw lineFailure(
      place,
      line,
      `The header promises ${expected} pairs (${header.foldCount} folds, ${header.perFold} of each kind), the file holds ${pairs.length}.`,
      'Correct the header or complete the file.',
    );
  }
  for (let fold = 0; fold < header.foldCount; fold++) {
    const part = pairs.slice(fold * header.perFold * 2, (fold + 1) * header.perFold * 2);
    const genuine = part.filter((pair) => pair.genuine).length;
    if (genuine !== header.perFold) {
      throw lineFailure(
        place,
        part[0]?.line ?? line,
        `Fold ${fold + 1} has ${genuine} genuine pairs, not ${header.perFold}.`,
        'Correct the header or the order of the lines.',
      );
    }
  }
}
