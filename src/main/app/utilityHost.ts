import { Readable } from 'node:stream';
import { utilityProcess } from 'electron';
import type { UtilityProcess } from 'electron';
import type { HostedProcess, ProcessHost, ProcessListener } from '../platform/processHost';
import { eachLine } from '../platform/processHostLines';

/** Keeps TensorFlow's start-up chatter off the run's log; warnings and errors still come through. */
const ENVIRONMENT = { TF_CPP_MIN_LOG_LEVEL: '1' } as const;

/** How long the last lines of output may take to arrive after the process has gone, in milliseconds. */
const LAST_OUTPUT_MS = 300;

/** Starts worker processes as Electron utility processes: Node without windows, on a process of their own. */
export function createUtilityHost(workerPath: string): ProcessHost {
  return {
    launch: (listener) => {
      try {
        const env = { ...process.env, ...ENVIRONMENT };
        return hosted(
          utilityProcess.fork(workerPath, [], { serviceName: 'Outis worker', stdio: 'pipe', env }),
          listener,
        );
      } catch (thrown) {
        return neverStarted(thrown instanceof Error ? thrown.message : String(thrown), listener);
      }
    },
  };
}

function hosted(child: UtilityProcess, listener: ProcessListener): HostedProcess {
  let isGone = false;
  const outputs = [child.stdout, child.stderr]
    .filter((stream) => stream !== null)
    .map((stream) => new Readable().wrap(stream));
  for (const output of outputs) eachLine(output, (line) => listener.output(line));
  const allRead = Promise.all(outputs.map((output) => new Promise((resolve) => output.once('close', resolve))));
  child.on('message', (raw: unknown) => listener.message(raw));
  child.once('exit', (code) => {
    isGone = true;
    const late = new Promise((resolve) => setTimeout(resolve, LAST_OUTPUT_MS));
    // A crash explains itself in its last line, which may come after the news of the exit.
    void Promise.race([allRead, late]).then(() => listener.exit({ code, signal: null, startError: null }));
  });
  return {
    send: (message) => {
      if (!isGone) child.postMessage(message);
    },
    kill: () => {
      if (isGone) return;
      // `kill` asks politely (SIGTERM), which native code that is busy need not hear.
      if (child.pid !== undefined && process.platform !== 'win32') process.kill(child.pid, 'SIGKILL');
      else child.kill();
    },
  };
}

function neverStarted(reason: string, listener: ProcessListener): HostedProcess {
  // Not before `launch` has returned: the port promises it.
  setImmediate(() => listener.exit({ code: null, signal: null, startError: reason }));
  return { send: () => undefined, kill: () => undefined };
}
