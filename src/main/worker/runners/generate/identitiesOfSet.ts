import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import type { IdentityPlan } from '@shared/domain/identityPlan';
import type { SynSetInfo } from '@shared/domain/setInfo';
import { Failure } from '@shared/lib/failure';
import { encodeIdentityPlan, readIdentityPlan, writeIdentityPlan } from '../../../storage/identityPlanStore';
import { createSet, updateSetInfo } from '../../../storage/setStore';
import type { SetWriter } from '../../../storage/setWriter';

type Choose = (recipe: GenerateRecipe) => Promise<IdentityPlan>;

/** Chooses the identities, then makes the set: a recipe that is refused leaves no set behind. */
export async function createSetOfChosen(libraryPath: string, info: SynSetInfo, choose: Choose): Promise<void> {
  const encoded = encodeIdentityPlan(await choose(info.recipe));
  await createSet(libraryPath, { ...info, identitiesSha256: encoded.sha256 });
  await writeIdentityPlan(libraryPath, info.id, encoded);
}

/**
 * Which candidates a begun set holds. One that was stopped between set.json and identities.json has no sample yet: it chooses again.
 * @returns null where identity i is candidate i. @throws Failure corrupt-data, not-found, and as `choose`
 */
export async function candidatesOfSet(
  libraryPath: string,
  { id, recipe }: SynSetInfo,
  writer: Pick<SetWriter, 'committedBatches'>,
  choose: Choose,
): Promise<readonly number[] | null> {
  try {
    return (await readIdentityPlan(libraryPath, id))?.candidates ?? null;
  } catch (thrown) {
    const isMissing = thrown instanceof Failure && thrown.code === 'not-found';
    if (!isMissing || writer.committedBatches.size > 0) throw thrown;
  }
  const encoded = encodeIdentityPlan(await choose(recipe));
  await writeIdentityPlan(libraryPath, id, encoded);
  await updateSetInfo(libraryPath, id, (before) =>
    before.kind === 'syn' ? { ...before, identitiesSha256: encoded.sha256 } : before,
  );
  return (await readIdentityPlan(libraryPath, id))?.candidates ?? null;
}
