const START = 40_000;
const LEAST = 10_000;
const MOST = 4_000_000;
/** Milliseconds between two frames: above it fewer points are drawn in each, below the other one more. */
const SLOW_MS = 34;
const FAST_MS = 21;
/** Frames in a row that must be fast before more is tried, so that the number does not flicker. */
const PATIENCE = 6;
/** A longer gap is no slow frame: nothing had to be drawn. */
const PAUSE_MS = 1000;

/** How many points a frame may draw so that moving stays fluid on this machine, learnt from the frames before. */
export class FrameBudget {
  private allowed = START;
  private last: number | null = null;
  private fast = 0;

  get points(): number {
    return this.allowed;
  }

  /** A frame is drawn. @param now milliseconds, as `requestAnimationFrame` gives them */
  frame(now: number): void {
    const ms = this.last === null ? Infinity : now - this.last;
    this.last = now;
    if (ms > PAUSE_MS) return;
    this.fast = ms < FAST_MS ? this.fast + 1 : 0;
    if (ms > SLOW_MS) this.allowed = Math.max(LEAST, Math.round(this.allowed * 0.7));
    else if (this.fast >= PATIENCE) {
      this.allowed = Math.min(MOST, Math.round(this.allowed * 1.5));
      this.fast = 0;
    }
  }

  /** Nothing more is drawn for now. */
  rest(): void {
    this.last = null;
    this.fast = 0;
  }
}
