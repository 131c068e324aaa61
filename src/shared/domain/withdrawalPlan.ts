import { z } from 'zod';
import { JobId, SampleId, SetId } from './ids';
import { AffectedThing, WithdrawalId, WithdrawSpec } from './withdrawal';

/** Below the library's folder, `/` separated. */
const LibraryPath = z.string().min(1).max(4096);
const Sha256 = z.string().length(64);

/** An image of the subject, or one drawn from what was fitted to theirs. */
export const ErasedSample = z.strictObject({
  sampleId: SampleId,
  sha256: Sha256,
  /** Below the set's folder, `/` separated. */
  file: z.string().min(1),
  sizeBytes: z.int().min(0),
});
export type ErasedSample = z.infer<typeof ErasedSample>;

/** A set's folder that holds something of the subject. */
export const AffectedSet = z.strictObject({
  setId: SetId,
  name: z.string(),
  folder: LibraryPath,
  /** `own`: the subject's pictures. `twin`: pictures of nobody in moments that were fitted to theirs. */
  why: z.enum(['own', 'twin']),
  inTrash: z.boolean(),
  /** An unfinished twin goes as a whole; its job begins anew. */
  isWhole: z.boolean(),
  identities: z.array(z.int().min(0)),
  samples: z.array(ErasedSample),
});
export type AffectedSet = z.infer<typeof AffectedSet>;

/** A folder or file of things computed from the subject's pictures, which is removed and can be computed again without them. */
export const RemovedThing = z.strictObject({
  what: z.enum(['scores', 'map', 'unfinished-export', 'report-files']),
  /** Whose: a set, a map's title, an export. */
  name: z.string(),
  path: z.string().min(1).max(4096),
  files: z.int().min(0),
  sizeBytes: z.int().min(0),
});
export type RemovedThing = z.infer<typeof RemovedThing>;

/** An export that holds the subject's images, or images drawn from what was fitted to theirs. */
export const AffectedExport = z.strictObject({
  directory: z.string(),
  name: z.string(),
  manifestSha256: Sha256,
  /** Where the folder cannot be reached: what it holds at most. */
  images: z.int().min(0),
  isReachable: z.boolean(),
  /** Whether it lies in the library's own exports/: then its images are erased. */
  isOwn: z.boolean(),
  /** Files with the images: one for each image, or the pack that holds several. */
  files: z.array(z.strictObject({ path: z.string(), isPack: z.boolean() })),
});
export type AffectedExport = z.infer<typeof AffectedExport>;

/** A file that names the subject among others and is written again without them. */
export const Trace = z.strictObject({
  what: z.enum(['import-plan', 'import-list', 'place-job', 'pair-scores', 'report', 'twin-plan']),
  path: LibraryPath,
});
export type Trace = z.infer<typeof Trace>;

/** withdrawal.json of the job: everything that was found when it began. What follows works through this list, so that a resumed job ends alike. */
export const WithdrawalPlan = z.strictObject({
  schema: z.literal(1),
  withdrawalId: WithdrawalId,
  at: z.iso.datetime(),
  spec: WithdrawSpec,
  setName: z.string(),
  sets: z.array(AffectedSet),
  removed: z.array(RemovedThing),
  exports: z.array(AffectedExport),
  /** Models, reports and sets. */
  marked: z.array(AffectedThing),
  traces: z.array(Trace),
  /** Stays in the library, and why, in sentences. */
  kept: z.array(z.string()),
  /** Out of the program's reach, in sentences. */
  outside: z.array(z.string()),
});
export type WithdrawalPlan = z.infer<typeof WithdrawalPlan>;

/** What happens to something: `erased` for good, `removed` and computed again without the subject, `marked`, `kept`, or out of reach. */
export const Fate = z.enum(['erased', 'removed', 'marked', 'kept', 'outside']);
export type Fate = z.infer<typeof Fate>;

/** What a withdrawal would do, before anything is done. */
export const WithdrawalPreview = z.strictObject({
  setId: SetId,
  setName: z.string(),
  subject: z.string(),
  /** Whether there is anything to withdraw; the reason why not, in a sentence, otherwise. */
  refusal: z.string().nullable(),
  lines: z.array(
    z.strictObject({
      fate: Fate,
      what: z.string(),
      count: z.int().min(0).nullable(),
      sizeBytes: z.int().min(0).nullable(),
      detail: z.string(),
    }),
  ),
  things: z.array(AffectedThing),
  /** Exports are to be made again by this day. */
  reissueBy: z.string(),
});
export type WithdrawalPreview = z.infer<typeof WithdrawalPreview>;

/** report.json and certificate.json of a withdrawal: what was destroyed, what was marked and what could not be reached. */
export const DestructionCertificate = z.strictObject({
  kind: z.literal('withdraw'),
  runId: JobId,
  outisDestruction: z.literal(1),
  withdrawalId: WithdrawalId,
  createdAt: z.iso.datetime(),
  /** When the withdrawal was entered into the register. */
  withdrawnAt: z.iso.datetime(),
  program: z.string(),
  spec: WithdrawSpec,
  setName: z.string(),
  /** Purposes that are still allowed; empty after a withdrawal of everything. */
  purposesLeft: z.array(z.string()),
  sets: z.array(AffectedSet.omit({ identities: true, isWhole: true })),
  removed: z.array(RemovedThing),
  traces: z.array(Trace),
  exports: z.array(AffectedExport.omit({ files: true }).extend({ filesErased: z.int().min(0) })),
  marked: z.array(AffectedThing),
  kept: z.array(z.string()),
  outside: z.array(z.string()),
  /** The search afterwards: every file of the library whose size is that of an erased image, by its hash. */
  search: z.strictObject({
    files: z.int().min(0),
    compared: z.int().min(0),
    copies: z.array(z.string()).max(1000),
  }),
  /** Ed25519 over this document's JSON on one line with `signature` null; null where no key was at hand. */
  signature: z.strictObject({ keyId: z.string(), publicKey: z.string(), value: z.string() }).nullable(),
});
export type DestructionCertificate = z.infer<typeof DestructionCertificate>;
