import type { ExportFormat } from '@shared/domain/exportFormat';
import { Rng } from '@shared/lib/rng';
import type { PackPlan } from './datasetWriter';

/** Names the stream of random numbers that decides the order. */
const PACK_ORDER = 0x504b4f52;

/** Formats that their loaders read from front to back: sorted by class, a batch would hold one person. */
const SHUFFLED: ReadonlySet<ExportFormat> = new Set(['im2rec', 'webdataset', 'tfrecord']);

/**
 * The order in which a format wants its images: their `index`, first one first; null means in the order of `index`. It follows from the plan's
 * seed alone. Four bytes per image.
 */
export function packOrder(format: ExportFormat, { imageCount, seed }: PackPlan): Uint32Array | null {
  if (!SHUFFLED.has(format)) return null;
  const order = Uint32Array.from({ length: imageCount }, (_unused, index) => index);
  const rng = new Rng(seed, PACK_ORDER);
  // Fisher–Yates.
  for (let i = imageCount - 1; i > 0; i--) {
    const j = rng.below(i + 1);
    const kept = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = kept;
  }
  return order;
}
