/**
 * Whether two pictures are the same picture again: hash and embedding must agree. Found on rendered sets (three presets) and ORL with
 * the same pictures encoded again, resized and shifted by a pixel, against other pictures of the same person (`npm run bench --
 * duplicates --thresholds`, docs/quality-card.md): what keeps within 4 bits may lose in the embedding (compression, 56 px), what was
 * shifted changes up to 8 bits but hardly the embedding.
 */
export interface DoubleRule {
  /** Cosines from which a pair is a double where at most NEAR_BITS, or at most CLOSE_BITS, differ. */
  readonly nearCosine: number;
  readonly closeCosine: number;
}

const NEAR_BITS = 4;
export const CLOSE_BITS = 8;
/** Shares of what lies between the judge's threshold and 1: 0.98 and 0.991 for a threshold of 0.926. */
const NEAR_SHARE = 0.27;
const CLOSE_SHARE = 0.12;

/** @param samePersonFrom cosine from which the judge takes two pictures for one person */
export const doubleRule = (samePersonFrom: number): DoubleRule => ({
  nearCosine: 1 - NEAR_SHARE * (1 - samePersonFrom),
  closeCosine: 1 - CLOSE_SHARE * (1 - samePersonFrom),
});

export const isDouble = (rule: DoubleRule, bits: number, cosine: number): boolean =>
  bits <= CLOSE_BITS && cosine >= (bits <= NEAR_BITS ? rule.nearCosine : rule.closeCosine);

/** Sets of rows that hang together by pairs (union-find with halving). */
export class Groups {
  private readonly parent: Int32Array;

  constructor(count: number) {
    this.parent = Int32Array.from({ length: count }, (_, row) => row);
  }

  root(row: number): number {
    let at = row;
    while (this.parent[at] !== at) {
      this.parent[at] = this.parent[this.parent[at]];
      at = this.parent[at];
    }
    return at;
  }

  /** The lower root stays, so the outcome does not depend on the order of the pairs. */
  join(a: number, b: number): void {
    const [low, high] = [this.root(a), this.root(b)].sort((x, y) => x - y);
    this.parent[high] = low;
  }

  /** Number of each row's group in order of first rows; −1 for rows on their own. */
  numbers(): Int32Array {
    const sizes = new Int32Array(this.parent.length);
    for (let row = 0; row < sizes.length; row++) sizes[this.root(row)]++;
    const numberOf = new Int32Array(sizes.length).fill(-1);
    let next = 0;
    return this.parent.map((_, row) => {
      const root = this.root(row);
      if (sizes[root] < 2) return -1;
      if (numberOf[root] < 0) numberOf[root] = next++;
      return numberOf[root];
    });
  }
}
