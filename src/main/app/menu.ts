import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';

/** Few entries: what the window offers stands in the window. Edit must be there for the keyboard to work in text fields on macOS. */
export function setMenu(options: { readonly isPackaged: boolean; readonly isMac: boolean }): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  const forDevelopers: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload' },
    { role: 'toggleDevTools' },
  ];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(options.isMac ? [{ role: 'appMenu' } as const] : []),
      { label: '&File', submenu: [{ role: options.isMac ? 'close' : 'quit', accelerator: 'CmdOrCtrl+Q' }] },
      { role: 'editMenu', label: '&Edit' },
      { label: '&View', submenu: options.isPackaged ? view : [...view, ...forDevelopers] },
      { role: 'windowMenu', label: '&Window' },
    ]),
  );
}
