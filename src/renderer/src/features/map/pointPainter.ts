import { FrameBudget } from './frameBudget';
import type { DrawOptions, PointRenderer } from './pointRenderer';

/** How long nothing must have changed before all points are drawn. */
const REST_MS = 120;

/** Draws a fair sample of the points as long as things move, and all of them, part by part, once they rest. */
export class PointPainter {
  private readonly budget = new FrameBudget();
  private request = 0;
  private isDirty = false;
  private restFrom = 0;

  /** @param optionsOf what to draw now; null while there is no room for it */
  constructor(
    private readonly renderer: PointRenderer,
    private readonly optionsOf: () => DrawOptions | null,
  ) {}

  /** Something has changed. A frame that is asked for already draws the newest state. */
  ask(): void {
    this.isDirty = true;
    if (this.request === 0) this.request = requestAnimationFrame(this.tick);
  }

  stop(): void {
    cancelAnimationFrame(this.request);
    this.request = 0;
  }

  private readonly tick = (now: number): void => {
    this.request = 0;
    const options = this.optionsOf();
    if (options === null) return;
    if (this.isDirty) {
      this.isDirty = false;
      this.restFrom = now + REST_MS;
      this.budget.frame(now);
      this.renderer.drawSome(options, this.budget.points);
    } else if (now >= this.restFrom && !this.renderer.isWhole) {
      this.budget.frame(now);
      this.renderer.drawMore(options, this.budget.points);
    }
    if (this.renderer.isWhole) this.budget.rest();
    else this.request = requestAnimationFrame(this.tick);
  };
}
