import { dialog } from 'electron';
import type { App, BrowserWindow } from 'electron';
import type { OutisServices } from '../services/outisServices';

export interface QuitSurroundings {
  readonly window: () => BrowserWindow | null;
  readonly services: Pick<OutisServices, 'handlers' | 'libraryPath'>;
  /** Saves what is to be remembered and closes the library; workers are ended, their jobs resumable. */
  readonly leave: () => Promise<void>;
  readonly log: (line: string, thrown: unknown) => void;
}

const LEAVE = 0;

/** Closing with jobs running asks once. What they have committed is kept, and they can be resumed at the next start. */
export function quitCarefully(app: App, around: QuitSurroundings): void {
  let stage: 'open' | 'asking' | 'leaving' | 'left' = 'open';

  const tryToLeave = async (): Promise<void> => {
    stage = 'asking';
    const jobCount = await runningJobCount(around.services);
    if (jobCount > 0 && (await ask(around.window(), jobCount)) !== LEAVE) {
      stage = 'open';
      return;
    }
    stage = 'leaving';
    await around.leave();
    stage = 'left';
    app.quit();
  };

  const onClose = (event: { preventDefault: () => void }): void => {
    if (stage === 'left') return;
    event.preventDefault();
    if (stage !== 'open') return;
    tryToLeave().catch((thrown: unknown) => {
      around.log('Closing failed', thrown);
      // A library that cannot be closed must not keep the program open for ever.
      stage = 'left';
      app.quit();
    });
  };

  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', onClose);
  app.on('browser-window-created', (_event, window) => window.on('close', onClose));
}

/** How many jobs run or wait. */
async function runningJobCount({ handlers, libraryPath }: QuitSurroundings['services']): Promise<number> {
  if (libraryPath === null) return 0;
  const records = await handlers['job.list'](undefined, { signal: { aborted: false } });
  return records.filter(({ state }) => ['queued', 'running', 'cancelling'].includes(state.status)).length;
}

async function ask(window: BrowserWindow | null, jobCount: number): Promise<number> {
  const options = {
    type: 'question' as const,
    message: jobCount === 1 ? 'A job is still running.' : `${jobCount} jobs are still running.`,
    detail: 'What they have made so far is kept. You can resume them when you open this library again.',
    buttons: ['Stop and close', 'Keep working'],
    defaultId: 1,
    cancelId: 1,
  };
  const { response } = await (window === null
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options));
  return response;
}
