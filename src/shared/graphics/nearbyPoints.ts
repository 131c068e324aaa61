/** Points that a block holds; blocks are added as the set grows. */
const BLOCK = 256;
/** Axes after which a pair is looked at for the first time; the leading ones rarely settle it alone. */
const FIRST_AXES = 24;

interface Bucket {
  readonly blocks: Float64Array[];
  count: number;
}

/** Points in a space of some dimensions, asked whether one of them lies nearer than a fixed distance. */
export class NearbyPoints {
  private readonly buckets = new Map<number, Bucket>();
  private readonly limit: number;

  constructor(
    private readonly dimensions: number,
    distance: number,
  ) {
    this.limit = distance * distance;
  }

  /** @param kin any whole number; points that are often near each other have the same */
  add(point: Float64Array, kin: number): void {
    let bucket = this.buckets.get(kin);
    if (bucket === undefined) this.buckets.set(kin, (bucket = { blocks: [], count: 0 }));
    const at = bucket.count % BLOCK;
    if (at === 0) bucket.blocks.push(new Float64Array(BLOCK * this.dimensions));
    bucket.blocks[bucket.blocks.length - 1].set(point, at * this.dimensions);
    bucket.count++;
  }

  /** Whether any point lies nearer; those of the same kin are looked at first, which changes the time and not the answer. */
  holds(point: Float64Array, kin: number): boolean {
    const own = this.buckets.get(kin);
    if (own !== undefined && this.inBucket(point, own)) return true;
    for (const bucket of this.buckets.values()) if (bucket !== own && this.inBucket(point, bucket)) return true;
    return false;
  }

  private inBucket(point: Float64Array, { blocks, count }: Bucket): boolean {
    const { dimensions, limit } = this;
    const first = Math.min(FIRST_AXES, dimensions);
    for (let other = 0; other < count; other++) {
      const block = blocks[Math.floor(other / BLOCK)];
      const from = (other % BLOCK) * dimensions;
      let sum = 0;
      let axis = 0;
      for (; axis < first; axis++) {
        const difference = point[axis] - block[from + axis];
        sum += difference * difference;
      }
      for (; axis < dimensions && sum < limit; axis++) {
        const difference = point[axis] - block[from + axis];
        sum += difference * difference;
      }
      if (sum < limit) return true;
    }
    return false;
  }
}
