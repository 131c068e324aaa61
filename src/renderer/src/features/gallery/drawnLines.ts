export interface LineRange {
  readonly first: number;
  /** Behind the last one. */
  readonly end: number;
}

/** Lines in a step from which on scrolling is fast. */
const FAST_LINES = 2;

/**
 * Lines that exist: those in sight, and half a viewport on either side. In fast scrolling two viewports ahead instead and none
 * that were passed: what comes needs the time to load, what is gone does not come back soon.
 * @param step lines moved between the last two drawings; negative upwards, 0 at rest.
 */
export function drawnLines(lineAtTop: number, visibleLines: number, lineCount: number, step: number): LineRange {
  const around = Math.ceil(visibleLines / 2) + 1;
  const isFast = Math.abs(step) >= FAST_LINES;
  const before = isFast ? (step < 0 ? 4 * around : 0) : around;
  const behind = isFast ? (step > 0 ? 4 * around : 0) : around;
  return { first: Math.max(0, lineAtTop - before), end: Math.min(lineCount, lineAtTop + visibleLines + behind) };
}
