const MAX_STEPS = 200;

/** Undo and redo. A drag is one step: changes with the same key join until `settle`. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** Key of the change that may still go on; null: the next one is a step of its own. */
  readonly openKey: string | null;
}

export const beginHistory = <T>(present: T): History<T> => ({ past: [], present, future: [], openKey: null });

/** @param key what is being moved; null: a step of its own */
export function changed<T>(history: History<T>, present: T, key: string | null): History<T> {
  if (present === history.present) return history;
  const joins = key !== null && key === history.openKey;
  return {
    past: joins ? history.past : [...history.past, history.present].slice(-MAX_STEPS),
    present,
    future: [],
    openKey: key,
  };
}

/** The hand let go: the next change begins a new step. */
export const settled = <T>(history: History<T>): History<T> =>
  history.openKey === null ? history : { ...history, openKey: null };

export function undone<T>(history: History<T>): History<T> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return { past: history.past.slice(0, -1), present, future: [history.present, ...history.future], openKey: null };
}

export function redone<T>(history: History<T>): History<T> {
  const present = history.future.at(0);
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future: history.future.slice(1), openKey: null };
}
