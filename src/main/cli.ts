import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { openSession } from './cli/openSession';
import { profileDir } from './cli/profileDir';
import { EXIT } from './cli/exitCode';
import { runCli } from './cli/runCli';
import type { OpenSession } from './cli/session';
import { createForkHost } from './platform/forkHost';
import { programPaths } from './programPaths';
import { startServices } from './startServices';

/** Composition root of the terminal. No Electron here, not even indirectly: layers.cjs sees to it. */
const paths = programPaths(__dirname);
const namedLibrary = process.env['OUTIS_LIBRARY'];
const interruptListeners = new Set<() => void>();
let interruptCount = 0;

process.on('SIGINT', () => {
  interruptCount++;
  // Nobody listens, or nobody could wait: the worker ends by itself when this process is gone.
  if (interruptListeners.size === 0 || interruptCount > 1) process.exit(EXIT.cancelled);
  for (const listener of interruptListeners) listener();
});
// A reader that has seen enough (`outis … | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.failed);
});

const open: OpenSession = (options) =>
  openSession(
    startServices({
      paths,
      userDataDir: profileDir(process.platform, process.env),
      workerHost: createForkHost({ script: paths.workerFile, env: { TF_CPP_MIN_LOG_LEVEL: '2' } }),
      onFault: (message, thrown) => process.stderr.write(`outis: ${message} ${String(thrown)}\n`),
    }),
    options,
  );

async function openTemporarySession(): ReturnType<OpenSession> {
  const folder = await mkdtemp(join(tmpdir(), 'outis-'));
  const session = await open({ library: folder, readOnly: false });
  return {
    ...session,
    close: async () => {
      await session.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

void runCli(process.argv.slice(2), {
  version: paths.version,
  cwd: process.cwd(),
  defaultLibrary: namedLibrary === undefined || namedLibrary === '' ? null : namedLibrary,
  userName: userInfo().username,
  stdout: process.stdout,
  stderr: process.stderr,
  isTty: process.stderr.isTTY,
  columns: process.stderr.columns,
  now: Date.now,
  openSession: open,
  openTemporarySession,
  onInterrupt: (listener) => {
    interruptListeners.add(listener);
    return () => interruptListeners.delete(listener);
  },
}).then((exitCode) => {
  process.exitCode = exitCode;
});
