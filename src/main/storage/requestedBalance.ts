import { type RequestedBalance, requestedBalance } from '@shared/domain/balance';
import type { SetInfo } from '@shared/domain/setInfo';
import { Failure } from '@shared/lib/failure';
import { readIdentityPlan } from './identityPlanStore';

/**
 * What was requested of a set's identities. Null for real sets, for sets made before it was kept, and where identities.json cannot be
 * used: a set is looked at all the same, and making, exporting and proving say what is wrong with the file.
 * @param chosen identity indexes to count; all when absent. @throws Failure io
 */
export async function readRequestedBalance(
  libraryPath: string,
  info: SetInfo,
  chosen?: readonly number[],
): Promise<RequestedBalance | null> {
  if (info.kind !== 'syn') return null;
  try {
    const plan = await readIdentityPlan(libraryPath, info.id);
    return plan === null ? null : requestedBalance(info.recipe.options, plan.requested, chosen);
  } catch (thrown) {
    if (thrown instanceof Failure && (thrown.code === 'not-found' || thrown.code === 'corrupt-data')) return null;
    throw thrown;
  }
}
