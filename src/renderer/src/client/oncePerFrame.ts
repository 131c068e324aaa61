import { laterByTimer } from './curationDelivery';
import type { Later } from './curationDelivery';

type Subscribe = (listener: () => void) => () => void;

/** As often as a screen can show something else. */
const FRAME_MS = 16;

/**
 * Tells listeners once of all that happens within a frame. One decision is shown, kept, sent, written and settled, each a change of its
 * own: drawn one by one they would hold up the next key. Nothing is late: who draws for another reason reads the newest state anyway.
 */
export function oncePerFrame(subscribe: Subscribe, later: Later = laterByTimer): Subscribe {
  const listeners = new Set<() => void>();
  let leave: (() => void) | null = null;
  let callOff: (() => void) | null = null;
  const tell = (): void => {
    callOff = null;
    for (const listener of [...listeners]) listener();
  };
  return (listener) => {
    listeners.add(listener);
    leave ??= subscribe(() => {
      callOff ??= later(tell, FRAME_MS);
    });
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      leave?.();
      callOff?.();
      leave = null;
      callOff = null;
    };
  };
}
