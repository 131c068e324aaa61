import { type CancelSignal, throwIfCancelled } from '@shared/lib/abort';
import { tensorFlow } from '../../tensor/bootstrap';

/** Rows of equal length, as a search sees them: written into a block when their turn comes, so they need not lie in memory as floats. */
export interface Rows {
  readonly count: number;
  readonly size: number;
  /** Writes rows `from` to `to` one after another into `out`. */
  readonly write: (from: number, to: number, out: Float32Array) => void;
}

export interface SearchWatch {
  readonly signal?: CancelSignal;
  /** After each block: how many more pairs of rows have been compared. */
  readonly onPairs?: (pairs: number) => void;
}

/** Neighbouring rows whose largest product is reported as one number; which of them it was is found by looking again. */
export const CHUNK = 64;
const BLOCK = 64 * CHUNK;

/** For each row of a block the largest product with any row of each chunk: `maxima[row * rowStep + chunk * chunkStep]`. */
export interface BlockMaxima {
  readonly firstRow: number;
  readonly rowCount: number;
  /** Chunk `c` holds base rows `c * CHUNK` and the 63 after it. */
  readonly firstChunk: number;
  readonly chunkCount: number;
  readonly maxima: Float32Array;
  readonly rowStep: number;
  readonly chunkStep: number;
}

export type Visit = (block: BlockMaxima) => void;

/**
 * All products of `queries` with `base`, block by block: 64 MiB of products at a time plus two blocks of rows, whatever the counts.
 * Leaves no tensor behind. @throws Failure cancelled between blocks
 */
export async function visitProducts(queries: Rows, base: Rows, visit: Visit, watch: SearchWatch = {}): Promise<void> {
  for (let from = 0; from < queries.count; from += BLOCK) {
    for (let at = 0; at < base.count; at += BLOCK) {
      const [perRow] = multiply(block(queries, from), block(base, at), false);
      visit(asRows(queries, from, base, at, perRow));
      await pause(watch, Math.min(BLOCK, queries.count - from) * Math.min(BLOCK, base.count - at));
    }
  }
}

/** As `visitProducts` of rows with themselves, each product made once and told to both of its rows. */
export async function visitOwnProducts(rows: Rows, visit: Visit, watch: SearchWatch = {}): Promise<void> {
  for (let from = 0; from < rows.count; from += BLOCK) {
    const mine = block(rows, from);
    for (let at = from; at < rows.count; at += BLOCK) {
      const [perRow, perColumn] = multiply(mine, at === from ? mine : block(rows, at), at !== from);
      visit(asRows(rows, from, rows, at, perRow));
      if (perColumn !== null) visit(asColumns(rows, from, at, perColumn));
      const count = Math.min(BLOCK, rows.count - from) * Math.min(BLOCK, rows.count - at);
      await pause(watch, at === from ? count : 2 * count);
    }
  }
}

interface Block {
  /** Rows of the block, a multiple of CHUNK: the last row stands again where rows are missing, which changes no maximum. */
  readonly padded: number;
  readonly size: number;
  readonly values: Float32Array;
}

function block(rows: Rows, from: number): Block {
  const to = Math.min(rows.count, from + BLOCK);
  const padded = Math.ceil((to - from) / CHUNK) * CHUNK;
  const values = new Float32Array(padded * rows.size);
  rows.write(from, to, values);
  const last = (to - from - 1) * rows.size;
  for (let at = last + rows.size; at < values.length; at += rows.size) values.copyWithin(at, last, last + rows.size);
  return { padded, size: rows.size, values };
}

/** @returns `[a, b/CHUNK]` and, where asked for, `[a/CHUNK, b]`. */
function multiply(a: Block, b: Block, bothWays: boolean): [Float32Array, Float32Array | null] {
  const tf = tensorFlow();
  const kept = tf.tidy(() => {
    const products = tf.matMul(
      tf.tensor2d(a.values, [a.padded, a.size]),
      tf.tensor2d(b.values, [b.padded, b.size]),
      false,
      true,
    );
    const perRow = tf.max(tf.reshape(products, [a.padded, b.padded / CHUNK, CHUNK]), 2);
    return bothWays ? [perRow, tf.max(tf.reshape(products, [a.padded / CHUNK, CHUNK, b.padded]), 1)] : [perRow];
  });
  // dataSync of a float32 tensor is a Float32Array.
  const read = kept.map((tensor) => tensor.dataSync<'float32'>());
  tf.dispose(kept);
  return [read[0], read[1] ?? null];
}

function asRows(queries: Rows, from: number, base: Rows, at: number, maxima: Float32Array): BlockMaxima {
  const chunkCount = Math.ceil(Math.min(BLOCK, base.count - at) / CHUNK);
  return {
    firstRow: from,
    rowCount: Math.min(BLOCK, queries.count - from),
    firstChunk: at / CHUNK,
    chunkCount,
    maxima,
    rowStep: chunkCount,
    chunkStep: 1,
  };
}

function asColumns(rows: Rows, from: number, at: number, maxima: Float32Array): BlockMaxima {
  const rowCount = Math.min(BLOCK, rows.count - at);
  const chunkCount = Math.ceil(Math.min(BLOCK, rows.count - from) / CHUNK);
  return {
    firstRow: at,
    rowCount,
    firstChunk: from / CHUNK,
    chunkCount,
    maxima,
    rowStep: 1,
    chunkStep: Math.ceil(rowCount / CHUNK) * CHUNK,
  };
}

/** Lets messages in, the one that cancels among them. */
async function pause({ signal, onPairs }: SearchWatch, pairs: number): Promise<void> {
  onPairs?.(pairs);
  await new Promise<void>((go) => setImmediate(go));
  if (signal !== undefined) throwIfCancelled(signal);
}
