import { assertNever } from '@shared/lib/assertNever';
import type { Clock } from '../jobs/clock';
import { Coalescer } from '../jobs/coalescer';
import type { JobContext } from '../jobs/jobContext';
import { HostMessage, parseMessage, type WorkerMessage } from '../jobs/protocol';
import { describeError } from './describeError';
import { runJob, type RunnerTable } from './runJob';
import type { Transport } from './transport';

export interface JobServer {
  /** Ends the job as failed: for errors that reached nobody. After a final message it does nothing. */
  fail(thrown: unknown): void;
}

export interface ServeOptions {
  readonly transport: Transport;
  readonly runners: RunnerTable;
  readonly clock: Clock;
  /** Ends this process. */
  readonly leave: () => void;
}

/** Says `ready`, does the one job it is given, says how it ended exactly once, and leaves when told to. */
export function serveJob({ transport, runners, clock, leave }: ServeOptions): JobServer {
  const controller = new AbortController();
  const coalescer = new Coalescer(clock, {
    progress: (update) => {
      transport.post({ type: 'progress', update });
    },
    metrics: (points) => {
      transport.post({ type: 'metrics', points: [...points] });
    },
  });
  let isStarted = false;
  let isOver = false;

  const context: JobContext = {
    signal: controller.signal,
    progress: (update) => {
      if (!isOver) coalescer.progress(update);
    },
    metric: (name, step, value) => {
      if (!isOver) coalescer.metric({ name, step, value });
    },
    log: (line) => {
      if (!isOver) transport.post({ type: 'log', line });
    },
  };

  const end = (message: WorkerMessage): void => {
    if (isOver) return;
    coalescer.flush();
    isOver = true;
    transport.post(message);
  };

  const fail = (thrown: unknown): void => {
    const error = describeError(thrown);
    // Stacks are for the log, and only where the fault is ours.
    if (error.code === 'internal' && thrown instanceof Error && thrown.stack !== undefined) context.log(thrown.stack);
    end({ type: 'failed', error });
  };

  const handle = (message: HostMessage): void => {
    switch (message.type) {
      case 'start':
        if (isStarted) throw new Error('a worker process does one job only');
        isStarted = true;
        runJob(runners, message.spec, context, message.place).then((outcome) => {
          end({ type: 'done', outcome });
        }, fail);
        return;
      case 'cancel':
        controller.abort();
        return;
      case 'close':
        leave();
        return;
      default:
        assertNever(message);
    }
  };

  transport.onMessage((raw) => {
    try {
      handle(parseMessage(HostMessage, raw, 'the host process'));
    } catch (thrown) {
      fail(thrown);
    }
  });
  transport.onHostGone(leave);
  transport.post({ type: 'ready' });
  return { fail };
}
