import { philox4x32 } from './philox';

/**
 * A stream of random numbers named by a seed and up to three integers, e.g. `(seed, purpose, identityIndex, sampleIndex)`.
 * Two streams with different names are independent; equal names give equal numbers, whatever else was drawn.
 * No call uses `Math.sin`, `log` or kin, which the language does not specify to the bit; `normal` sums uniforms instead.
 */
export class Rng {
  private readonly key: readonly [number, number];
  private readonly block = new Uint32Array(4);
  private blockIndex = 0;
  private cursor = 4;

  /** @param seed non-negative safe integer. @param purpose, a, b uint32 each; they name the stream. */
  constructor(
    seed: number,
    private readonly purpose = 0,
    private readonly a = 0,
    private readonly b = 0,
  ) {
    if (!Number.isSafeInteger(seed) || seed < 0)
      throw new RangeError(`seed must be a non-negative safe integer, got ${seed}`);
    this.key = [seed >>> 0, Math.floor(seed / 0x100000000) >>> 0];
  }

  /** Uniform integer in [0, 2^32). */
  uint32(): number {
    if (this.cursor === 4) {
      philox4x32([this.blockIndex++, this.purpose >>> 0, this.a >>> 0, this.b >>> 0], this.key, this.block);
      this.cursor = 0;
    }
    return this.block[this.cursor++] ?? 0;
  }

  /** Uniform in [0, 1), 32 bits of resolution. */
  uniform(): number {
    return this.uint32() / 0x100000000;
  }

  /** Uniform in [low, high). */
  range(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  /** Uniform integer in [0, bound); bias below bound / 2^32. */
  below(bound: number): number {
    return Math.floor(this.uniform() * bound);
  }

  /** True with probability `probability`. */
  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  /**
   * Mean 0, variance 1, by the sum of twelve uniforms (Irwin–Hall): range ±6, kurtosis 2.9 instead of 3.
   * Chosen over Box–Muller because it needs only additions, so it is equal to the bit on every machine.
   */
  normal(): number {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += this.uniform();
    return sum;
  }

  /** Fisher–Yates in place. */
  shuffle<T>(items: T[]): T[] {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const kept = items[i] as T; // i and j are in range by construction
      items[i] = items[j] as T;
      items[j] = kept;
    }
    return items;
  }
}
