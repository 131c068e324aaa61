import { join } from 'node:path';
import { requestedBalance } from '@shared/domain/balance';
import type { DatasetInfo } from '@shared/domain/exportManifest';
import { writeFileDurable } from '../../../platform/atomicWrite';
import type { DraftPart } from '../../../storage/exportParts';
import { encodeIdentityPlan, IDENTITIES_FILE, readIdentityPlan } from '../../../storage/identityPlanStore';

/**
 * Puts the set's choice of people beside the images, so that the export can be rendered again without the library and without the
 * judge. @returns what dataset.json says of it, with the requested balance of those who go out; nothing where identity i is candidate i
 * @throws Failure corrupt-data, not-found, io
 */
export async function copyIdentityPlan(
  libraryPath: string,
  part: DraftPart,
  exportDir: string,
): Promise<Pick<DatasetInfo, 'identities' | 'requestedBalance'>> {
  const plan = await readIdentityPlan(libraryPath, part.request.setId);
  const { info } = part.source;
  if (plan === null || info.kind !== 'syn') return {};
  const { text, sha256 } = encodeIdentityPlan(plan);
  await writeFileDurable(join(exportDir, IDENTITIES_FILE), text);
  const chosen = part.selection.identities.map(({ identityIndex }) => identityIndex);
  return {
    identities: { file: IDENTITIES_FILE, sha256 },
    requestedBalance: requestedBalance(info.recipe.options, plan.requested, chosen),
  };
}
