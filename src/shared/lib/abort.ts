import { Failure } from './failure';

/** The small part of `AbortSignal` that portable code needs; the DOM's and Node's own both satisfy it. */
export interface CancelSignal {
  readonly aborted: boolean;
}

/** Call between batches, never inside one: throws `cancelled` when the user has asked to stop. */
export function throwIfCancelled(signal: CancelSignal): void {
  if (signal.aborted) throw new Failure({ code: 'cancelled', message: 'Cancelled.' });
}
