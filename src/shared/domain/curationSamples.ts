import { z } from 'zod';
import { MAX_IDENTITIES, MAX_SAMPLES_PER_IDENTITY, SampleId } from './ids';

/**
 * A sample as one number: identity index × 10,000 + sample index. Rises as ids sort. A set of samples is a Float64Array of such
 * numbers, rising, each once: 8 bytes a sample where a text would take 40.
 */
export type SampleKey = number;
export type SampleKeys = Float64Array;

/** Samples that one line of a journal may name. */
export const MAX_SAMPLES_PER_LINE = 4_000_000;
/** Up to here a line names its samples one by one, as the first journals did. */
const MAX_LISTED = 64;
/** More is no honest set: four million samples one by one take 24 MB. */
const MAX_RANGES_CHARS = 64_000_000;

const RANGES_FORM = 'must look like 0-2:0-19;7:1,4-6, rising';

/** `0-2:0-19;7:1,4-6`: samples 0–19 of identities 0, 1 and 2, and samples 1, 4, 5 and 6 of identity 7. Parsed by `keysOf`. */
export const SampleRanges = z
  .string()
  .min(3)
  .max(MAX_RANGES_CHARS)
  .refine((text) => parseRanges(text) !== null, RANGES_FORM);

/** Samples by name or, where there are many, as ranges. */
export const SampleSet = z.union([z.array(SampleId).min(1).max(MAX_SAMPLES_PER_LINE), SampleRanges]);
export type SampleSet = z.infer<typeof SampleSet>;

export const keyOfSample = (id: SampleId): SampleKey =>
  Number(id.slice(1, 7)) * MAX_SAMPLES_PER_IDENTITY + Number(id.slice(8, 12));

/** Same form as `sampleId()`, without running its schema a million times. @param key of a sample that exists */
export function sampleOfKey(key: SampleKey): SampleId {
  const identity = String(Math.floor(key / MAX_SAMPLES_PER_IDENTITY)).padStart(6, '0');
  return `i${identity}s${String(key % MAX_SAMPLES_PER_IDENTITY).padStart(4, '0')}` as SampleId;
}

/** @param set as its schema passed it. @throws RangeError for ranges that it would not pass */
export function keysOf(set: SampleSet): SampleKeys {
  if (typeof set === 'string') {
    const keys = parseRanges(set);
    if (keys === null) throw new RangeError(RANGES_FORM);
    return keys;
  }
  return sortedKeys(Float64Array.from(set, keyOfSample));
}

/** Sorts in place and drops what comes twice. */
export function sortedKeys(keys: SampleKeys): SampleKeys {
  if (keys.length <= 1) return keys;
  keys.sort();
  let count = 1;
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i] ?? 0;
    if (key !== keys[count - 1]) keys[count++] = key;
  }
  return count === keys.length ? keys : keys.slice(0, count);
}

/** The shorter of the two forms that still reads well. @param keys rising, at least one */
export function sampleSetOf(keys: SampleKeys): SampleSet {
  return keys.length <= MAX_LISTED ? Array.from(keys, sampleOfKey) : rangesOf(keys);
}

/** @param keys rising, each once */
export function rangesOf(keys: SampleKeys): string {
  const groups: string[] = [];
  let first = -1;
  let last = -1;
  let text = '';
  const flush = (): void => {
    if (first >= 0) groups.push(`${first === last ? first : `${first}-${last}`}:${text}`);
  };
  for (let at = 0; at < keys.length;) {
    const identity = Math.floor((keys[at] ?? 0) / MAX_SAMPLES_PER_IDENTITY);
    const base = identity * MAX_SAMPLES_PER_IDENTITY;
    let own = '';
    while (at < keys.length && (keys[at] ?? 0) < base + MAX_SAMPLES_PER_IDENTITY) {
      const from = (keys[at] ?? 0) - base;
      let to = from;
      while (keys[++at] === base + to + 1 && to + 1 < MAX_SAMPLES_PER_IDENTITY) to++;
      own += `${own === '' ? '' : ','}${from === to ? from : `${from}-${to}`}`;
    }
    if (own === text && identity === last + 1) last = identity;
    else {
      flush();
      first = last = identity;
      text = own;
    }
  }
  flush();
  return groups.join(';');
}

/** Bounded before anything is allocated: a short text can name ten thousand million samples. */
function parseRanges(text: string): SampleKeys | null {
  const reader = new Reader(text);
  /** Identity span and sample span of each piece, four numbers a piece. */
  const pieces: number[] = [];
  const groupEnds: number[] = [];
  let count = 0;
  let lastIdentity = -1;
  do {
    if (!reader.span(MAX_IDENTITIES) || reader.from <= lastIdentity || !reader.takes(COLON)) return null;
    const { from, to } = reader;
    lastIdentity = to;
    let lastSample = -1;
    do {
      if (!reader.span(MAX_SAMPLES_PER_IDENTITY) || reader.from <= lastSample) return null;
      lastSample = reader.to;
      pieces.push(from, to, reader.from, reader.to);
      count += (to - from + 1) * (reader.to - reader.from + 1);
      if (count > MAX_SAMPLES_PER_LINE) return null;
    } while (reader.takes(COMMA));
    groupEnds.push(pieces.length);
  } while (reader.takes(SEMICOLON));
  if (!reader.isAtEnd) return null;
  return fill(pieces, groupEnds, count);
}

function fill(pieces: readonly number[], groupEnds: readonly number[], count: number): SampleKeys {
  const keys = new Float64Array(count);
  let next = 0;
  let start = 0;
  for (const end of groupEnds) {
    const last = pieces[start + 1] ?? 0;
    for (let identity = pieces[start] ?? 0; identity <= last; identity++) {
      const base = identity * MAX_SAMPLES_PER_IDENTITY;
      for (let at = start; at < end; at += 4) {
        const to = pieces[at + 3] ?? 0;
        for (let sample = pieces[at + 2] ?? 0; sample <= to; sample++) keys[next++] = base + sample;
      }
    }
    start = end;
  }
  return keys;
}

const COLON = 58;
const COMMA = 44;
const SEMICOLON = 59;
const MINUS = 45;

/** Reads numbers and marks from a text, one after another. */
class Reader {
  from = 0;
  to = 0;
  private at = 0;

  constructor(private readonly text: string) {}

  get isAtEnd(): boolean {
    return this.at === this.text.length;
  }

  takes(mark: number): boolean {
    if (this.text.charCodeAt(this.at) !== mark) return false;
    this.at++;
    return true;
  }

  /** `n` or `n-m` with n < m < limit into `from` and `to`. */
  span(limit: number): boolean {
    this.from = this.number(limit);
    this.to = this.from;
    if (this.from < 0) return false;
    if (!this.takes(MINUS)) return true;
    this.to = this.number(limit);
    return this.to > this.from;
  }

  private number(limit: number): number {
    const start = this.at;
    let value = 0;
    for (; this.at < this.text.length; this.at++) {
      const digit = this.text.charCodeAt(this.at) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
      if (value >= limit) return -1;
    }
    const isPadded = this.at > start + 1 && this.text.charCodeAt(start) === 48;
    return this.at === start || isPadded ? -1 : value;
  }
}
