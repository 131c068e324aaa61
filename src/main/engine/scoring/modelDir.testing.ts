import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The weights that come inside the face-api package. */
export const TEST_MODEL_DIR = join(
  dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')),
  'model',
);
