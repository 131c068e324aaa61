import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** SHA-256 of a file as lower-case hex; reads it as a stream. */
export async function sha256File(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Whether something exists at `path` (links are followed). */
export async function exists(path) {
  return stat(path).then(
    () => true,
    (error) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return false;
      throw error;
    },
  );
}

/** Writes a file under a temporary name and renames it, so that no reader ever sees half of it. */
export async function writeFileAtomic(path, content) {
  const temporary = `${path}.${process.pid}.tmp`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(temporary, content);
  await rename(temporary, path);
}

/**
 * Builds a folder under a temporary name beside its target and puts it in place in one rename.
 * On failure the target is what it was before.
 * @param {string} target
 * @param {(folder: string) => Promise<void>} fill writes the content into the folder it is given
 */
export async function replaceFolder(target, fill) {
  const temporary = `${target}.${process.pid}.tmp`;
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true });
  try {
    await fill(temporary);
    await rm(target, { recursive: true, force: true });
    await rename(temporary, target);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/**
 * A cheap fingerprint of files and folders: relative path, size and time of change, not content.
 * Missing paths count as missing, so that their appearance changes the fingerprint.
 * @param {string} root paths are taken relative to it
 * @param {string[]} paths files or folders
 * @param {(relativePath: string) => boolean} [keep] leaves files out
 */
export async function fingerprint(root, paths, keep = () => true) {
  const lines = [];
  const visit = async (path) => {
    const name = relative(root, path).split(sep).join('/');
    const info = await stat(path).catch(() => undefined);
    if (info === undefined) lines.push(`${name} missing`);
    else if (info.isDirectory()) {
      const entries = await readdir(path);
      await Promise.all(entries.map((entry) => visit(join(path, entry))));
    } else if (keep(name)) lines.push(`${name} ${info.size} ${info.mtimeMs}`);
  };
  await Promise.all(paths.map((path) => visit(join(root, path))));
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}
