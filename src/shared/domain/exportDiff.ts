import { z } from 'zod';
import { SetId } from './ids';

/** One of the two things compared: an export's folder, or a set as it may go out at a revision of its decisions (null: now). */
export const DiffSide = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('folder'), directory: z.string().min(1).max(4096) }),
  z.strictObject({ type: z.literal('set'), setId: SetId, revision: z.int().min(0).nullable() }),
]);
export type DiffSide = z.infer<typeof DiffSide>;

/** What of a sample can differ where both sides have it. */
export const DIFF_PARTS = ['bytes', 'mark', 'label', 'name', 'decision'] as const;
export type DiffPart = (typeof DIFF_PARTS)[number];

/** Why a sample is on one side only, or is another there. */
export const DIFF_REASONS = [
  'excluded',
  'taken-back',
  'withdrawn',
  'no-consent',
  'consent-given',
  'not-in-list',
  'other-set',
  'identity-left-out',
  'other-draw',
  'new-sample',
  'order-of-classes',
  'mark-changed',
  'format-changed',
  'decided',
  'unknown',
] as const;
export type DiffReason = (typeof DIFF_REASONS)[number];

const Example = z.strictObject({
  setId: z.string(),
  sampleId: z.string(),
  /** Empty where the subject withdrew: the name is not said again. */
  identity: z.string(),
  /** Where it lies in the newer side that has it; null in a set. */
  path: z.string().nullable(),
});

/** Samples with one change and one cause. */
export const DiffGroup = z.strictObject({
  change: z.enum(['added', 'removed', 'changed']),
  /** Empty for what was added or removed. */
  parts: z.array(z.enum(DIFF_PARTS)),
  why: z.enum(DIFF_REASONS),
  /** Whole sentence without its full stop. */
  words: z.string(),
  who: z.string().nullable(),
  /** First and last instant of the decisions or the withdrawal. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  count: z.int().min(1),
  /** The first ones, in order; as many as were asked for. */
  examples: z.array(Example),
});
export type DiffGroup = z.infer<typeof DiffGroup>;

export const DiffSideInfo = z.strictObject({
  name: z.string(),
  /** Folder, or set and revision. */
  place: z.string(),
  /** When it was made; null for a set. */
  createdAt: z.string().nullable(),
  images: z.int().min(0),
});
export type DiffSideInfo = z.infer<typeof DiffSideInfo>;

/** What changed between two exports or revisions, A the earlier one, and why. */
export const ExportDiff = z.strictObject({
  a: DiffSideInfo,
  b: DiffSideInfo,
  same: z.int().min(0),
  added: z.int().min(0),
  removed: z.int().min(0),
  changed: z.int().min(0),
  /** What was asked for differently: format, marks, revision, list, seed … */
  settings: z.array(z.strictObject({ what: z.string(), a: z.string(), b: z.string() })),
  groups: z.array(DiffGroup),
  /** What could not be looked up, in sentences. */
  notes: z.array(z.string()),
});
export type ExportDiff = z.infer<typeof ExportDiff>;
