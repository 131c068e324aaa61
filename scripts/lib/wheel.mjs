import { readdirSync, statSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run, which } from './command.mjs';
import { download, fetchText } from './download.mjs';
import { exists, sha256File } from './files.mjs';
import { formatBytes, transferProgress } from './progress.mjs';

/**
 * @typedef {{project: string, version: string, file: string, sha256: string, size: number, platform: string}} Wheel
 *   `platform` is the wheel's platform tag; `size` in bytes
 */

/**
 * Fetches a wheel and checks its SHA-256: by pip, which honours the index, proxy and certificates that the machine is
 * set up for, or without Python from the index that PIP_INDEX_URL names.
 * @param {Wheel} wheel
 * @param {string} folder where it is put
 * @param {(text: string) => void} log
 * @returns {Promise<string>} path of the file
 * @throws when neither way gave the file, with what each of them said
 */
export async function fetchWheel(wheel, folder, log) {
  await mkdir(folder, { recursive: true });
  const target = join(folder, wheel.file);
  if ((await exists(target)) && (await sha256File(target)) === wheel.sha256) return target;
  await rm(target, { force: true });
  const said = [];
  for (const way of [byPip, byIndex]) {
    try {
      const path = await way(wheel, folder, log);
      const sha256 = await sha256File(path);
      if (sha256 !== wheel.sha256) {
        await rm(path, { force: true });
        throw new Error(`${wheel.file}: SHA-256 is ${sha256}, expected ${wheel.sha256}`);
      }
      return path;
    } catch (error) {
      said.push(error.message);
      log(error.message);
    }
  }
  throw new Error(said.join('\n'));
}

/** Arguments of `python3 -m pip` that fetch one wheel made for another Python than the one at hand. */
export function pipArguments({ project, version, platform }, folder) {
  const tags = [
    '--python-version',
    '3.11',
    '--implementation',
    'cp',
    '--abi',
    'cp311',
    '--abi',
    'none',
    '--platform',
    platform,
  ];
  return ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', ...tags, '-d', folder, `${project}==${version}`];
}

async function byPip(wheel, folder, log) {
  const python = which('python3') ?? which('python');
  if (python === undefined) throw new Error('pip: there is no python3 on this machine');
  log(`${wheel.project} ${wheel.version}, ${formatBytes(wheel.size)}, with pip`);
  const { code, output } = await runPip(python, pipArguments(wheel, folder), { folder, total: wheel.size, log });
  if (code !== 0) throw new Error(`pip: ${lastErrorLine(output)}`);
  return join(folder, wheel.file);
}

/** Of pip's output what tells how far it is: names, sizes, rates and errors, its bar without the drawing. */
export function tidyPipLine(line) {
  const text = line
    .replace(/[━╸╺│]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const local = /^Processing .*\/([^/]+)$/.exec(text);
  if (local) return `${local[1]} found on this machine`;
  return /^(Downloading|Using cached|ERROR|[\d.]+\/)/.test(text) ? text : undefined;
}

/**
 * Runs pip and tells how far it is. Into a pipe pip shows no bar before the end, so the size of what it has written so
 * far is looked at.
 */
async function runPip(python, args, { folder, total, log }) {
  const work = join(folder, `pip.${process.pid}`);
  await mkdir(work, { recursive: true });
  const progress = transferProgress(log, { label: 'fetched', ...(total === undefined ? {} : { total }) });
  let seen = 0;
  const watch = setInterval(() => {
    const sizes = fileSizes(work);
    // Pip writes a wheel twice at the same time, the second copy for its cache.
    const size = total === undefined ? sizes.reduce((sum, bytes) => sum + bytes, 0) : Math.max(0, ...sizes);
    // It shrinks once pip has moved the file to where it belongs: no more to tell.
    if (size <= seen) return;
    progress.add(size - seen);
    seen = size;
  }, 1000);
  const onLine = (line) => {
    const text = tidyPipLine(line);
    if (text !== undefined) log(text);
  };
  try {
    return await run(python, args, { env: { ...process.env, TMPDIR: work }, onLine });
  } finally {
    clearInterval(watch);
    await rm(work, { recursive: true, force: true });
  }
}

/** Sizes of all files below a folder that is being written to; none when it changes while it is listed. */
function fileSizes(folder) {
  try {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return files.map(({ parentPath, name }) => statSync(join(parentPath, name)).size);
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

function lastErrorLine(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? 'no output';
}

async function byIndex(wheel, folder, log) {
  const index = process.env.PIP_INDEX_URL;
  if (index === undefined || index === '')
    throw new Error('there is no python3 with pip, and PIP_INDEX_URL names no package index');
  const page = new URL(`${wheel.project}/`, index.endsWith('/') ? index : `${index}/`);
  const url = findFileUrl(await fetchText(page.href, { headers: { accept: 'text/html' } }), wheel.file, page);
  if (url === undefined) throw new Error(`${page.host} does not list ${wheel.file}`);
  const target = join(folder, wheel.file);
  await download(url, target, { sha256: wheel.sha256, label: wheel.file, log });
  return target;
}

/** Address of a file on a page of the simple repository API (PEP 503), without its fragment. */
export function findFileUrl(html, file, page) {
  for (const [, href] of html.matchAll(/<a\s[^>]*href="([^"]+)"/g)) {
    const url = new URL(href.replaceAll('&amp;', '&'), page);
    url.hash = '';
    if (decodeURIComponent(url.pathname.split('/').at(-1) ?? '') === file) return url.href;
  }
  return undefined;
}

/** Fetches the newest wheels that fit the requirements (no dependencies of theirs); gives their paths. */
export async function fetchRequirements(requirements, platforms, folder, log) {
  const python = which('python3') ?? which('python');
  if (python === undefined) throw new Error('there is no python3 with pip on this machine');
  const fresh = `${folder}.${process.pid}.tmp`;
  await mkdir(fresh, { recursive: true });
  try {
    const tags = platforms.flatMap((platform) => ['--platform', platform]);
    const fixed = ['--python-version', '3.11', '--implementation', 'py', '--implementation', 'cp', '--abi', 'none'];
    const args = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', ...fixed, ...tags, '-d', fresh];
    const { code, output } = await runPip(python, [...args, ...requirements], { folder: fresh, log });
    if (code !== 0) throw new Error(`pip: ${lastErrorLine(output)}`);
    await rm(folder, { recursive: true, force: true });
    await rename(fresh, folder);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return (await readdir(folder)).filter((name) => name.endsWith('.whl')).map((name) => join(folder, name));
}
