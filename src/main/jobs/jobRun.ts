import type { JobSpec } from '@shared/domain/jobs';
import type { ErrorPayload, JobOutcome, MetricPoint } from '@shared/domain/jobState';
import { toFailureDetail } from '@shared/lib/failure';
import { assertNever } from '@shared/lib/assertNever';
import type { Clock } from './clock';
import type { JobPlace, ProgressUpdate } from './jobContext';
import { type HostMessage, parseMessage, WorkerMessage } from './protocol';
import type { WorkerExit, WorkerHost, WorkerProcess } from './workerHost';

/** How long a runner has to reach the end of a batch and write what it needs to continue. */
export const KILL_AFTER_MS = 10_000;
/** How long a process may take to go once its work is over. */
const LEAVE_WITHIN_MS = 5_000;

export type RunEnding =
  | { readonly type: 'done'; readonly outcome: JobOutcome }
  | { readonly type: 'failed'; readonly error: ErrorPayload }
  | { readonly type: 'exited'; readonly exit: WorkerExit };

export interface JobRunListener {
  progress(update: ProgressUpdate): void;
  metrics(points: readonly MetricPoint[]): void;
  log(line: string): void;
  /** Once: how the work ended. */
  ended(ending: RunEnding): void;
  /** Once, after `ended`: the process is gone and its memory with it. */
  gone(): void;
}

export interface JobRunOptions {
  readonly host: WorkerHost;
  readonly clock: Clock;
  readonly spec: JobSpec;
  readonly place: JobPlace;
  readonly listener: JobRunListener;
}

/** One process doing one job: started, listened to, asked to stop, killed when it does not. */
export class JobRun {
  private readonly process: WorkerProcess;
  private isOver = false;
  private isCancelAsked = false;
  private callOffKill: (() => void) | null = null;

  constructor(private readonly options: JobRunOptions) {
    this.process = options.host.launch({
      message: (raw) => {
        this.receive(raw);
      },
      output: (line) => {
        options.listener.log(line);
      },
      exit: (exit) => {
        this.leave(exit);
      },
    });
  }

  /** First step of the ladder: the worker's signal fires; if the process has not ended in ten seconds it is killed. */
  cancel(): void {
    if (this.isOver || this.isCancelAsked) return;
    this.isCancelAsked = true;
    this.killAfter(
      KILL_AFTER_MS,
      'Warning: the job did not stop in time and its process was ended. What was committed is kept.',
    );
    this.say({ type: 'cancel' });
  }

  kill(): void {
    this.process.kill();
  }

  private receive(raw: unknown): void {
    if (this.isOver) return;
    try {
      this.handle(parseMessage(WorkerMessage, raw, 'the worker process'));
    } catch (thrown) {
      this.end({ type: 'failed', error: toFailureDetail(thrown) });
      this.process.kill();
    }
  }

  private handle(message: WorkerMessage): void {
    const { listener, spec, place } = this.options;
    switch (message.type) {
      case 'ready':
        this.say({ type: 'start', spec, place });
        // A wish that came before the worker listened would be lost otherwise.
        if (this.isCancelAsked) this.say({ type: 'cancel' });
        return;
      case 'progress':
        listener.progress(message.update);
        return;
      case 'metrics':
        listener.metrics(message.points);
        return;
      case 'log':
        listener.log(message.line);
        return;
      case 'done':
        this.end({ type: 'done', outcome: message.outcome });
        this.dismissProcess();
        return;
      case 'failed':
        this.end({ type: 'failed', error: message.error });
        this.dismissProcess();
        return;
      default:
        assertNever(message);
    }
  }

  private say(message: HostMessage): void {
    this.process.send(message);
  }

  private dismissProcess(): void {
    this.killAfter(LEAVE_WITHIN_MS, null);
    this.say({ type: 'close' });
  }

  private killAfter(delayMs: number, warning: string | null): void {
    this.callOffKill = this.options.clock.after(delayMs, () => {
      if (warning !== null) this.options.listener.log(warning);
      this.process.kill();
    });
  }

  private end(ending: RunEnding): void {
    if (this.isOver) return;
    this.isOver = true;
    this.callOffKill?.();
    this.options.listener.ended(ending);
  }

  private leave(exit: WorkerExit): void {
    this.end({ type: 'exited', exit });
    this.callOffKill?.();
    this.options.listener.gone();
  }
}
