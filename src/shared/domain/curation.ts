import { z } from 'zod';
import { SampleId } from './ids';

export const Decision = z.enum(['keep', 'exclude', 'undecided']);
export type Decision = z.infer<typeof Decision>;

/** Reasons offered by key 1–9; free text goes into `note`. */
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
export const ExclusionReason = z.enum(EXCLUSION_REASONS);
export type ExclusionReason = z.infer<typeof ExclusionReason>;

const chained = {
  /** 1-based number of the decision in this set's journal. */
  revision: z.int().min(1),
  at: z.iso.datetime(),
  who: z.string().min(1).max(80),
  /** SHA-256 of the line before (as written, without its line feed); 64 zeros on the first. */
  previous: z.string().length(64),
};

export const DecideLine = z.strictObject({
  ...chained,
  action: z.literal('decide'),
  decision: Decision,
  samples: z.array(SampleId).min(1),
  reason: ExclusionReason.nullable(),
  note: z.string().max(500),
});
/** Undo and redo are decisions too: they name the revision whose effect they take back or bring again. */
export const UndoLine = z.strictObject({ ...chained, action: z.literal('undo'), target: z.int().min(1) });
export const RedoLine = z.strictObject({ ...chained, action: z.literal('redo'), target: z.int().min(1) });

/** One line of curation.jsonl. */
export const CurationLine = z.discriminatedUnion('action', [DecideLine, UndoLine, RedoLine]);
export type CurationLine = z.infer<typeof CurationLine>;
export type DecideLine = z.infer<typeof DecideLine>;

export interface SampleDecision {
  readonly decision: Decision;
  readonly reason: ExclusionReason | null;
  readonly revision: number;
}
