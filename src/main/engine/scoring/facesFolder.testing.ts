import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Pictures of real people who may be used for tests, a folder per subject, such as ORL: OUTIS_TEST_FACES, else beside the project.
 * They never lie in this repository.
 */
export const FACES_FOLDER =
  process.env['OUTIS_TEST_FACES'] ?? resolve(import.meta.dirname, '../../../../../shared/faces/orl');

export const hasFacesFolder = existsSync(FACES_FOLDER);
