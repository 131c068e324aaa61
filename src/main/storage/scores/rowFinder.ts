import type { SampleColumns } from '../samples/sampleColumns';

/**
 * Finds rows of a sample table by identity and sample. Asked in the table's own order it answers at once, else it bisects.
 * @returns −1 where the table has no such sample
 */
export function rowFinder({
  count,
  integers: { identityIndex, sampleIndex },
}: SampleColumns): (identity: number, sample: number) => number {
  let next = 0;
  const isAt = (row: number, identity: number, sample: number): boolean =>
    identityIndex[row] === identity && sampleIndex[row] === sample;
  return (identity, sample) => {
    if (!isAt(next, identity, sample)) {
      let low = 0;
      let high = count;
      while (low < high) {
        const middle = (low + high) >> 1;
        const ahead = (identityIndex[middle] ?? 0) - identity || (sampleIndex[middle] ?? 0) - sample;
        if (ahead < 0) low = middle + 1;
        else high = middle;
      }
      if (!isAt(low, identity, sample)) return -1;
      next = low;
    }
    return next++;
  };
}
