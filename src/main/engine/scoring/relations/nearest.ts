import { type BlockMaxima, CHUNK, type SearchWatch, visitOwnProducts, visitProducts } from './blockMaxima';
import { type Embedded, product } from './embeddingRows';

/** For each query row the base row with the largest product and that product; −1 and NaN where there is none. */
export interface Nearest {
  readonly at: Int32Array;
  readonly value: Float32Array;
}

/** Base rows `[from[i], to[i])` that are not for query row `i`. */
export interface Ranges {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/**
 * Exact nearest base row of every query row. @param excluded short ranges: up to two chunks of each are gone through one by one
 */
export async function nearestRows(
  queries: Embedded,
  base: Embedded,
  excluded: Ranges | null,
  watch?: SearchWatch,
): Promise<Nearest> {
  const best = newBest(queries.count);
  await visitProducts(queries, base, (block) => raise(best, block, excluded), watch);
  const found = newNearest(queries.count);
  for (let row = 0; row < queries.count; row++) {
    const [from, to] = excluded === null ? [0, 0] : [excluded.from[row], excluded.to[row]];
    const look = (chunk: number): void => lookInto(chunk, queries, row, base, found, (j) => j < from || j >= to);
    if (best.chunk[row] >= 0) look(best.chunk[row]);
    if (to > from) edgeChunks(from, to).forEach(look);
  }
  return found;
}

/** For each row the nearest outside of its own range and the nearest inside of it besides itself. */
export interface NearestWithin {
  readonly outside: Nearest;
  readonly inside: Nearest;
}

/** @param ranges where each row's own identity lies: identities are in one piece */
export async function nearestWithin(rows: Embedded, ranges: Ranges, watch?: SearchWatch): Promise<NearestWithin> {
  const out = newBest(rows.count);
  const own = newBest(rows.count);
  await visitOwnProducts(
    rows,
    (block) => {
      raise(out, block, ranges);
      raiseInside(own, block, ranges);
    },
    watch,
  );
  const found = { outside: newNearest(rows.count), inside: newNearest(rows.count) };
  for (let row = 0; row < rows.count; row++) {
    const [from, to] = [ranges.from[row], ranges.to[row]];
    const foreign = (j: number): boolean => j < from || j >= to;
    const kin = (j: number): boolean => j !== row && j >= from && j < to;
    if (out.chunk[row] >= 0) lookInto(out.chunk[row], rows, row, rows, found.outside, foreign);
    if (own.chunk[row] >= 0) lookInto(own.chunk[row], rows, row, rows, found.inside, kin);
    const ownChunk = Math.floor(row / CHUNK);
    for (const chunk of new Set([...edgeChunks(from, to), ownChunk])) {
      lookInto(chunk, rows, row, rows, found.outside, foreign);
      lookInto(chunk, rows, row, rows, found.inside, kin);
    }
  }
  return found;
}

/** The better of two answers, row by row. */
export function larger(a: Nearest, b: Nearest): Nearest {
  const second = a.at.map((at, row) => (b.at[row] >= 0 && (at < 0 || b.value[row] > a.value[row]) ? 1 : 0));
  return {
    at: a.at.map((at, row) => (second[row] === 1 ? b.at[row] : at)),
    value: a.value.map((value, row) => (second[row] === 1 ? b.value[row] : value)),
  };
}

interface Best {
  readonly value: Float32Array;
  readonly chunk: Int32Array;
}

const newBest = (count: number): Best => ({
  value: new Float32Array(count).fill(-Infinity),
  chunk: new Int32Array(count).fill(-1),
});
const newNearest = (count: number): Nearest => ({
  value: new Float32Array(count).fill(NaN),
  at: new Int32Array(count).fill(-1),
});

/** First and last chunk of a range: they may hold rows from outside of it too. */
const edgeChunks = (from: number, to: number): number[] => {
  const [first, last] = [Math.floor(from / CHUNK), Math.floor((to - 1) / CHUNK)];
  return first === last ? [first] : [first, last];
};

/** Takes the chunks that have nothing of the row's range. */
function raise(best: Best, block: BlockMaxima, ranges: Ranges | null): void {
  const { firstRow, rowCount, firstChunk, chunkCount, maxima, rowStep, chunkStep } = block;
  for (let i = 0; i < rowCount; i++) {
    const row = firstRow + i;
    const none = ranges === null || ranges.to[row] <= ranges.from[row];
    const skipFrom = none ? -1 : Math.floor(ranges.from[row] / CHUNK);
    const skipTo = none ? -2 : Math.floor((ranges.to[row] - 1) / CHUNK);
    let value = best.value[row];
    let chunk = best.chunk[row];
    for (let c = 0, at = i * rowStep; c < chunkCount; c++, at += chunkStep) {
      if (maxima[at] > value) {
        const here = firstChunk + c;
        if (here >= skipFrom && here <= skipTo) continue;
        value = maxima[at];
        chunk = here;
      }
    }
    best.value[row] = value;
    best.chunk[row] = chunk;
  }
}

/** Takes the chunks that lie inside the row's range and do not hold the row itself. */
function raiseInside(best: Best, block: BlockMaxima, ranges: Ranges): void {
  const { firstRow, rowCount, firstChunk, chunkCount, maxima, rowStep, chunkStep } = block;
  for (let i = 0; i < rowCount; i++) {
    const row = firstRow + i;
    const first = Math.max(firstChunk, Math.floor(ranges.from[row] / CHUNK) + 1);
    const last = Math.min(firstChunk + chunkCount, Math.floor((ranges.to[row] - 1) / CHUNK)) - 1;
    for (let chunk = first; chunk <= last; chunk++) {
      const value = maxima[i * rowStep + (chunk - firstChunk) * chunkStep];
      if (value > best.value[row] && chunk !== Math.floor(row / CHUNK)) {
        best.value[row] = value;
        best.chunk[row] = chunk;
      }
    }
  }
}

function lookInto(
  chunk: number,
  queries: Embedded,
  row: number,
  base: Embedded,
  found: Nearest,
  mayBe: (j: number) => boolean,
): void {
  const end = Math.min(base.count, (chunk + 1) * CHUNK);
  for (let j = chunk * CHUNK; j < end; j++) {
    if (!mayBe(j)) continue;
    const value = product(queries, row, base, j);
    if (found.at[row] < 0 || value > found.value[row]) {
      found.value[row] = value;
      found.at[row] = j;
    }
  }
}
