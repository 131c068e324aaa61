import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from './files.mjs';

/**
 * Notes in `.cache/setup` of what was done with which key. A step whose key is unchanged is not done again.
 * A torn or foreign stamp counts as none: the step is then simply done again.
 */
export class Stamps {
  /** @param {string} folder where the stamps lie */
  constructor(folder) {
    this.folder = folder;
  }

  /** @returns {Promise<{key: string, [more: string]: unknown} | undefined>} */
  async read(name) {
    const text = await readFile(join(this.folder, `${name}.json`), 'utf8').catch((error) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    return text === undefined ? undefined : parseStamp(text);
  }

  /** Notes that `name` was done with `key`; `more` is kept beside it. */
  async write(name, key, more = {}) {
    await writeFileAtomic(join(this.folder, `${name}.json`), `${JSON.stringify({ ...more, key }, null, 2)}\n`);
  }
}

/** A stamp from its text, or undefined when the text is not one. */
export function parseStamp(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null && typeof value.key === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
