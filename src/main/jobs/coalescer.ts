import type { MetricPoint } from '@shared/domain/jobState';
import type { Clock } from './clock';
import type { ProgressUpdate } from './jobContext';

const PROGRESS_EVERY_MS = 100;
const METRICS_EVERY_MS = 250;

export interface CoalescerSink {
  progress(update: ProgressUpdate): void;
  metrics(points: readonly MetricPoint[]): void;
}

/**
 * Thins what a job reports before it leaves the process: of progress only the latest, about ten times a second; of metrics every
 * point, in at most four batches a second. `flush` sends what is held back; call it before a final message.
 */
export class Coalescer {
  private latest: ProgressUpdate | null = null;
  private points: MetricPoint[] = [];
  private callOffProgress: (() => void) | null = null;
  private callOffMetrics: (() => void) | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly sink: CoalescerSink,
  ) {}

  progress(update: ProgressUpdate): void {
    // A new phase is news at once: what is held back of the old one goes out first.
    if (this.latest !== null && this.latest.phase !== update.phase) this.sendProgress();
    this.latest = update;
    if (this.callOffProgress !== null) return;
    this.sendProgress();
    this.callOffProgress = this.clock.after(PROGRESS_EVERY_MS, () => {
      this.callOffProgress = null;
      const held = this.latest;
      if (held !== null) this.progress(held);
    });
  }

  metric(point: MetricPoint): void {
    this.points.push(point);
    this.callOffMetrics ??= this.clock.after(METRICS_EVERY_MS, () => {
      this.callOffMetrics = null;
      this.sendMetrics();
    });
  }

  flush(): void {
    this.callOffProgress?.();
    this.callOffMetrics?.();
    this.callOffProgress = null;
    this.callOffMetrics = null;
    this.sendProgress();
    this.sendMetrics();
  }

  private sendProgress(): void {
    if (this.latest === null) return;
    this.sink.progress(this.latest);
    this.latest = null;
  }

  private sendMetrics(): void {
    if (this.points.length === 0) return;
    this.sink.metrics(this.points);
    this.points = [];
  }
}
