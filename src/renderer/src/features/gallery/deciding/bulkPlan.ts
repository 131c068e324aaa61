import type { Decision, ExclusionReason } from '@shared/domain/curation';
import type { SampleKeys } from '@shared/domain/curationSamples';

/** What a bulk action wants to do, before anyone has agreed to it. */
export interface BulkPlan {
  readonly title: string;
  /** How the samples were chosen, in a sentence. */
  readonly about: string;
  /** Rising. */
  readonly keys: SampleKeys;
  readonly decision: Decision;
  readonly reason: ExclusionReason | null;
  /** Goes into the journal's line: the rule's text, or how the samples were chosen. */
  readonly note: string;
}
