import { execFile } from 'node:child_process';
import * as os from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface SystemInfo {
  readonly cores: number;
  readonly processor: string;
  readonly memoryBytes: number;
  readonly freeMemoryBytes: number;
  /** "node 20.20.2" or "electron 22.3.25 (node 16.17.1)". */
  readonly engine: string;
  readonly platform: string;
}

export function systemInfo(): SystemInfo {
  const cpus = os.cpus();
  const versions: Readonly<Record<string, string | undefined>> = process.versions;
  const electron = versions['electron'];
  const node = `node ${process.versions.node}`;
  return {
    cores: coreCount(),
    processor: cpus[0]?.model.trim() ?? 'unknown',
    memoryBytes: os.totalmem(),
    freeMemoryBytes: os.freemem(),
    engine: electron === undefined ? node : `electron ${electron} (${node})`,
    platform: `${os.platform()} ${os.arch()} ${os.release()}`,
  };
}

/** Cores this process may use: fewer than the machine's inside a container that says so. At least 1. */
export function coreCount(): number {
  // `availableParallelism` came with Node 18.14; Electron 22 brings Node 16.
  const count = typeof os.availableParallelism === 'function' ? os.availableParallelism() : os.cpus().length;
  return Math.max(1, count);
}

/** Names of the NVIDIA cards that the driver's own tool reports; empty where there is none. */
export async function graphicsCards(): Promise<readonly string[]> {
  try {
    const { stdout } = await run('nvidia-smi', ['--query-gpu=name,memory.total', '--format=csv,noheader'], {
      timeout: 10_000,
    });
    return stdout
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  } catch {
    // No driver, no tool or no card: all mean that there is nothing to compute on.
    return [];
  }
}

/** Where a window could open: Windows and macOS always can; elsewhere a display server must be named. Null = nowhere. */
export function displayName(env: Readonly<Record<string, string | undefined>> = process.env): string | null {
  if (process.platform === 'win32' || process.platform === 'darwin') return 'system';
  const wayland = env['WAYLAND_DISPLAY'];
  if (wayland !== undefined && wayland !== '') return `wayland ${wayland}`;
  const x11 = env['DISPLAY'];
  return x11 !== undefined && x11 !== '' ? `X11 ${x11}` : null;
}
