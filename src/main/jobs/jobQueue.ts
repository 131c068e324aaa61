import type { JobId } from '@shared/domain/ids';
import type { JobKind, JobSpec } from '@shared/domain/jobs';
import { isEnded, type JobRecord, type JobState } from '@shared/domain/jobState';
import { Failure } from '@shared/lib/failure';
import { newJobId } from '../platform/newId';
import type { Clock } from './clock';
import { JobEvents, type JobEventListener } from './jobEvents';
import { excludeEachOther, isResumable, jobTitle } from './jobKinds';
import type { JobPlace, Signer } from './jobContext';
import { JobRun } from './jobRun';
import { canResume, type JobHappening, nextJobState } from './jobStateMachine';
import type { JobStore } from './jobStore';
import { ProgressMeter } from './progressMeter';
import { WritesInOrder } from './writesInOrder';
import type { WorkerHost } from './workerHost';

export interface JobQueueOptions {
  readonly store: JobStore;
  readonly host: WorkerHost;
  readonly clock: Clock;
  /** Everything of a job's place but its id and run folder, which the queue knows. */
  readonly place: Omit<JobPlace, 'jobId' | 'runDir' | 'signer'>;
  /** The key for a job of this kind; asked before the job is taken, so that a lost key is told at once. In memory only. */
  readonly signerFor?: (kind: JobKind) => Promise<Signer | null>;
  /** Told when a record, metric or log line could not be written, or a listener threw. The job itself goes on. */
  readonly onFault: (message: string, thrown: unknown) => void;
}

export interface JobSnapshot {
  /** Number of the last event that the record already contains; 0 before any. */
  readonly seq: number;
  readonly record: JobRecord;
}

/** The jobs of one open library: one heavy job at a time, light ones beside it, in the order they were asked for. */
export interface JobQueue {
  /** On disk before it resolves; the job itself starts when its turn comes. */
  start(spec: JobSpec): Promise<JobId>;
  /** Asks the job to stop; killed after ten seconds. A job that has ended is left as it is. @throws Failure not-found */
  cancel(jobId: JobId): Promise<void>;
  /** @throws Failure not-found; conflict when the job runs, waits or has succeeded */
  resume(jobId: JobId): Promise<void>;
  /** Takes an ended job out of the list; what it made stays. @throws Failure not-found; conflict while it is not ended */
  dismiss(jobId: JobId): Promise<void>;
  /** Newest first, without the dismissed ones. */
  list(): readonly JobRecord[];
  snapshot(jobId: JobId): JobSnapshot;
  onEvent(listener: JobEventListener): () => void;
  /** Resolves when nothing runs, nothing waits and everything is written. */
  idle(): Promise<void>;
  /** Ends every process at once; unfinished jobs are found `interrupted` by the next start. */
  close(): Promise<void>;
}

interface Job {
  record: JobRecord;
  meter: ProgressMeter;
  run: JobRun | null;
  /** Until the job's process has it; never in a file. */
  signer: Signer | null;
}

/** Reads what an earlier start left; jobs that were not ended become `interrupted`. */
export async function createJobQueue(options: JobQueueOptions): Promise<JobQueue> {
  const queue = new Queue(options);
  await queue.recall();
  return queue;
}

class Queue implements JobQueue {
  private readonly jobs = new Map<JobId, Job>();
  private readonly events: JobEvents;
  private readonly writes: WritesInOrder;
  private waiting: JobId[] = [];
  private isClosed = false;
  private idleListeners: (() => void)[] = [];

  constructor(private readonly options: JobQueueOptions) {
    this.events = new JobEvents((thrown) => {
      options.onFault('A listener of job events failed.', thrown);
    });
    this.writes = new WritesInOrder(options.onFault);
  }

  async recall(): Promise<void> {
    for (const record of await this.options.store.list()) {
      const job: Job = { record, meter: new ProgressMeter(), run: null, signer: null };
      this.jobs.set(record.id, job);
      this.happen(job, { type: 'program-restarted' });
    }
    await this.writes.settled();
  }

  async start(spec: JobSpec): Promise<JobId> {
    this.mustBeOpen();
    const signer = await this.signerFor(spec);
    const nowMs = this.options.clock.now();
    const record: JobRecord = {
      schema: 1,
      id: newJobId(),
      title: jobTitle(spec),
      spec,
      state: { status: 'queued' },
      createdAt: new Date(nowMs).toISOString(),
      startedAt: null,
      endedAt: null,
    };
    await this.options.store.save(record);
    const job: Job = { record, meter: new ProgressMeter(), run: null, signer };
    this.jobs.set(record.id, job);
    this.events.publish(record.id, { type: 'state', state: record.state });
    this.enqueue(job);
    return record.id;
  }

  cancel(jobId: JobId): Promise<void> {
    const job = this.find(jobId);
    this.waiting = this.waiting.filter((id) => id !== jobId);
    this.happen(job, { type: 'cancel-asked' });
    job.run?.cancel();
    this.settleIfIdle();
    return this.writes.settled();
  }

