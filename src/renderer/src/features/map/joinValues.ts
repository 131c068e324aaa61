import type { MapPoints } from './mapProtocol';

/** One table of a set that has the wanted number. */
export interface NumberSource {
  readonly identityIndex: Int32Array;
  readonly sampleIndex: Int32Array;
  readonly values: Float32Array;
}

/** Beyond any sample index: keys of two identities never meet. */
const STRIDE = 10_000;

/**
 * One value per point, looked up by set, identity and sample; NaN where there is none.
 * @param sources by index of the set; tables in rising order of identity and sample, as the program serves them
 */
export function joinValues(points: MapPoints, sources: readonly (NumberSource | undefined)[]): Float32Array {
  const values = new Float32Array(points.x.length).fill(NaN);
  const finders = sources.map((source) => (source === undefined ? undefined : finder(source)));
  for (let i = 0; i < values.length; i++) {
    const index = points.set[i] ?? -1;
    const row = finders[index]?.(points.identityIndex[i] ?? 0, points.sampleIndex[i] ?? 0) ?? -1;
    if (row >= 0) values[i] = sources[index]?.values[row] ?? NaN;
  }
  return values;
}

/** Points come nearly in the table's order: the next row is tried first, then bisected. */
function finder({ identityIndex, sampleIndex }: NumberSource): (identity: number, sample: number) => number {
  let next = 0;
  const keyAt = (row: number): number => (identityIndex[row] ?? Infinity) * STRIDE + (sampleIndex[row] ?? 0);
  return (identity, sample) => {
    const key = identity * STRIDE + sample;
    if (keyAt(next) !== key) {
      let low = 0;
      let high = identityIndex.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (keyAt(middle) < key) low = middle + 1;
        else high = middle;
      }
      if (keyAt(low) !== key) return -1;
      next = low;
    }
    return next++;
  };
}
