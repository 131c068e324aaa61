import type { IdentityRule } from '@shared/graphics/identityWalk';
import type { FailureDetail } from '@shared/lib/failure';

/** Window → worker: how many identities does this rule allow? A newer request replaces an older one. */
export interface CapacityRequest {
  readonly number: number;
  readonly rule: IdentityRule;
}

/** Worker → window. `possible`: about how many; `MOST_ESTIMATED` stands for that or more. */
export type CapacityAnswer =
  | { readonly type: 'capacity'; readonly number: number; readonly possible: number }
  | { readonly type: 'failed'; readonly number: number; readonly error: FailureDetail };
