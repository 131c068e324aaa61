import { MAX_SAMPLES_PER_IDENTITY } from './ids';
import type { SampleKey, SampleKeys } from './curationSamples';

/**
 * A whole number below 2³⁰ per sample, 0 where none was set: about 10 bytes a sample where a map of ids takes a hundred, and no
 * need to know how many samples a set has.
 */
export class SampleCells {
  private readonly byIdentity = new Map<number, number[]>();
  private filled = 0;

  /** Samples whose number is not 0. */
  get count(): number {
    return this.filled;
  }

  get(key: SampleKey): number {
    const identity = Math.floor(key / MAX_SAMPLES_PER_IDENTITY);
    return this.byIdentity.get(identity)?.[key - identity * MAX_SAMPLES_PER_IDENTITY] ?? 0;
  }

  /** @returns what was there before. */
  set(key: SampleKey, value: number): number {
    const identity = Math.floor(key / MAX_SAMPLES_PER_IDENTITY);
    const sample = key - identity * MAX_SAMPLES_PER_IDENTITY;
    let cells = this.byIdentity.get(identity);
    if (cells === undefined) {
      if (value === 0) return 0;
      cells = [];
      this.byIdentity.set(identity, cells);
    }
    // Without holes: an array with holes is a hash table to the engine once it is sparse.
    while (cells.length < sample) cells.push(0);
    const before = cells[sample] ?? 0;
    cells[sample] = value;
    this.filled += Number(value !== 0) - Number(before !== 0);
    return before;
  }

  /** Every sample that has a number, rising. */
  forEach(visit: (key: SampleKey, value: number) => void): void {
    const identities = Int32Array.from(this.byIdentity.keys()).sort();
    for (const identity of identities) {
      const cells = this.byIdentity.get(identity) ?? [];
      for (let sample = 0; sample < cells.length; sample++) {
        const value = cells[sample] ?? 0;
        if (value !== 0) visit(identity * MAX_SAMPLES_PER_IDENTITY + sample, value);
      }
    }
  }

  keys(): SampleKeys {
    const keys = new Float64Array(this.filled);
    let next = 0;
    this.forEach((key) => (keys[next++] = key));
    return keys;
  }

  clear(): void {
    this.byIdentity.clear();
    this.filled = 0;
  }
}
