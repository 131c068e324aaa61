import { join } from 'node:path';
import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import type { GeneratorFingerprint } from '@shared/domain/setInfo';
import { graphicsFingerprint } from '../engine/generators/graphics/graphicsFingerprint';
import type { JobPlace } from '../jobs/jobContext';
import { coreCount } from '../platform/systemInfo';
import { openPixelPool, type PixelPool } from './pixelPool';

/** The generator of this build: what it is, and threads that draw with it. */
export interface PixelEngine {
  fingerprint(place: JobPlace): Promise<GeneratorFingerprint>;
  /**
   * @param workers number of threads, null for one per core
   * @param candidates see PixelSetup; null where identity i is candidate i
   */
  open(
    recipe: GenerateRecipe,
    workers: number | null,
    place: JobPlace,
    candidates?: readonly number[] | null,
  ): PixelPool;
}

const headModelDir = (place: JobPlace): string => join(place.resourcesDir, 'built', 'head-model');
const codecsDir = (place: JobPlace): string => join(place.resourcesDir, 'built', 'codecs');

/** @param pixelThreadScript absolute path of the built pixel thread, a CommonJS file */
export const createPixelEngine = (pixelThreadScript: string): PixelEngine => ({
  fingerprint: (place) => graphicsFingerprint(headModelDir(place), codecsDir(place)),
  open: (recipe, workers, place, candidates = null) =>
    openPixelPool({
      threadScript: pixelThreadScript,
      threadCount: workers ?? coreCount(),
      setup: { recipe, candidates, headModelDir: headModelDir(place), codecsDir: codecsDir(place) },
    }),
});
