import { z } from 'zod';
import { SampleSet } from './curationSamples';

export const Decision = z.enum(['keep', 'exclude', 'undecided']);
export type Decision = z.infer<typeof Decision>;

/** Reasons a library begins with, in the order of keys 1–9; a library keeps its own list (curationSettings.ts). */
export const EXCLUSION_REASONS = [
  'blurred',
  'no-face',
  'wrong-identity',
  'duplicate',
  'occluded',
  'artefact',
  'bad-light',
  'implausible',
  'other',
] as const;
export type DefaultReason = (typeof EXCLUSION_REASONS)[number];

/** A reason's name in journals and reports: one of the library's list when it was given, never changed afterwards. Free text goes into `note`. */
export const ExclusionReason = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and hyphens, at most 40');
export type ExclusionReason = z.infer<typeof ExclusionReason>;

/** A person's own word on samples: 1–40 characters, no control characters, no spaces at its ends. */
export const Tag = z
  .string()
  .regex(/^[^\s\p{C}](?:[^\p{C}]{0,38}[^\s\p{C}])?$/u, 'must be 1–40 characters without spaces at its ends');
export type Tag = z.infer<typeof Tag>;

/** Given by who decides, once per decision: what is delivered twice is written once. */
export const DecisionKey = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, 'must be 8–64 letters, digits, _ or -');
export type DecisionKey = z.infer<typeof DecisionKey>;

const chained = {
  /** 1-based number of the decision in this set's journal. */
  revision: z.int().min(1),
  at: z.iso.datetime(),
  who: z.string().min(1).max(80),
  /** SHA-256 of the line before (as written, without its line feed); 64 zeros on the first. */
  previous: z.string().length(64),
  key: DecisionKey.optional(),
};

export const DecideLine = z.strictObject({
  ...chained,
  action: z.literal('decide'),
  decision: Decision,
  samples: SampleSet,
  reason: ExclusionReason.nullable(),
  note: z.string().max(500),
});
/** Puts a tag on samples or takes it off. */
export const TagLine = z.strictObject({
  ...chained,
  action: z.literal('tag'),
  tag: Tag,
  isOn: z.boolean(),
  samples: SampleSet,
  note: z.string().max(500),
});
/** “The suggestion is a false alarm”, or that word taken back; it decides nothing about the samples. */
export const FalseAlarmLine = z.strictObject({
  ...chained,
  action: z.literal('false-alarm'),
  isOn: z.boolean(),
  samples: SampleSet,
  note: z.string().max(500),
});
/** Undo and redo are decisions too: they name the revision whose effect they take back or bring again. */
export const UndoLine = z.strictObject({ ...chained, action: z.literal('undo'), target: z.int().min(1) });
export const RedoLine = z.strictObject({ ...chained, action: z.literal('redo'), target: z.int().min(1) });

/** One line of curation.jsonl. */
export const CurationLine = z.discriminatedUnion('action', [DecideLine, TagLine, FalseAlarmLine, UndoLine, RedoLine]);
export type CurationLine = z.infer<typeof CurationLine>;
export type DecideLine = z.infer<typeof DecideLine>;

export interface SampleDecision {
  readonly decision: Decision;
  readonly reason: ExclusionReason | null;
  readonly revision: number;
}
