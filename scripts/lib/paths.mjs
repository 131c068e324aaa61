import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** Root folder of the project, wherever it was cloned to. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** A path inside the project, from its parts. */
export const inProject = (...parts) => join(projectRoot, ...parts);
