import { realpath } from 'node:fs/promises';
import { cpus, userInfo } from 'node:os';
import { dialog, nativeTheme, shell } from 'electron';
import type { BrowserWindow, OpenDialogOptions } from 'electron';
import type { Contract } from '@shared/contract';
import type { Handlers } from '@shared/contract/define';
import { Failure } from '@shared/lib/failure';
import type { JobId } from '@shared/domain/ids';
import { isMissing } from '../platform/ioFailure';
import { type PrivacyPage, saveCopy } from '../services/privacyService';
import { isContained } from './containedPath';
import type { Theme } from './frameState';
import { printPage } from './printPage';
import { themeSource } from './window';

/** The procedures that only a window can answer. */
export type ShellProcedure =
  'app.info' | 'app.setTheme' | 'dialog.pickFolder' | 'dialog.pickFile' | 'shell.reveal' | 'privacy.savePdf';

export interface ShellSurroundings {
  /** The program's version; `app.getVersion` tells Electron's own while developing. */
  readonly version: string;
  readonly window: () => BrowserWindow | null;
  readonly defaultLibraryPath: string;
  /** Path of the open library, or null. */
  readonly libraryPath: () => string | null;
  readonly onTheme: (theme: Theme) => Promise<void>;
  /** The written page of a privacy report. @throws Failure not-found */
  readonly privacyPage: (runId: JobId) => Promise<PrivacyPage>;
}

export function createShellHandlers(around: ShellSurroundings): Pick<Handlers<Contract>, ShellProcedure> {
  const pick = async (options: OpenDialogOptions): Promise<string | null> => {
    const window = around.window();
    const { canceled, filePaths } = await (window === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(window, options));
    return canceled ? null : (filePaths[0] ?? null);
  };
  return {
    'app.info': () =>
      Promise.resolve({
        version: around.version,
        platform: `${process.platform} ${process.arch}`,
        electron: process.versions.electron,
        chrome: process.versions.chrome,
        node: process.versions.node,
        cores: Math.max(1, cpus().length),
        defaultLibraryPath: around.defaultLibraryPath,
        userName: userName(),
      }),
    'app.setTheme': async (theme) => {
      nativeTheme.themeSource = themeSource(theme);
      await around.onTheme(theme);
    },
    'dialog.pickFolder': ({ title }) => pick({ title, properties: ['openDirectory', 'createDirectory'] }),
    'dialog.pickFile': ({ title, extensions }) =>
      pick({
        title,
        properties: ['openFile'],
        filters: extensions.length === 0 ? [] : [{ name: extensions.join(', '), extensions }],
      }),
    'privacy.savePdf': async ({ runId, folder }) => {
      const { path, copyName } = await around.privacyPage(runId);
      return saveCopy(folder, `${copyName}.pdf`, await printPage(path));
    },
    'shell.reveal': async ({ path }) => shell.showItemInFolder(await revealable(path, around.libraryPath())),
  };
}

/** The real path, when it lies in the open library. Shown in the file manager, never opened: a file could be a program. */
async function revealable(path: string, libraryPath: string | null): Promise<string> {
  const refused = new Failure({
    code: 'invalid-input',
    message: 'Only what lies in the open library can be shown in the file manager.',
    place: path,
  });
  if (libraryPath === null) throw refused;
  try {
    const [root, real] = await Promise.all([realpath(libraryPath), realpath(path)]);
    if (isContained(root, real)) return real;
  } catch (thrown) {
    if (!isMissing(thrown)) throw thrown;
    throw new Failure({ code: 'not-found', message: 'It is no longer there.', place: path });
  }
  throw refused;
}

function userName(): string {
  try {
    return userInfo().username || 'unknown';
  } catch {
    return 'unknown'; // a user id without an entry, as in some containers
  }
}
