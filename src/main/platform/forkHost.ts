import { fork } from 'node:child_process';
import type { ProcessHost } from './processHost';
import { eachLine } from './processHostLines';

export interface ForkHostOptions {
  /** Absolute path of the built worker entry, a CommonJS file. */
  readonly script: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Worker processes as forked Node: for the terminal and for tests. */
export function createForkHost(options: ForkHostOptions): ProcessHost {
  return {
    launch: (listener) => {
      const child = fork(options.script, [], {
        serialization: 'advanced',
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        // Flags of our own process (a debugger's port, a loader) are not meant for the worker.
        execArgv: [],
        env: { ...process.env, ...options.env },
      });
      let startError: string | null = null;
      let isGone = false;
      if (child.stdout !== null) eachLine(child.stdout, (line) => listener.output(line));
      if (child.stderr !== null) eachLine(child.stderr, (line) => listener.output(line));
      child.on('message', (raw) => {
        listener.message(raw);
      });
      const leave = (code: number | null, signal: string | null): void => {
        if (isGone) return;
        isGone = true;
        listener.exit({ code, signal, startError });
      };
      child.on('error', (error) => {
        // Also raised when a message cannot be sent to a dying process; only a process that never was has no pid.
        if (child.pid !== undefined) return;
        startError = error.message;
        leave(null, null);
      });
      // `close` comes after the last line of output and the last message, unlike `exit`.
      child.on('close', leave);
      return {
        send: (message) => {
          // Plain data, as the port demands; the declaration wants a narrower type than the serialiser does.
          if (child.connected) child.send(message as object, () => undefined);
        },
        kill: () => {
          child.kill('SIGKILL');
        },
      };
    },
  };
}
