import type { App, Session, WebContents } from 'electron';
import { isAllowedRequest, isOwnPage } from './addresses';

/**
 * Switches that must be set before the program is ready. Requests are refused one by one in `hardenSession`; these stop what
 * Chromium starts on its own, below that door: name look-ups, updates, reports, and WebRTC's own sockets.
 */
export function appendHardeningSwitches(app: App): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.commandLine.appendSwitch('disable-domain-reliability');
  app.commandLine.appendSwitch('no-pings');
  app.commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp');
}

/** Refuses every permission, every device and every request that leaves the program. */
export function hardenSession(session: Session, options: { readonly isPackaged: boolean }): void {
  session.setPermissionRequestHandler((_contents, _permission, done) => done(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, done) =>
    done({ cancel: !isAllowedRequest(details.url, { devtools: !options.isPackaged }) }),
  );
}

/** No page may open a window, leave for another page, or embed one. Holds for every page that ever comes to be. */
export function hardenContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => hardenOne(contents));
}

function hardenOne(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', (event, url) => {
    if (!isOwnPage(url)) event.preventDefault(); // a reload of the page itself is no leaving
  });
  contents.on('will-redirect', (event) => event.preventDefault());
}
