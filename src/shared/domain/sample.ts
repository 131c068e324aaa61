import { z } from 'zod';
import { SampleId } from './ids';

/**
 * One row of a sample table. `numbers` become Float32 columns named `n.<key>` (pose, age, detection score, landmarks …), so that a
 * gallery can filter on whatever a generator or importer measured without a new schema.
 */
export const SampleRow = z.strictObject({
  id: SampleId,
  identityIndex: z.int().min(0),
  sampleIndex: z.int().min(0),
  /** `00012` for synthetic identities (1-based), the subject's folder name for real ones. */
  identityName: z.string().min(1),
  /** Path below the set's folder, `/` separated. */
  file: z.string().min(1),
  sha256: z.string().length(64),
  widthPx: z.int().min(1),
  heightPx: z.int().min(1),
  sizeBytes: z.int().min(1),
  /** Identity Mixup: partner's index, or −1. */
  partnerIndex: z.int().min(-1),
  /** Weight of the sample's own identity in [0, 1]; 1 when not mixed. */
  weight: z.number().min(0).max(1),
  /** Real sets: path of the picture it was cut from, below the imported folder. Empty for synthetic samples. */
  source: z.string(),
  numbers: z.record(z.string(), z.number()),
});
export type SampleRow = z.infer<typeof SampleRow>;

/** What of a row is text; asked for one sample at a time. */
export const SampleTexts = SampleRow.pick({ file: true, sha256: true, source: true }).extend({
  /** Whether the picture at `source` lies there today; none: the sample was not cut from one. */
  original: z.enum(['none', 'there', 'gone']),
});
export type SampleTexts = z.infer<typeof SampleTexts>;

/** Which columns of a sample table: where each sample belongs, or what is known of it. */
export const SAMPLES_PARTS = ['places', 'measures'] as const;
export type SamplesPart = (typeof SAMPLES_PARTS)[number];
