import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PROCEDURE_NAMES } from '../../src/shared/contract/names';
import { CONTENT_POLICY } from '../../src/main/app/contentPolicy';
import { reply } from '../bridge';
import { expect, test } from '../fixtures';
import { runJob } from '../runJob';

/** The security baseline of docs/security.md, asserted in the program as it really runs. */
test.describe('the security baseline', () => {
  test('the page has no Node, and a bridge with the names of the contract only', async ({ program }) => {
    const preferences = await program.electron.evaluate(({ BrowserWindow }) =>
      // Not in the declarations, but it is what Electron really uses.
      (
        BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
          getLastWebPreferences(): Record<string, unknown>;
        }
      ).getLastWebPreferences(),
    );
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    });
    // Electron 22 names it only where it was switched on.
    expect(preferences['nodeIntegrationInWorker'] ?? false).toBe(false);
    const seen = await program.page.evaluate(() => {
      const { outis } = window as unknown as { outis: { call: object } };
      return {
        origin: location.origin,
        node: ['process', 'require', 'module', 'Buffer', 'global'].filter((name) => name in window),
        bridge: Object.keys(outis).sort(),
        names: Object.keys(outis.call).sort(),
        isFrozen: Object.isFrozen(outis) && Object.isFrozen(outis.call),
      };
    });
    expect(seen).toEqual({
      origin: 'app://outis',
      node: [],
      bridge: ['call', 'onCurationEvent', 'onJobEvent'],
      names: [...PROCEDURE_NAMES].sort(),
      isFrozen: true,
    });
  });

  test('the policy stands in the header and in the page, and it works', async ({ program: { page } }) => {
    const policies = await page.evaluate(async () => ({
      header: (await fetch('app://outis/index.html')).headers.get('content-security-policy'),
      meta: document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content'),
    }));
    expect(policies.header).toBe(CONTENT_POLICY);
    expect(policies.header).toContain("default-src 'none'");
    // Each allowance of the page's own policy stands in the header too: neither is looser than the other.
    for (const directive of policies.meta?.split('; ') ?? ['missing'])
      expect(CONTENT_POLICY.split('; ')).toContain(directive);

    const ran = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.intruder = "inline"';
      document.head.append(script);
      // Later, because what the test itself evaluates is let through.
      const evaluated = await new Promise<string>((resolve) =>
        setTimeout(() => {
          try {
            // Asked for by name: a linter rightly refuses what the policy is there to stop.
            (window as unknown as { Function: (code: string) => unknown }).Function('return 1');
            resolve('yes');
          } catch (thrown) {
            resolve((thrown as Error).name);
          }
        }),
      );
      return { inline: 'intruder' in window, evaluated };
    });
    expect(ran).toEqual({ inline: false, evaluated: 'EvalError' });
  });

  test('windows, navigation, frames and webviews are denied', async ({ program: { electron, page } }) => {
    await electron.evaluate(({ BrowserWindow }) => {
      const seen: [string, boolean][] = [];
      Object.assign(globalThis, { seenNavigations: seen });
      BrowserWindow.getAllWindows()[0]?.webContents.on('will-navigate', (event, url) =>
        seen.push([url, event.defaultPrevented]),
      );
    });
    for (const address of ['https://example.org/', 'file:///etc/passwd', 'app://outis/assets/']) {
      await page.evaluate((to) => location.assign(to), address);
      const last = (): Promise<unknown> =>
        electron.evaluate(() => (globalThis as unknown as { seenNavigations: unknown[] }).seenNavigations.at(-1));
      // Chromium itself refuses file: before anybody is asked.
      if (!address.startsWith('file:')) await expect.poll(last).toEqual([address, true]);
      expect(page.url()).toMatch(/^app:\/\/outis\/index\.html/);
    }
    expect(await page.evaluate(() => window.open('app://outis/index.html') === null)).toBe(true);
    expect(await page.evaluate(() => window.open('https://example.org/') === null)).toBe(true);
    const inPage = await page.evaluate(async () => {
      const frame = document.createElement('iframe');
      frame.src = 'app://outis/index.html';
      const blocked = new Promise<string>((resolve) =>
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        }),
      );
      document.body.append(frame);
      const webview = document.createElement('webview');
      document.body.append(webview);
      return { frame: await blocked, webview: 'getURL' in webview };
    });
    expect(inPage).toEqual({ frame: 'frame-src', webview: false });
    expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test('every permission is denied', async ({ program: { page } }) => {
    const answers = await page.evaluate(async () => {
      const names = [
        'camera',
        'microphone',
        'geolocation',
        'notifications',
        'midi',
        'clipboard-read',
        'clipboard-write',
      ];
      // The declarations know fewer names than Chromium does.
      const states = names.map((name) => navigator.permissions.query({ name: name as PermissionName }));
      const place = new Promise<string>((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : error.message),
        ),
      );
      return {
        states: (await Promise.all(states)).map(({ state }) => state),
        place: await place,
        notification: await Notification.requestPermission(),
        clipboard: await navigator.clipboard.readText().then(
          () => 'given',
          () => 'denied',
        ),
      };
    });
    const denied = 'denied';
    expect(answers).toEqual({ states: Array(7).fill(denied), place: denied, notification: denied, clipboard: denied });
  });

  test('no request leaves the program', async ({ program: { electron, page } }) => {
    const arrived: string[] = [];
    const server = createServer((request, response) => {
      arrived.push(request.url ?? '');
      response.end('reached');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const fromPage = await page.evaluate(async (to) => {
        const picture = new Image();
        const loaded = new Promise<string>((resolve) => {
          picture.onload = () => resolve('loaded');
          picture.onerror = () => resolve('refused');
        });
        picture.src = `${to}/picture`;
        navigator.sendBeacon(`${to}/beacon`, 'x');
        return {
          picture: await loaded,
          fetch: await fetch(`${to}/fetch`).then(
            () => 'reached',
            () => 'refused',
          ),
        };
      }, address);
      expect(fromPage).toEqual({ picture: 'refused', fetch: 'refused' });
      // A page without our policy, in the same session: the request filter alone has to stop it.
      const below = await electron.evaluate(async ({ BrowserWindow }, to) => {
        const outcomes: string[] = [];
        for (const url of [`${to}/window`, 'https://example.org/', 'file:///etc/hostname']) {
          // A window each: the outcome of one load can be told as that of the next.
          const bare = new BrowserWindow({ show: false });
          const load = bare.loadURL(url);
          outcomes.push(
            await load.then(
              () => 'loaded',
              (thrown: unknown) => String(thrown),
            ),
          );
          bare.destroy();
        }
        return outcomes;
      }, address);
      for (const outcome of below) expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT');
      expect(await electron.evaluate(({ app }) => app.commandLine.getSwitchValue('host-resolver-rules'))).toBe(
        'MAP * ~NOTFOUND',
      );
      expect(arrived).toEqual([]);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  test('a call from any other page is refused', async ({ program: { electron, page } }) => {
    expect(await reply(page, 'app.info', undefined)).toMatchObject({ ok: true });
    const answer = await electron.evaluate(async ({ app, BrowserWindow }) => {
      const preload = `${app.getAppPath()}/out/preload/index.js`;
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, contextIsolation: true },
      });
      await stranger.loadURL('data:text/html,<title>stranger</title>');
      const got = (await stranger.webContents.executeJavaScript('window.outis.call["app.info"]()')) as unknown;
      stranger.destroy();
      return got;
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });

  test('nothing but what the contract lists can be asked, and inputs are parsed', async ({ program: { page } }) => {
    expect(await reply(page, 'job.cancel', '../../etc/passwd')).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    });
    expect(await reply(page, 'shell.reveal', { path: '/etc/passwd' })).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    });
    expect(await reply(page, 'set.get', { setId: '__proto__' })).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    });
  });

  test('app:// and sample:// serve what they should and nothing beside it', async ({ program: { page } }) => {
    const outcome = await runJob(page, {
      kind: 'generate',
      name: 'two',
      recipe: { identities: 2, samples: 1, seed: 1 },
    });
    const setId = outcome.setId ?? 'none';
    const status = (address: string): Promise<number> => page.evaluate(async (to) => (await fetch(to)).status, address);
    expect(await status(`app://outis/data/sets/${setId}/samples.arrow`)).toBe(200);
    expect(await status('app://outis/data/sets/ds_none/samples.arrow')).toBe(404);
    for (const path of [
      '..%2fmain%2findex.js',
      '%2e%2e%2fmain%2fcli.js',
      '..%5c..%5cpackage.json',
      'assets',
      'data/head-model/..%2fstamp',
    ]) {
      expect(await status(`app://outis/${path}`), path).toBe(404);
    }
    const width = (address: string): Promise<number> =>
      page.evaluate(async (to) => {
        const picture = new Image();
        const settled = new Promise((resolve) => (picture.onload = picture.onerror = resolve));
        picture.src = to;
        await settled;
        return picture.naturalWidth;
      }, address);
    expect(await width(`sample://${setId}/i000000s0000?size=160`)).toBe(112);
    for (const wrong of [
      `sample://${setId}/i000000s0009`,
      `sample://${setId}/i000000s0000?size=161`,
      `sample://${setId}/..%2fset.json`,
      `sample://${setId}/images%2f00001%2f0001.jpg`,
      `sample://${setId}/original?path=..%2f..%2flibrary.json`,
      `sample://ds_none/i000000s0000`,
    ]) {
      expect(await width(wrong), wrong).toBe(0);
    }
    // Pictures may be shown, never read: the page's fetch does not reach that scheme.
    expect(
      await page.evaluate(
        (to) =>
          fetch(to).then(
            () => 'read',
            () => 'refused',
          ),
        `sample://${setId}/i000000s0000`,
      ),
    ).toBe('refused');
  });
});
