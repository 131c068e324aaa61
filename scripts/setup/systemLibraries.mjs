import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isRoot, run, which } from '../lib/command.mjs';
import { electronPath } from '../lib/electronPath.mjs';
import { inProject } from '../lib/paths.mjs';
import { SetupError } from '../lib/setupError.mjs';
import { aptInstall, aptKnown, canUseApt } from './apt.mjs';

/** What Electron needs beyond the list that Playwright keeps for Chromium; the second name is the newer releases'. */
const beyondChromium = [['libgtk-3-0t64', 'libgtk-3-0'], ['xvfb'], ['xauth'], ['fonts-liberation']];
const byHand =
  'Debian, Ubuntu: sudo npx playwright install-deps chromium && sudo apt-get install -y libgtk-3-0 xvfb · ' +
  'Fedora: sudo dnf install -y gtk3 nss alsa-lib mesa-libgbm xorg-x11-server-Xvfb · ' +
  'Arch: sudo pacman -S gtk3 nss alsa-lib mesa xorg-server-xvfb';

/**
 * The system libraries that Electron links to, and Xvfb, the display that tests draw on. Looked at each time:
 * a cache may have been carried to another machine.
 */
export const systemLibrariesStep = {
  name: 'system-libraries',
  title: 'System libraries',
  checksItself: true,
  async ready(context) {
    if (process.platform !== 'linux') return true;
    return (await missing(context)).length === 0 && (await sandboxTrouble()) === undefined;
  },
  async run(context) {
    let lacking = await missing(context);
    if (lacking.length > 0 && context.allowSystem && canUseApt()) {
      context.log(`missing: ${lacking.join(', ')}; apt-get installs them`);
      await installWithApt(context.log);
      lacking = await missing(context);
    }
    if (lacking.length > 0) throw new SetupError(`the window and its tests need ${lacking.join(', ')}`, byHand);
    const trouble = await sandboxTrouble();
    if (trouble !== undefined) throw trouble;
  },
};

/** Names of shared libraries that the dynamic linker does not find, from the output of ldd. */
export function missingLibraries(lddOutput) {
  return [...lddOutput.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name);
}

async function missing({ purpose }) {
  const { output } = await run('ldd', [electronPath()]);
  const hasDisplay = process.env.DISPLAY !== undefined || process.env.WAYLAND_DISPLAY !== undefined;
  const needsXvfb = purpose === 'tests' || !hasDisplay;
  return [...missingLibraries(output), ...(needsXvfb && which('Xvfb') === undefined ? ['Xvfb'] : [])];
}

async function installWithApt(log) {
  // Playwright knows the list for each release; it calls apt-get itself.
  const cli = inProject('node_modules', 'playwright', 'cli.js');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const onLine = (line) => {
    if (/^(Need to get|Fetched|E:)/.test(line)) log(line);
  };
  const { code, output } = await run(process.execPath, [cli, 'install-deps', 'chromium'], { env, onLine });
  if (code !== 0) log(`playwright install-deps: ${output.trim().split('\n').at(-1) ?? ''}`);
  await aptInstall(await Promise.all(beyondChromium.map(aptKnown)), log);
}

/** Chromium's sandbox needs user namespaces or its set-uid helper; some systems switch the former off. */
async function sandboxTrouble() {
  if (isRoot() || (await namespacesAllowed())) return undefined;
  const helper = join(dirname(electronPath()), 'chrome-sandbox');
  const info = await stat(helper).catch(() => undefined);
  if (info !== undefined && info.uid === 0 && (info.mode & 0o4755) === 0o4755) return undefined;
  return new SetupError(
    "this system does not let Electron's sandbox use user namespaces",
    `sudo chown root:root "${helper}" && sudo chmod 4755 "${helper}"`,
  );
}

async function namespacesAllowed() {
  const read = async (path) => (await readFile(path, 'utf8').catch(() => '')).trim();
  if ((await read('/proc/sys/kernel/unprivileged_userns_clone')) === '0') return false;
  return (await read('/proc/sys/kernel/apparmor_restrict_unprivileged_userns')) !== '1';
}
