import type { HostMessage } from './protocol';

export interface WorkerExit {
  /** null when a signal ended the process or it never started. */
  readonly code: number | null;
  readonly signal: string | null;
  /** Why the process could not be started, where that is what happened. */
  readonly startError: string | null;
}

/** What the host tells about a worker process. Messages are unparsed. `exit` comes once, last, and always. */
export interface WorkerListener {
  message(raw: unknown): void;
  /** A line the process printed on its own, on stdout or stderr; for the log only, never for meaning. */
  output(line: string): void;
  exit(exit: WorkerExit): void;
}

export interface WorkerProcess {
  /** Silently does nothing once the process is gone; `exit` tells. */
  send(message: HostMessage): void;
  /** Ends the process at once, whatever it does. */
  kill(): void;
}

/**
 * Starts worker processes: forked Node under the terminal, Electron's utilityProcess under the window, a fake in tests.
 * The listener is never called before `launch` has returned.
 */
export interface WorkerHost {
  launch(listener: WorkerListener): WorkerProcess;
}