  async resume(jobId: JobId): Promise<void> {
    this.mustBeOpen();
    const job = this.find(jobId);
    const signer = await this.signerFor(job.record.spec);
    // The state may be final while the old process is still leaving; two processes must never share a run folder.
    if (!canResume(job.record.state) || job.run !== null)
      throw new Failure({
        code: 'conflict',
        message: `“${job.record.title}” is ${job.record.state.status}${job.run === null ? '' : ', its process is still ending'}: it cannot be resumed.`,
        place: jobId,
        remedy: 'Only cancelled, failed and interrupted jobs can be resumed.',
      });
    job.meter = new ProgressMeter();
    job.signer = signer;
    this.happen(job, { type: 'resume-asked' });
    await this.writes.settled();
    this.enqueue(job);
  }

  async dismiss(jobId: JobId): Promise<void> {
    const job = this.find(jobId);
    if (!isEnded(job.record.state))
      throw new Failure({
        code: 'conflict',
        message: `“${job.record.title}” has not ended.`,
        place: jobId,
        remedy: 'Cancel it first.',
      });
    job.record = { ...job.record, dismissed: true };
    await this.options.store.save(job.record);
  }

  list(): readonly JobRecord[] {
    return [...this.jobs.values()]
      .map((job) => job.record)
      .filter((record) => record.dismissed !== true)
      .sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0));
  }

  snapshot(jobId: JobId): JobSnapshot {
    return { seq: this.events.seqOf(jobId), record: this.find(jobId).record };
  }

  onEvent(listener: JobEventListener): () => void {
    return this.events.listen(listener);
  }

  async idle(): Promise<void> {
    while (!this.isIdle())
      await new Promise<void>((resolve) => {
        this.idleListeners.push(resolve);
      });
    await this.writes.settled();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.waiting = [];
    for (const job of this.jobs.values()) job.run?.kill();
    this.settleIfIdle();
    await this.idle();
  }

  private async signerFor({ kind }: JobSpec): Promise<Signer | null> {
    return (await this.options.signerFor?.(kind)) ?? null;
  }

  private enqueue(job: Job): void {
    if (job.record.state.status !== 'queued') return;
    this.waiting.push(job.record.id);
    this.startNext();
  }

  /** Starts every waiting job that may run now. */
  private startNext(): void {
    if (this.isClosed) return;
    for (const jobId of [...this.waiting]) {
      const job = this.find(jobId);
      const { kind } = job.record.spec;
      const mustWait = [...this.jobs.values()].some(
        ({ run, record }) => run !== null && excludeEachOther(kind, record.spec.kind),
      );
      if (mustWait) continue;
      this.waiting = this.waiting.filter((id) => id !== jobId);
      this.launch(job);
    }
  }

  private launch(job: Job): void {
    const { store, host, clock, place } = this.options;
    const { id, spec } = job.record;
    const { signer } = job;
    job.signer = null;
    this.happen(job, { type: 'started' });
    job.run = new JobRun({
      host,
      clock,
      spec,
      place: { ...place, jobId: id, runDir: store.runDir(id), ...(signer === null ? {} : { signer }) },
      listener: {
        progress: (update) => {
          this.happen(job, { type: 'progress', progress: job.meter.read(update, clock.now()) });
        },
        metrics: (points) => {
          this.events.publish(id, { type: 'metrics', points: [...points] });
          this.writes.add(id, 'Metrics could not be written.', () => store.appendMetrics(id, points));
        },
        log: (line) => {
          this.events.publish(id, { type: 'log', line });
          this.writes.add(id, 'The log could not be written.', () => store.appendLog(id, line));
        },
        ended: (ending) => {
          // Ended by our own close: the record stays as it is, and the next start calls it interrupted.
          if (this.isClosed && ending.type === 'exited') return;
          this.happen(job, ending);
        },
        gone: () => {
          job.run = null;
          this.startNext();
          this.settleIfIdle();
        },
      },
    });
  }

  private happen(job: Job, happening: JobHappening): void {
    const state = nextJobState(job.record.state, happening, isResumable(job.record.spec.kind));
    if (state === null) return;
    const previous = job.record.state.status;
    job.record = this.recordWith(job.record, state, previous);
    this.events.publish(job.record.id, { type: 'state', state });
    if (state.status === 'running' && previous === 'running') return; // progress is not worth a write
    const { record } = job;
    this.writes.add(record.id, 'The job record could not be written.', () => this.options.store.save(record));
  }

  private recordWith(record: JobRecord, state: JobState, previous: JobState['status']): JobRecord {
    const now = new Date(this.options.clock.now()).toISOString();
    const isStart = state.status === 'running' && previous === 'queued';
    return {
      ...record,
      state,
      startedAt: isStart ? now : record.startedAt,
      endedAt: isEnded(state) ? now : null,
    };
  }

  private find(jobId: JobId): Job {
    const job = this.jobs.get(jobId);
    if (job !== undefined) return job;
    throw new Failure({ code: 'not-found', message: 'There is no such job in this library.', place: jobId });
  }

  private mustBeOpen(): void {
    if (this.isClosed)
      throw new Failure({ code: 'conflict', message: 'The library is being closed; no job can start.' });
  }

  private isIdle(): boolean {
    return this.waiting.length === 0 && [...this.jobs.values()].every((job) => job.run === null);
  }

  private settleIfIdle(): void {
    if (!this.isIdle()) return;
    const listeners = this.idleListeners;
    this.idleListeners = [];
    for (const listener of listeners) listener();
  }
}
