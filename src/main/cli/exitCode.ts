import type { ErrorCode } from '@shared/lib/failure';

export const EXIT = { done: 0, failed: 1, badInput: 2, cancelled: 130 } as const;

/** A name that is not there was typed by somebody: bad input, like a key that does not parse. */
export function exitCodeOf(code: ErrorCode): number {
  if (code === 'invalid-input' || code === 'not-found') return EXIT.badInput;
  return code === 'cancelled' ? EXIT.cancelled : EXIT.failed;
}
