import { z } from 'zod';
import { SampleSet } from '../domain/curationSamples';
import { DiffSide } from '../domain/exportDiff';
import { JobId, SetId } from '../domain/ids';

/** What a person looks at before an export; each leads to where it can be mended. */
export const EXPORT_CHECKS = ['review', 'sign-off', 'privacy', 'consent', 'marks', 'key', 'space', 'time'] as const;

export const ExportCheck = z.strictObject({
  what: z.enum(EXPORT_CHECKS),
  state: z.enum(['ok', 'note']),
  text: z.string(),
  /** The set that is spoken of, and the report; null where there is none. */
  setId: SetId.nullable(),
  runId: JobId.nullable(),
});
export type ExportCheck = z.infer<typeof ExportCheck>;

export const DiffInput = z.strictObject({
  a: DiffSide,
  b: DiffSide,
  /** Samples named for each cause. */
  limit: z.int().min(0).max(1_000_000).default(20),
});

export const KeepListInput = z.strictObject({
  setId: SetId,
  name: z.string().trim().min(1).max(80),
  samples: SampleSet,
});
