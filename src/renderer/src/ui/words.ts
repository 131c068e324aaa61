import type { ConsentPurpose, ConsentStatus } from '@shared/domain/consent';
import type { Decision, ExclusionReason } from '@shared/domain/curation';
import type { JobKind } from '@shared/domain/jobs';
import type { JobState } from '@shared/domain/jobState';

/** The program's closed sets in a person's words. */
export const DECISION_WORD: Readonly<Record<Decision, string>> = {
  keep: 'kept',
  exclude: 'excluded',
  undecided: 'undecided',
};

/** A reason as its name reads; where the library's own words are at hand, `useCurationSettings().labelOf` has them. */
export const reasonWord = (reason: ExclusionReason): string => reason.replaceAll('-', ' ');

export const PURPOSE_WORD: Readonly<Record<ConsentPurpose, string>> = {
  training: 'training',
  evaluation: 'evaluation',
  export: 'export',
  display: 'display',
};

export const STATUS_WORD: Readonly<Record<ConsentStatus, string>> = {
  given: 'given',
  withdrawn: 'withdrawn',
  refused: 'refused',
  expired: 'expired',
  unknown: 'not known',
};

export const JOB_WORD: Readonly<Record<JobKind, string>> = {
  generate: 'Generate',
  import: 'Import',
  place: 'Place',
  export: 'Export',
  train: 'Train',
  verify: 'Verify',
  prove: 'Prove',
  twin: 'Synthetic twin',
  compose: 'Hand-made set',
  render: 'Render',
  score: 'Scores',
  map: 'Map',
  card: 'Quality card',
  privacy: 'Privacy report',
  audit: 'Audit',
  withdraw: 'Withdrawal',
  doctor: 'Check',
};

export const JOB_STATE_WORD: Readonly<Record<JobState['status'], string>> = {
  queued: 'waiting',
  running: 'running',
  cancelling: 'stopping',
  succeeded: 'done',
  cancelled: 'cancelled',
  failed: 'failed',
  interrupted: 'interrupted',
};
