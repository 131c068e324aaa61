import type { DecisionKey } from '@shared/domain/curation';

/** 128 random bits as 32 hex digits: two windows never give the same one. Not part of any result, so not drawn from `Rng`. */
export function newDecisionKey(): DecisionKey {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
