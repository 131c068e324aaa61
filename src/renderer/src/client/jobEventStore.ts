import type { Bridge } from '@shared/contract/bridge';
import type { JobId } from '@shared/domain/ids';
import { JobEvent, isEnded } from '@shared/domain/jobState';
import type { JobRecord, MetricPoint } from '@shared/domain/jobState';
import { toFailureDetail } from '@shared/lib/failure';
import type { FailureDetail } from '@shared/lib/failure';
import type { OutisClient } from './outisClient';

export interface JobsState {
  /** Newest first. */
  readonly records: readonly JobRecord[];
  readonly isLoaded: boolean;
  readonly error: FailureDetail | undefined;
}

/** What one job sent while the window watched; `epoch` grows when points may have been missed and the file must be read again. */
export interface LiveMetrics {
  readonly points: readonly MetricPoint[];
  readonly epoch: number;
}

type OnEnded = (record: JobRecord) => void;

const NO_METRICS: LiveMetrics = { points: [], epoch: 0 };
/** A log line is not kept in the window; a metric is, up to this many per job. The file has them all. */
const MAX_LIVE_POINTS = 20_000;

/**
 * The window's picture of all jobs. Events are numbered per job; a number that does not follow means that something was missed,
 * so the job is asked for its snapshot and events that came meanwhile are applied after it.
 */
export class JobEventStore {
  private readonly records = new Map<JobId, JobRecord>();
  private readonly lastSeq = new Map<JobId, number>();
  private readonly waiting = new Map<JobId, JobEvent[]>();
  private readonly live = new Map<JobId, LiveMetrics>();
  /** Jobs that sent an event since the list was last asked for. */
  private readonly touched = new Set<JobId>();
  private readonly listeners = new Set<() => void>();
  private readonly endListeners = new Set<OnEnded>();
  private state: JobsState = { records: [], isLoaded: false, error: undefined };
  private unsubscribe: (() => void) | undefined;

  constructor(
    private readonly client: OutisClient,
    private readonly onJobEvent: Bridge['onJobEvent'],
  ) {}

  /** Starts listening, then reads the list, so that nothing falls between. */
  async start(): Promise<void> {
    this.unsubscribe ??= this.onJobEvent((raw) => this.receive(raw));
    await this.reload();
  }

  stop(): void {
    this.unsubscribe?.();
    this.unsubscribe = undefined;
  }

  async reload(): Promise<void> {
    this.touched.clear();
    try {
      const list = await this.client.call('job.list', undefined);
      const listed = new Set(list.map(({ id }) => id));
      for (const id of [...this.records.keys()]) if (!listed.has(id) && !this.touched.has(id)) this.records.delete(id);
      // An event that came while the list was on its way is newer than the list.
      for (const record of list) if (!this.touched.has(record.id)) this.replaceRecord(record);
      this.publish({ isLoaded: true, error: undefined });
    } catch (thrown) {
      this.publish({ isLoaded: true, error: toFailureDetail(thrown) });
    }
  }

  readonly getState = (): JobsState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Called once for each job that ends while the window is open. */
  onEnded(listener: OnEnded): () => void {
    this.endListeners.add(listener);
    return () => this.endListeners.delete(listener);
  }

  metricsOf(jobId: JobId): LiveMetrics {
    return this.live.get(jobId) ?? NO_METRICS;
  }

  private receive(raw: unknown): void {
    const parsed = JobEvent.safeParse(raw);
    if (!parsed.success) {
      // Nothing can be said about the job it belongs to, so the whole list is read again.
      void this.reload();
      return;
    }
    const event = parsed.data;
    this.touched.add(event.jobId);
    const queue = this.waiting.get(event.jobId);
    if (queue !== undefined) {
      queue.push(event);
      return;
    }
    const last = this.lastSeq.get(event.jobId);
    if (last !== undefined && event.seq <= last) return;
    if (last !== undefined && event.seq === last + 1 && this.records.has(event.jobId)) this.apply(event);
    else void this.recover(event.jobId, event);
  }

  private async recover(jobId: JobId, event: JobEvent): Promise<void> {
    const queue = [event];
    this.waiting.set(jobId, queue);
    try {
      const snapshot = await this.client.call('job.snapshot', jobId);
      this.waiting.delete(jobId);
      // Asked after `event` had come, the snapshot holds all that was before it, whatever number it names: a program that
      // miscounts must not be asked for ever.
      this.lastSeq.set(jobId, Math.max(snapshot.seq, event.seq - 1));
      const live = this.metricsOf(jobId);
      this.live.set(jobId, { points: live.points, epoch: live.epoch + 1 });
      this.replaceRecord(snapshot.record);
      for (const missed of queue) this.receive(missed);
    } catch (thrown) {
      this.waiting.delete(jobId);
      this.publish({ error: toFailureDetail(thrown) });
    }
  }

  private apply(event: JobEvent): void {
    this.lastSeq.set(event.jobId, event.seq);
    const { body } = event;
    switch (body.type) {
      case 'state': {
        const record = this.records.get(event.jobId);
        if (record !== undefined) this.replaceRecord({ ...record, state: body.state });
        break;
      }
      case 'metrics': {
        const live = this.metricsOf(event.jobId);
        const points = [...live.points, ...body.points].slice(-MAX_LIVE_POINTS);
        this.live.set(event.jobId, { points, epoch: live.epoch });
        this.publish({});
        break;
      }
      case 'log':
        break;
    }
  }

  private replaceRecord(record: JobRecord): void {
    const before = this.records.get(record.id);
    this.records.set(record.id, record);
    this.publish({});
    // What had ended before the window knew of it is history, not news.
    const hasJustEnded =
      this.state.isLoaded && isEnded(record.state) && (before === undefined || !isEnded(before.state));
    if (hasJustEnded) for (const listener of this.endListeners) listener(record);
  }

  private publish(change: Partial<JobsState>): void {
    const records = [...this.records.values()].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
    this.state = { ...this.state, ...change, records };
    for (const listener of this.listeners) listener();
  }
}
