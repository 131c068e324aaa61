import type { JobContext } from './jobContext';

/** A job's view of the world that says nothing to anybody. @param signal set `aborted` to cancel */
export const quietContext = (signal: { aborted: boolean } = { aborted: false }): JobContext => ({
  signal,
  progress: () => undefined,
  metric: () => undefined,
  log: () => undefined,
});
