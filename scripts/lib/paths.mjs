import { fileURLToPath } from 'node:url';
import { join, resolve } from 'node:path';

/** Root folder of the project, wherever it was cloned to. */
export const projectRoot = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** A path inside the project, from its parts. */
export const inProject = (...parts) => join(projectRoot, ...parts);
