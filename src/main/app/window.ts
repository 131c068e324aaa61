import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { APP_ORIGIN } from '@shared/contract/addresses';
import { MIN_HEIGHT_PX, MIN_WIDTH_PX, reachableBounds } from './frameState';
import type { FrameState } from './frameState';

/** Background of the first frame, before the page has drawn: equal to the page's own, so that nothing flashes. */
const BACKGROUND = { light: '#f6f7f9', dark: '#14181d' } as const;

const DEFAULT_SIZE = { width: 1440, height: 900 } as const;

const background = (): string => (nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light);

/** Opens the one window, hidden until it has something to show; a second start of the program brings it to the front. */
export function openWindow(preload: string, state: FrameState): BrowserWindow {
  nativeTheme.themeSource = themeSource(state.theme);
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...(reachableBounds(state.bounds, workAreas) ?? { ...DEFAULT_SIZE, center: true }),
    minWidth: MIN_WIDTH_PX,
    minHeight: MIN_HEIGHT_PX,
    show: false,
    title: 'Outis',
    backgroundColor: background(),
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      // The spelling dictionaries would be fetched from the network.
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    if (state.isMaximised) window.maximize();
    window.show();
  });
  app.on('second-instance', () => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(background());
  });
  return window;
}

export const windowAddress = `${APP_ORIGIN}/index.html`;

export const themeSource = (theme: FrameState['theme']): 'light' | 'dark' | 'system' =>
  theme === 'auto' ? 'system' : theme;

/** What to remember of a window that is about to close. */
export const frameStateOf = (window: BrowserWindow, theme: FrameState['theme']): FrameState => ({
  theme,
  bounds: window.getNormalBounds(),
  isMaximised: window.isMaximized(),
});
