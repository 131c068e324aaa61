import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import type { IdentityPlan } from '@shared/domain/identityPlan';
import type { GeneratorAsset, GeneratorFingerprint } from '@shared/domain/setInfo';
import type { JobContext, JobPlace } from '../jobs/jobContext';
import { codecsDir, generatorFingerprint, headModelDir, listAssets } from '../platform/generatorFingerprint';
import { coreCount } from '../platform/systemInfo';
import { chooseIdentities } from './chooseIdentities';
import { openPixelPool, type PixelPool } from './pixelPool';

/** The generator of this build: what it is, and threads that draw with it. */
export interface PixelEngine {
  fingerprint(place: JobPlace): Promise<GeneratorFingerprint>;
  /** The files that enter the fingerprint, with their hashes. */
  assets(place: JobPlace): Promise<readonly GeneratorAsset[]>;
  /** Chooses who the identities of a set are, before any is drawn. @throws Failure as `planIdentities` */
  chooseIdentities(recipe: GenerateRecipe, context: JobContext, place: JobPlace): Promise<IdentityPlan>;
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

/** @param pixelThreadScript absolute path of the built pixel thread, a CommonJS file */
export const createPixelEngine = (pixelThreadScript: string): PixelEngine => ({
  fingerprint: ({ resourcesDir }) => generatorFingerprint(resourcesDir),
  assets: ({ resourcesDir }) => listAssets(resourcesDir),
  chooseIdentities,
  open: (recipe, workers, place, candidates = null) =>
    openPixelPool({
      threadScript: pixelThreadScript,
      threadCount: workers ?? coreCount(),
      setup: {
        recipe,
        candidates,
        headModelDir: headModelDir(place.resourcesDir),
        codecsDir: codecsDir(place.resourcesDir),
      },
    }),
});
