import { type BlockMaxima, CHUNK, type Rows, type SearchWatch, visitOwnProducts, visitProducts } from './blockMaxima';
import { differingBits } from './pictureHash';

const BITS = 64;

/** `[count,2] uint32`, high and low half. */
export interface Hashes {
  readonly count: number;
  readonly halves: Uint32Array;
}

export const hashesOf = (halves: Uint32Array): Hashes => ({ count: halves.length / 2, halves });

export const bitsBetween = (a: Hashes, i: number, b: Hashes, j: number): number =>
  differingBits(a.halves[2 * i], b.halves[2 * j]) + differingBits(a.halves[2 * i + 1], b.halves[2 * j + 1]);

/** Bits as ±1: the product of two rows is 64 less twice the differing bits, exact in float32. */
function signRows({ count, halves }: Hashes): Rows {
  return {
    count,
    size: BITS,
    write: (from, to, out) => {
      for (let row = from, at = 0; row < to; row++) {
        for (let half = 0; half < 2; half++) {
          const value = halves[2 * row + half];
          for (let bit = 31; bit >= 0; bit--) out[at++] = ((value >>> bit) & 1) * 2 - 1;
        }
      }
    },
  };
}

/**
 * Least number of differing bits to any other row of the same set, and every pair of at most `closeBits`, each once.
 * @returns `[count] float32`, NaN where there is no other row
 */
export async function leastBits(
  hashes: Hashes,
  closeBits: number,
  onClose: (i: number, j: number, bits: number) => void,
  watch?: SearchWatch,
): Promise<Float32Array> {
  const most = new Float32Array(hashes.count).fill(-Infinity);
  const close = BITS - 2 * closeBits;
  const lookInto = (row: number, chunk: number): void => {
    const end = Math.min(hashes.count, (chunk + 1) * CHUNK);
    for (let j = Math.max(row + 1, chunk * CHUNK); j < end; j++) {
      const bits = bitsBetween(hashes, row, hashes, j);
      if (bits <= closeBits) onClose(row, j, bits);
    }
  };
  const visit = (block: BlockMaxima): void => {
    for (let i = 0; i < block.rowCount; i++) {
      const row = block.firstRow + i;
      const ownChunk = Math.floor(row / CHUNK);
      for (let c = 0, at = i * block.rowStep; c < block.chunkCount; c++, at += block.chunkStep) {
        const value = block.maxima[at];
        const chunk = block.firstChunk + c;
        if (value > most[row] && chunk !== ownChunk) most[row] = value;
        // Pairs are told by their lower row alone.
        if (value >= close && chunk >= ownChunk) lookInto(row, chunk);
      }
    }
  };
  await visitOwnProducts(signRows(hashes), visit, watch);
  return most.map((value, row) => {
    // −Infinity where there is no other chunk: then this is Infinity.
    const least = Math.min((BITS - value) / 2, leastInChunk(hashes, row));
    return least === Infinity ? NaN : least;
  });
}

function leastInChunk(hashes: Hashes, row: number): number {
  const start = Math.floor(row / CHUNK) * CHUNK;
  let least = Infinity;
  for (let j = start; j < Math.min(hashes.count, start + CHUNK); j++)
    if (j !== row) least = Math.min(least, bitsBetween(hashes, row, hashes, j));
  return least;
}

/** For each row the row of the other set that differs in the fewest bits; −1 where that set is empty. */
export async function nearestHash(own: Hashes, other: Hashes, watch?: SearchWatch): Promise<Int32Array> {
  const most = new Float32Array(own.count).fill(-Infinity);
  const chunks = new Int32Array(own.count).fill(-1);
  const visit = (block: BlockMaxima): void => {
    for (let i = 0; i < block.rowCount; i++) {
      const row = block.firstRow + i;
      for (let c = 0, at = i * block.rowStep; c < block.chunkCount; c++, at += block.chunkStep) {
        if (block.maxima[at] <= most[row]) continue;
        most[row] = block.maxima[at];
        chunks[row] = block.firstChunk + c;
      }
    }
  };
  await visitProducts(signRows(own), signRows(other), visit, watch);
  return chunks.map((chunk, row) => {
    let best = -1;
    let least = Infinity;
    for (let j = chunk * CHUNK; chunk >= 0 && j < Math.min(other.count, (chunk + 1) * CHUNK); j++) {
      const bits = bitsBetween(own, row, other, j);
      if (bits < least) [best, least] = [j, bits];
    }
    return best;
  });
}
