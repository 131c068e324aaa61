import { join } from 'node:path';
import { _electron } from '@playwright/test';
import type { ElectronApplication } from '@playwright/test';

// Plain scripts of the project, resolved at run time: the bench is bundled elsewhere.
const script = (name: string): Promise<Record<string, unknown>> =>
  import(/* @vite-ignore */ join(process.cwd(), 'scripts', 'lib', name)) as Promise<Record<string, unknown>>;

/** Runs the work with a screen, a virtual one where there is none. */
export async function onDisplay(work: (env: NodeJS.ProcessEnv) => Promise<void>): Promise<void> {
  const { withDisplay } = (await script('display.mjs')) as unknown as {
    withDisplay: (run: typeof work) => Promise<void>;
  };
  await withDisplay(work);
}

/** Starts the built program on a library. */
export async function launch(
  env: NodeJS.ProcessEnv,
  library: string,
  profile: string,
  more: readonly string[] = [],
): Promise<ElectronApplication> {
  const { electronPath, sandboxArguments } = (await script('electronPath.mjs')) as unknown as {
    electronPath: () => string;
    sandboxArguments: () => string[];
  };
  return _electron.launch({
    executablePath: electronPath(),
    args: [...sandboxArguments(), ...more, `--user-data-dir=${profile}`, process.cwd(), '--library', library],
    env: env as Record<string, string>,
  });
}

/** Memory of the window's process in MB, as the system counts what is resident. */
export function rendererMb(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ app: main, BrowserWindow }) => {
    const pid = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId();
    const own = main.getAppMetrics().find((metric) => metric.pid === pid);
    return (own?.memory.workingSetSize ?? 0) / 1000;
  });
}
