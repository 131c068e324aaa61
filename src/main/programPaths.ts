import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** Where the built program finds itself; every entry file lies in out/main. */
export interface ProgramPaths {
  readonly version: string;
  /** For reports, e.g. `Outis 0.1.0`. */
  readonly program: string;
  /** Entry of the worker process. */
  readonly workerFile: string;
  readonly preloadFile: string;
  readonly rendererDir: string;
  /** Holds built/head-model and built/codecs. */
  readonly resourcesDir: string;
  /** Weights of the face library, inside its package. */
  readonly modelsDir: string;
}

/** @param entryDir folder of the running entry file. */
export function programPaths(entryDir: string): ProgramPaths {
  const projectDir = resolve(entryDir, '../..');
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(projectDir, 'package.json'), 'utf8')));
  return {
    version,
    program: `Outis ${version}`,
    workerFile: join(entryDir, 'worker.js'),
    preloadFile: join(projectDir, 'out/preload/index.js'),
    rendererDir: join(projectDir, 'out/renderer'),
    resourcesDir: join(projectDir, 'resources'),
    modelsDir: join(projectDir, 'node_modules/@vladmandic/face-api/model'),
  };
}
