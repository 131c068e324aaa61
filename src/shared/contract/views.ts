import { z } from 'zod';
import { AlarmCounts } from './consentViews';
import { ExportCheck } from './exportViews';
import { RequestedBalance } from '../domain/balance';
import { Decision, ExclusionReason, Tag } from '../domain/curation';
import { SampleSet } from '../domain/curationSamples';
import { DeclaredSynthetic } from '../domain/declaredSynthetic';
import { ExportFormat } from '../domain/exportFormat';
import { LibraryId, SampleId, SetId } from '../domain/ids';
import { SignOffState } from '../domain/reviews/signOff';
import { SetCounts, SetInfo } from '../domain/setInfo';
import { ERROR_CODES } from '../lib/failure';

export const LibrarySummary = z.strictObject({
  id: LibraryId,
  name: z.string(),
  path: z.string(),
  freeBytes: z.number().nullable(),
  /** Why the library is open for reading only, or null. */
  readOnlyReason: z.string().nullable(),
});
export type LibrarySummary = z.infer<typeof LibrarySummary>;

export const ReviewCounts = z.strictObject({
  kept: z.int().min(0),
  excluded: z.int().min(0),
  undecided: z.int().min(0),
});
export type ReviewCounts = z.infer<typeof ReviewCounts>;

export const SetSummary = z.strictObject({
  id: SetId,
  name: z.string(),
  kind: z.enum(['syn', 'real']),
  state: z.enum(['partial', 'complete']),
  createdAt: z.string(),
  counts: SetCounts,
  review: ReviewCounts,
  revision: z.int().min(0),
  signOff: SignOffState.optional(),
  /** Up to 16 samples for the card's mosaic. */
  mosaic: z.array(SampleId).max(16),
  /** Real sets: subjects whose consent is valid today for every purpose, for some, for none. */
  consent: z.strictObject({ full: z.int(), partial: z.int(), none: z.int() }).nullable(),
  /** Real sets: what about their consents asks for attention. */
  consentAlarms: AlarmCounts.optional(),
  /** Imported sets: somebody says that it shows nobody who exists; null: people, or made here. */
  declaredSynthetic: DeclaredSynthetic.nullable(),
  /** Its people were made by hand, and more may join them. */
  isHandMade: z.boolean().optional(),
  /** Why parts of the set cannot be used (torn shard, broken journal), or empty. */
  faults: z.array(z.string()),
});
export type SetSummary = z.infer<typeof SetSummary>;

export const SetDetail = z.strictObject({
  summary: SetSummary,
  info: SetInfo,
  folder: z.string(),
  /** Synthetic sets: what was requested of the identities, beside what the recipe asks for; null where it is not known. */
  requestedBalance: RequestedBalance.nullable(),
});
export type SetDetail = z.infer<typeof SetDetail>;

/** Samples of which the same was decided. */
export const DecisionGroup = z.strictObject({
  decision: Decision,
  reason: ExclusionReason.nullable(),
  samples: SampleSet,
});
export type DecisionGroup = z.infer<typeof DecisionGroup>;

const whereItStands = {
  setId: SetId,
  revision: z.int().min(0),
  counts: ReviewCounts,
  undoTarget: z.int().nullable(),
  redoTarget: z.int().nullable(),
};

/** A set's decisions as the journal folds to; only touched samples are listed. */
export const CurationView = z.strictObject({
  ...whereItStands,
  decisions: z.array(DecisionGroup),
  tags: z.array(z.strictObject({ tag: Tag, samples: SampleSet })),
  /** Samples whose suggestion was called a false alarm, or null. */
  falseAlarms: SampleSet.nullable(),
  readOnlyReason: z.string().nullable(),
});
export type CurationView = z.infer<typeof CurationView>;

/** What one decision, undo or redo changed: enough to update a window without reading the journal again. */
export const CurationChange = z.strictObject({
  ...whereItStands,
  changed: z.array(DecisionGroup),
  tags: z.array(z.strictObject({ tag: Tag, isOn: z.boolean(), samples: SampleSet })),
  falseAlarms: z.array(z.strictObject({ isOn: z.boolean(), samples: SampleSet })),
});
export type CurationChange = z.infer<typeof CurationChange>;

export const ImportIssue = z.strictObject({
  path: z.string(),
  subject: z.string(),
  reason: z.string(),
  detail: z.string(),
  /** True where five points set by hand can still make a sample of it. */
  placeable: z.boolean(),
  widthPx: z.int().nullable(),
  heightPx: z.int().nullable(),
  resolved: z.boolean(),
});
export type ImportIssue = z.infer<typeof ImportIssue>;

/** What an export would hand out, worked out before anything is written. */
export const ExportPlan = z.strictObject({
  name: z.string(),
  directory: z.string(),
  /** Images that go out. */
  fileCount: z.int().min(0),
  /** With marks and lists. */
  sizeBytes: z.number().min(0),
  freeBytes: z.number().nullable(),
  parts: z.array(
    z.strictObject({
      kind: z.enum(['syn', 'real']),
      setId: SetId,
      identities: z.int().min(0),
      samples: z.int().min(0),
      fileCount: z.int().min(0),
      excluded: z.int().min(0),
      withoutConsent: z.int().min(0),
      shortIdentities: z.int().min(0),
      availableIdentities: z.int().min(0),
    }),
  ),
  pairsPerFold: z.int().min(0),
  /** From this machine's last exports of the format; null until one was measured. */
  durationMs: z.number().min(0).nullable(),
  /** What to look at before; nothing of it stops the export. */
  checks: z.array(ExportCheck),
  /** Sentences that must be read; `blocking` ones stop the export. */
  problems: z.array(
    z.strictObject({ blocking: z.boolean(), code: z.enum(ERROR_CODES), text: z.string(), remedy: z.string() }),
  ),
});
export type ExportPlan = z.infer<typeof ExportPlan>;

export const ExportEntry = z.strictObject({
  name: z.string(),
  directory: z.string(),
  kind: z.enum(['syn', 'real', 'mix']),
  createdAt: z.string(),
  /** Images. */
  fileCount: z.int().min(0),
  format: ExportFormat,
  isMarked: z.boolean(),
  /** Its imported part is somebody else's synthetic set. */
  declaredSynthetic: DeclaredSynthetic.nullable(),
  isSigned: z.boolean(),
});
export type ExportEntry = z.infer<typeof ExportEntry>;
