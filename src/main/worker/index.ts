import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../jobs/clock';
import { runnerTable } from './runnerTable';
import { serveJob } from './serveJob';
import { openTransport } from './transport';

const beside = (name: string): string => join(dirname(fileURLToPath(import.meta.url)), name);

/** Entry of the worker process, started by `child_process.fork` or Electron's utilityProcess; it does one job and ends. */
const transport = openTransport(process);
if (transport === null) {
  process.stderr.write('This is the worker process of Outis; the program starts it itself.\n');
  process.exitCode = 2;
} else {
  const server = serveJob({
    transport,
    runners: runnerTable({ pixelThreadScript: beside('pixelWorker.js'), imageThreadScript: beside('imageWorker.js') }),
    clock: systemClock,
    leave: () => process.exit(0),
  });
  process.on('uncaughtException', (thrown) => {
    server.fail(thrown);
  });
  process.on('unhandledRejection', (thrown) => {
    server.fail(thrown);
  });
  // Ctrl+C reaches the whole process group; stopping is the host's to decide, through `cancel`.
  process.on('SIGINT', () => undefined);
}
