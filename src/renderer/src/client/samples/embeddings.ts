import { Failure } from '@shared/lib/failure';

const HEADER_BYTES = 8;

/** Embeddings of all rows as signed bytes; a row of zeros was not scored. */
export interface Embeddings {
  readonly rowCount: number;
  readonly size: number;
  readonly values: Int8Array;
  /** 1 / length of each row's vector; 0 where it was not scored. */
  readonly inverseNorms: Float32Array;
}

/**
 * @param bytes as `embeddingsUrl` describes (contract/addresses.ts).
 * @throws Failure corrupt-data when the lengths do not add up or it is of another table.
 */
export function readEmbeddings(bytes: ArrayBuffer, rowCount: number): Embeddings {
  if (bytes.byteLength < HEADER_BYTES) throw broken('it ends within its header');
  const header = new DataView(bytes);
  const rows = header.getUint32(0, true);
  const size = header.getUint32(4, true);
  if (rows !== rowCount) throw broken(`it has ${rows} rows, the sample table ${rowCount}`);
  if (size < 1 || bytes.byteLength !== HEADER_BYTES + rows * size) throw broken('its length does not fit its header');
  const values = new Int8Array(bytes, HEADER_BYTES);
  const inverseNorms = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const squared = dot(values, row * size, values, row * size, size);
    inverseNorms[row] = squared === 0 ? 0 : 1 / Math.sqrt(squared);
  }
  return { rowCount, size, values, inverseNorms };
}

/** Integer products, so the sum is exact. Four sums at once, because each waits for the one before it. */
function dot(a: Int8Array, atA: number, b: Int8Array, atB: number, size: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let at = 0;
  for (; at + 3 < size; at += 4) {
    first = (first + Math.imul(a[atA + at] ?? 0, b[atB + at] ?? 0)) | 0;
    second = (second + Math.imul(a[atA + at + 1] ?? 0, b[atB + at + 1] ?? 0)) | 0;
    third = (third + Math.imul(a[atA + at + 2] ?? 0, b[atB + at + 2] ?? 0)) | 0;
    fourth = (fourth + Math.imul(a[atA + at + 3] ?? 0, b[atB + at + 3] ?? 0)) | 0;
  }
  for (; at < size; at++) first = (first + Math.imul(a[atA + at] ?? 0, b[atB + at] ?? 0)) | 0;
  return first + second + third + fourth;
}

/**
 * Cosine of each row's quantised embedding to that of `target`, exact up to Float32; NaN where either was not scored.
 * Against the judge's own floats a cosine is off by less than 0.005.
 */
export function cosinesTo(embeddings: Embeddings, target: number): Float32Array {
  const { rowCount, size, values, inverseNorms } = embeddings;
  const cosines = new Float32Array(rowCount).fill(NaN);
  const own = inverseNorms[target] ?? 0;
  if (own === 0) return cosines;
  // A copy of the target's bytes stays in the nearest cache.
  const wanted = values.slice(target * size, (target + 1) * size);
  for (let row = 0; row < rowCount; row++) {
    const norm = inverseNorms[row] ?? 0;
    if (norm !== 0) cosines[row] = Math.min(1, Math.max(-1, dot(values, row * size, wanted, 0, size) * norm * own));
  }
  return cosines;
}

/** The row among `rows`, other than `target`, with the highest cosine to it; null where none was scored. */
export function nearestAmong(
  embeddings: Embeddings,
  target: number,
  rows: Iterable<number>,
): { readonly row: number; readonly cosine: number } | null {
  const { size, values, inverseNorms } = embeddings;
  let best: { row: number; cosine: number } | null = null;
  for (const row of rows) {
    const norms = (inverseNorms[row] ?? 0) * (inverseNorms[target] ?? 0);
    if (row === target || norms === 0) continue;
    const cosine = dot(values, row * size, values, target * size, size) * norms;
    if (best === null || cosine > best.cosine) best = { row, cosine };
  }
  return best;
}

const broken = (why: string): Failure =>
  new Failure({
    code: 'corrupt-data',
    message: 'The embeddings of this set cannot be used.',
    place: why,
    remedy: 'Score the set again.',
  });
