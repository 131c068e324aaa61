import type { CancelSignal } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import type { DiffLine, OpenedSide } from './diffSides';

/** Synthetic before real, then by set, then by sample: the order in which exports and tables are written. */
function compare(a: DiffLine, b: DiffLine): number {
  if (a.origin !== b.origin) return a.origin === 'syn' ? -1 : 1;
  if (a.setId !== b.setId) return a.setId < b.setId ? -1 : 1;
  return a.key - b.key;
}

/** Walks a side and makes sure that each line comes after the one before. @throws Failure corrupt-data */
async function* inOrder(side: OpenedSide, signal: CancelSignal): AsyncGenerator<DiffLine> {
  let before: DiffLine | null = null;
  for await (const line of side.lines(signal)) {
    if (before !== null && compare(before, line) >= 0) {
      throw new Failure({
        code: 'corrupt-data',
        message: `The lines are not in the order in which they were written: ${line.sampleId} comes after ${before.sampleId}.`,
        place: side.place,
        remedy: 'Audit the export; its manifest was changed.',
      });
    }
    before = line;
    yield line;
  }
}

/** Samples of either side, in order, beside each other: two lines are held at a time, however long the sides are. */
export async function* mergeLines(
  a: OpenedSide,
  b: OpenedSide,
  signal: CancelSignal,
): AsyncGenerator<{ readonly a: DiffLine | null; readonly b: DiffLine | null }> {
  const [left, right] = [inOrder(a, signal), inOrder(b, signal)];
  let [one, other] = [await left.next(), await right.next()];
  while (one.done !== true || other.done !== true) {
    const order = one.done === true ? 1 : other.done === true ? -1 : compare(one.value, other.value);
    yield {
      a: order <= 0 && one.done !== true ? one.value : null,
      b: order >= 0 && other.done !== true ? other.value : null,
    };
    if (order <= 0) one = await left.next();
    if (order >= 0) other = await right.next();
  }
}
