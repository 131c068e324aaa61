import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import type { IdentityPlan } from '@shared/domain/identityPlan';
import type { HeadModel } from '@shared/graphics/headModel';
import { createIdentityJudge, type IdentityJudge } from '../engine/generators/graphics/identityJudge';
import { planIdentities } from '../engine/generators/graphics/identityPlan';
import { loadHeadModel } from '../engine/generators/graphics/loadHeadModel';
import type { JobContext, JobPlace } from '../jobs/jobContext';
import { headModelDir } from '../platform/generatorFingerprint';

/** The first phase of making a set. @throws Failure as `planIdentities` */
export async function chooseIdentities(
  recipe: GenerateRecipe,
  context: JobContext,
  place: JobPlace,
): Promise<IdentityPlan> {
  const { model } = await loadHeadModel(headModelDir(place.resourcesDir));
  return planIdentities(model, recipe, {
    signal: context.signal,
    progress: (done) => {
      context.progress({ phase: 'choose identities', done, total: recipe.identities, unit: 'identities' });
    },
    openJudge: () => openJudge(model, recipe, place),
  });
}

/** Loaded only when a recipe asks for it: drawing faces needs no TensorFlow. */
async function openJudge(model: HeadModel, recipe: GenerateRecipe, { modelsDir }: JobPlace): Promise<IdentityJudge> {
  const [{ loadTensorFlow }, { createFaceEmbedder }] = await Promise.all([
    import('../engine/tensor/bootstrap'),
    import('../engine/scoring/faceEmbedder'),
  ]);
  await loadTensorFlow();
  return createIdentityJudge(model, recipe, await createFaceEmbedder({ modelDir: modelsDir }));
}
