import type { Contract } from '@shared/contract';
import type { Handlers } from '@shared/contract/define';

/** Runs `work` after a while; returns how to call it off. */
type Later = (work: () => void, afterMs: number) => () => void;

const laterByTimer: Later = (work, afterMs) => {
  const timer = setTimeout(work, afterMs);
  return () => clearTimeout(timer);
};

/** A window sends one decision when the one before is answered: after this long without any, none waits there. */
const QUIET_MS = 150;
/** Somebody wants to leave; what is not written by then waits in the window's outbox for the next start. */
const MOST_MS = 2000;

export interface LateDecisions {
  /** The same handlers, with the decisions that come in through them watched. */
  readonly watched: Handlers<Contract>;
  /**
   * Resolves when every decision that the windows were still sending is in the journal, after 2 s at the latest; at once where none
   * came of late.
   */
  readonly settled: () => Promise<void>;
}

export function watchDecisions(
  handlers: Handlers<Contract>,
  later: Later = laterByTimer,
  now: () => number = () => performance.now(),
): LateDecisions {
  let inFlight = 0;
  let lastMs = -Infinity;
  /** Called when a decision comes or is answered, while somebody waits. */
  let onChange: (() => void) | null = null;

  const watch =
    <A extends unknown[], R>(work: (...given: A) => Promise<R>) =>
    async (...given: A): Promise<R> => {
      inFlight++;
      onChange?.();
      try {
        return await work(...given);
      } finally {
        inFlight--;
        lastMs = now();
        onChange?.();
      }
    };

  const settled = (): Promise<void> =>
    new Promise((resolve) => {
      let callOff: (() => void) | null = null;
      const end = (): void => {
        onChange = null;
        callOff?.();
        callOffBound();
        resolve();
      };
      const callOffBound = later(end, MOST_MS);
      const look = (): void => {
        callOff?.();
        callOff = null;
        if (inFlight > 0) return;
        const leftMs = QUIET_MS - (now() - lastMs);
        if (leftMs <= 0) end();
        else callOff = later(end, leftMs);
      };
      onChange = look;
      look();
    });

  return {
    watched: {
      ...handlers,
      'curation.decide': watch(handlers['curation.decide']),
      'curation.tag': watch(handlers['curation.tag']),
      'curation.falseAlarm': watch(handlers['curation.falseAlarm']),
      'curation.undo': watch(handlers['curation.undo']),
      'curation.redo': watch(handlers['curation.redo']),
    },
    settled,
  };
}
