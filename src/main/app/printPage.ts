import { pathToFileURL } from 'node:url';
import { BrowserWindow, session } from 'electron';

/** Print settings of every page that the program writes itself. */
const A4 = {
  pageSize: 'A4',
  printBackground: true,
  preferCSSPageSize: true,
  displayHeaderFooter: true,
  headerTemplate: '<span></span>',
  footerTemplate:
    '<div style="font:8px sans-serif;color:#5c6670;width:100%;text-align:right;padding:0 16mm"><span class="pageNumber"></span> of <span class="totalPages"></span></div>',
} as const;

/**
 * A page of our own as PDF, by Chromium's print: in a window that nobody sees, without scripts, with a session of its own in which nothing
 * may be loaded but that one file and what it carries itself.
 * @param path an HTML file in the library. @throws where the page cannot be loaded or printed
 */
export async function printPage(path: string): Promise<Uint8Array> {
  const address = pathToFileURL(path).href;
  const printing = session.fromPartition('printing');
  printing.setPermissionRequestHandler((_contents, _permission, done) => done(false));
  printing.setPermissionCheckHandler(() => false);
  printing.webRequest.onBeforeRequest(({ url }, done) => done({ cancel: url !== address && !url.startsWith('data:') }));
  const window = new BrowserWindow({
    show: false,
    width: 900,
    height: 1200,
    webPreferences: {
      session: printing,
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  try {
    await window.loadURL(address);
    return await window.webContents.printToPDF(A4);
  } finally {
    window.destroy();
  }
}
