import { z } from 'zod';

/** Ids are opaque, prefixed and safe as folder names and in URLs. */
const prefixed = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}_[a-z0-9]{4,24}$`), `must look like ${prefix}_ab12cd34`);

export const SetId = prefixed('ds').brand<'SetId'>();
export type SetId = z.infer<typeof SetId>;

export const JobId = prefixed('job').brand<'JobId'>();
export type JobId = z.infer<typeof JobId>;

export const LibraryId = prefixed('lib').brand<'LibraryId'>();
export type LibraryId = z.infer<typeof LibraryId>;

/** `i000012s0003`: identity index and sample index inside one set, both 0-based. Sorting as text sorts as numbers. */
export const SampleId = z
  .string()
  .regex(/^i\d{6}s\d{4}$/, 'must look like i000012s0003')
  .brand<'SampleId'>();
export type SampleId = z.infer<typeof SampleId>;

export const MAX_IDENTITIES = 1_000_000;
export const MAX_SAMPLES_PER_IDENTITY = 10_000;

/** @param identityIndex in [0, 1e6) @param sampleIndex in [0, 1e4) */
export function sampleId(identityIndex: number, sampleIndex: number): SampleId {
  return SampleId.parse(`i${String(identityIndex).padStart(6, '0')}s${String(sampleIndex).padStart(4, '0')}`);
}

export interface SamplePosition {
  readonly identityIndex: number;
  readonly sampleIndex: number;
}

export function samplePosition(id: SampleId): SamplePosition {
  return { identityIndex: Number(id.slice(1, 7)), sampleIndex: Number(id.slice(8, 12)) };
}

/** The set that a generate or import job fills; derived, so that a resumed job finds its own set again. */
export const setIdOfJob = (jobId: JobId): SetId => SetId.parse(`ds_${jobId.slice('job_'.length)}`);
