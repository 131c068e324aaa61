import { z } from 'zod';
import type { SignOffLine } from './reviewLine';

/** Where a set stands between reviewed and changed again. */
export const SignOffState = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('none') }),
  z.strictObject({ state: z.literal('valid'), who: z.string(), at: z.string(), revision: z.int().min(0) }),
  z.strictObject({
    state: z.literal('void'),
    who: z.string(),
    at: z.string(),
    revision: z.int().min(0),
    /** Why it no longer holds, in a sentence. */
    why: z.string(),
  }),
  /** The journals cannot be relied on: nothing is said about a sign-off. */
  z.strictObject({ state: z.literal('unreadable'), why: z.string() }),
]);
export type SignOffState = z.infer<typeof SignOffState>;

/** What a set's decisions are now, as far as a sign-off depends on it. */
export interface CurationNow {
  readonly revision: number;
  /** Lines that changed a decision after the given revision. */
  readonly changesAfter: (revision: number) => number;
  /** SHA-256 of the line of a revision; null where there is no such line. */
  readonly hashOf: (revision: number) => string | null;
  readonly samples: number;
}

/** Does the newest sign-off still hold? Tags and notes do not touch it; a decision that was made and taken back does. */
export function signOffState(last: SignOffLine | undefined, now: CurationNow): SignOffState {
  if (last === undefined) return { state: 'none' };
  const why = voidReason(last, now);
  const signed = { who: last.who, at: last.at, revision: last.curationRevision };
  return why === null ? { state: 'valid', ...signed } : { state: 'void', ...signed, why };
}

function voidReason({ curationRevision, curationHash, counts }: SignOffLine, now: CurationNow): string | null {
  if (now.hashOf(curationRevision) !== curationHash) return 'The decisions are not the ones that were signed.';
  const changes = now.changesAfter(curationRevision);
  if (changes > 0)
    return `${changes === 1 ? 'One decision was' : `${changes} decisions were`} made or taken back since.`;
  const samples = counts.kept + counts.excluded + counts.undecided;
  if (samples !== now.samples) return `The set had ${samples} samples then and has ${now.samples} now.`;
  return null;
}

/** One line for cards, notes and the terminal; empty where nobody has signed. */
export function signOffWords(state: SignOffState): string {
  switch (state.state) {
    case 'none':
      return '';
    case 'valid':
      return `Signed off by ${state.who} at revision ${state.revision}`;
    case 'void':
      return `Changed since ${state.who} signed it off at revision ${state.revision}`;
    case 'unreadable':
      return 'Sign-off cannot be checked';
  }
}
