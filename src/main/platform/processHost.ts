export interface ProcessExit {
  /** null when a signal ended the process or it never started. */
  readonly code: number | null;
  readonly signal: string | null;
  /** Why the process could not be started, where that is what happened. */
  readonly startError: string | null;
}

/** What a host tells about its process. Messages are unparsed. `exit` comes once, last, and always. */
export interface ProcessListener {
  message(raw: unknown): void;
  /** A line the process printed on its own, on stdout or stderr; for the log only, never for meaning. */
  output(line: string): void;
  exit(exit: ProcessExit): void;
}

export interface HostedProcess {
  /** Plain data only. Silently does nothing once the process is gone; `exit` tells. */
  send(message: unknown): void;
  /** Ends the process at once, whatever it does. */
  kill(): void;
}

/**
 * Starts processes that speak in messages: forked Node under the terminal, Electron's utilityProcess under the window, a fake in
 * tests. The listener is never called before `launch` has returned.
 */
export interface ProcessHost {
  launch(listener: ProcessListener): HostedProcess;
}
