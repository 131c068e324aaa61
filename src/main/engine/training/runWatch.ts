import type { TrainingMetric } from '@shared/domain/training';

export interface RunSummary {
  /** Means over the last tenth of the steps done in this call; null where there was none left to do. */
  readonly finalLoss: number | null;
  readonly trainAccuracy: number | null;
  readonly imagesPerSecond: number | null;
  /** Share of the time spent waiting for images. */
  readonly loaderStall: number;
}

type MetricSink = (name: TrainingMetric, step: number, value: number) => void;

/** Speed is reported over windows of this many steps. */
const SPEED_WINDOW = 10;

/** Time and averages of a run. */
export class RunWatch {
  private readonly start = this.now();
  private windowStart = this.start;
  private windowStall = 0;
  private totalStall = 0;
  private steps = 0;
  private readonly recent: { readonly loss: number; readonly accuracy: number }[] = [];

  constructor(
    private readonly expectedSteps: number,
    private readonly batchSize: number,
  ) {}

  /** Seconds. */
  now(): number {
    return performance.now() / 1000;
  }

  waited(since: number): void {
    this.windowStall += this.now() - since;
  }

  stepped(loss: number, accuracy: number, metric: MetricSink, done: number): void {
    this.steps++;
    this.recent.push({ loss, accuracy });
    if (this.recent.length > Math.max(1, this.expectedSteps / 10)) this.recent.shift();
    if (this.steps % SPEED_WINDOW !== 0) return;
    const seconds = this.now() - this.windowStart;
    metric('imagesPerSecond', done, (SPEED_WINDOW * this.batchSize) / seconds);
    metric('loaderStall', done, this.windowStall / seconds);
    this.totalStall += this.windowStall;
    this.windowStall = 0;
    this.windowStart = this.now();
  }

  summary(): RunSummary {
    const seconds = Math.max(1e-9, this.now() - this.start);
    const mean = (pick: (report: { loss: number; accuracy: number }) => number): number | null =>
      this.steps === 0 ? null : this.recent.reduce((sum, report) => sum + pick(report), 0) / this.recent.length;
    return {
      finalLoss: mean((report) => report.loss),
      trainAccuracy: mean((report) => report.accuracy),
      imagesPerSecond: this.steps === 0 ? null : (this.steps * this.batchSize) / seconds,
      loaderStall: (this.totalStall + this.windowStall) / seconds,
    };
  }
}
