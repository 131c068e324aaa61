import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, protocol, safeStorage, session } from 'electron';
import { CURATION_EVENT_CHANNEL, JOB_EVENT_CHANNEL } from '@shared/contract/names';
import { createAppProtocol } from './app/appProtocol';
import { defaultLibraryPath, namedLibrary } from './app/chooseLibrary';
import { readFrameState, writeFrameState } from './app/frameState';
import { serveProcedures } from './app/ipcServer';
import { watchDecisions } from './app/lateDecisions';
import { openLogFile } from './app/logFile';
import { setMenu } from './app/menu';
import { quitCarefully } from './app/quit';
import { createSampleProtocol } from './app/sampleProtocol';
import { keyVaultOf } from './app/keyVaultOf';
import { SCHEMES, serveScheme } from './app/serveScheme';
import { appendHardeningSwitches, hardenContents, hardenSession } from './app/security';
import { createShellHandlers } from './app/shellHandlers';
import { openFirstLibrary, tellNotOpened } from './app/startLibrary';
import { createUtilityHost } from './app/utilityHost';
import { frameStateOf, openWindow, windowAddress } from './app/window';
import { programPaths } from './programPaths';
import { startServices } from './startServices';

/** Composition root of the window: everything is made here once and handed to what needs it. */
protocol.registerSchemesAsPrivileged(SCHEMES);
appendHardeningSwitches(app);
hardenContents(app);

if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

async function start(): Promise<void> {
  const userDataDir = app.getPath('userData');
  const log = openLogFile(join(userDataDir, 'logs', 'main.log'));
  const frameFile = join(userDataDir, 'frame.json');
  const paths = programPaths(__dirname);
  let frame = await readFrameState(frameFile, log.write);
  let window: BrowserWindow | null = null;
  process.on('unhandledRejection', (thrown) => log.write('A promise was left alone', thrown));

  const services = startServices({
    paths,
    userDataDir,
    workerHost: createUtilityHost(paths.workerFile),
    signing: { where: 'window', vault: keyVaultOf(safeStorage) },
    onFault: log.write,
  });
  services.onJobEvent((event) => window?.webContents.send(JOB_EVENT_CHANNEL, event));
  services.onCurationChange((change) => {
    for (const one of BrowserWindow.getAllWindows()) one.webContents.send(CURATION_EVENT_CHANNEL, change);
  });
  const shell = createShellHandlers({
    version: paths.version,
    window: () => window,
    defaultLibraryPath: defaultLibraryPath(app.getPath('documents')),
    libraryPath: () => services.libraryPath,
    privacyPage: (runId) => services.privacyPage(runId),
    onTheme: (theme) => {
      frame = { ...frame, theme };
      return writeFrameState(frameFile, frame);
    },
  });
  const decisions = watchDecisions({ ...services.handlers, ...shell });
  serveProcedures(ipcMain, decisions.watched, log.write);
  hardenSession(session.defaultSession, { isPackaged: app.isPackaged });
  const headModelDir = join(paths.resourcesDir, 'built/head-model');
  const appFiles = createAppProtocol({ ...paths, headModelDir }, services);
  serveScheme(session.defaultSession.protocol, 'app', appFiles, log.write);
  serveScheme(session.defaultSession.protocol, 'sample', createSampleProtocol(services), log.write);

  quitCarefully(app, {
    window: () => window,
    services,
    leave: async () => {
      if (window !== null) await writeFrameState(frameFile, frameStateOf(window, frame.theme));
      await decisions.settled();
      await services.close();
      await log.settled();
    },
    log: log.write,
  });
  setMenu({ isPackaged: app.isPackaged, isMac: process.platform === 'darwin' });
  const notOpened = await openFirstLibrary(services, namedLibrary(process.argv, process.env));
  window = openWindow(paths.preloadFile, frame);
  window.on('closed', () => (window = null));
  await window.loadURL(windowAddress);
  if (notOpened !== null) await tellNotOpened(window, notOpened);
}
