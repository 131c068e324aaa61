import { dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import { toFailureDetail } from '@shared/lib/failure';
import type { FailureDetail } from '@shared/lib/failure';
import type { OutisServices } from '../services/outisServices';
import { lastLibrary } from './chooseLibrary';

/**
 * Opens the library that the start names, else the one used last. The window opens whatever comes of it.
 * @returns why the library could not be opened, or null.
 */
export async function openFirstLibrary(
  services: Pick<OutisServices, 'handlers' | 'openLibrary'>,
  named: string | null,
): Promise<FailureDetail | null> {
  try {
    const recent = await services.handlers['library.recent'](undefined, { signal: { aborted: false } });
    const path = named ?? lastLibrary(recent);
    if (path !== null) await services.openLibrary(path);
    return null;
  } catch (thrown) {
    return toFailureDetail(thrown);
  }
}

/** Says it over the window, which is usable meanwhile: another library can be opened from there. */
export async function tellNotOpened(window: BrowserWindow, { message, place, remedy }: FailureDetail): Promise<void> {
  const detail = [place, remedy].filter((line) => line !== undefined).join('\n\n');
  await dialog.showMessageBox(window, { type: 'warning', title: 'Outis', message, detail, buttons: ['OK'] });
}
