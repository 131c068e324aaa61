import type { JobProgress } from '@shared/domain/jobState';
import type { ProgressUpdate } from './jobContext';

interface Mark {
  readonly atMs: number;
  readonly done: number;
}

/** Rates are taken over this window: long enough to be calm, short enough to follow a change of load. */
const WINDOW_MS = 8_000;
/** No rate before this much time was watched: the first marks measure start-up, not work. */
const MIN_SPAN_MS = 500;

/** Adds rate and time left to what a job reports. Pure but for its own memory: time comes in with each update. */
export class ProgressMeter {
  private marks: Mark[] = [];
  private phase: string | null = null;

  /** @param nowMs never falls between calls */
  read(update: ProgressUpdate, nowMs: number): JobProgress {
    if (update.phase !== this.phase) {
      this.phase = update.phase;
      this.marks = [];
    }
    this.marks.push({ atMs: nowMs, done: update.done });
    // One mark older than the window stays, so that a slow job still has two marks to measure between.
    while (this.marks.length > 2 && (this.marks[1]?.atMs ?? nowMs) < nowMs - WINDOW_MS) this.marks.shift();
    const ratePerSecond = this.rate(nowMs, update.done);
    return {
      ...update,
      ratePerSecond,
      remainingMs:
        ratePerSecond === null || ratePerSecond === 0 || update.total === null
          ? null
          : (Math.max(0, update.total - update.done) / ratePerSecond) * 1000,
    };
  }

  private rate(nowMs: number, done: number): number | null {
    const first = this.marks[0];
    if (first === undefined || nowMs - first.atMs < MIN_SPAN_MS) return null;
    return Math.max(0, ((done - first.done) / (nowMs - first.atMs)) * 1000);
  }
}
