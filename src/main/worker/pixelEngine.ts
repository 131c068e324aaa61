import { join } from 'node:path';
import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import type { GeneratorFingerprint } from '@shared/domain/setInfo';
import { graphicsFingerprint } from '../engine/generators/graphics/graphicsFingerprint';
import type { JobPlace } from '../jobs/jobContext';
import { coreCount } from '../platform/systemInfo';
import { type OpenPixelPool, openPixelPool, type PixelPool } from './pixelPool';

export interface PixelEngineOptions {
  /** Absolute path of the built pixel thread, a CommonJS file. */
  readonly pixelThreadScript: string;
  /** Replaced in tests. */
  readonly openPool?: OpenPixelPool;
}

/** The generator of this build: what it is, and threads that draw with it. */
export interface PixelEngine {
  fingerprint(place: JobPlace): Promise<GeneratorFingerprint>;
  /** @param workers number of threads, null for one per core */
  open(recipe: GenerateRecipe, workers: number | null, place: JobPlace): PixelPool;
}

const headModelDir = (place: JobPlace): string => join(place.resourcesDir, 'built', 'head-model');
const codecsDir = (place: JobPlace): string => join(place.resourcesDir, 'built', 'codecs');

export const createPixelEngine = (options: PixelEngineOptions): PixelEngine => ({
  fingerprint: (place) => graphicsFingerprint(headModelDir(place), codecsDir(place)),
  open: (recipe, workers, place) =>
    (options.openPool ?? openPixelPool)({
      threadScript: options.pixelThreadScript,
      threadCount: workers ?? coreCount(),
      setup: { recipe, headModelDir: headModelDir(place), codecsDir: codecsDir(place) },
    }),
});
