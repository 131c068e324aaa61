import { join } from 'node:path';
import type { DatasetInfo } from '@shared/domain/exportManifest';
import { writeFileDurable } from '../../../platform/atomicWrite';
import type { DraftPart } from '../../../storage/exportDraft';
import { encodeIdentityPlan, IDENTITIES_FILE, readIdentityPlan } from '../../../storage/identityPlanStore';

/**
 * Puts the set's choice of people beside the images, so that the export can be rendered again without the library and without the
 * judge. @returns what dataset.json says of it; undefined where identity i is candidate i. @throws Failure corrupt-data, not-found, io
 */
export async function copyIdentityPlan(
  libraryPath: string,
  part: DraftPart,
  exportDir: string,
): Promise<DatasetInfo['identities']> {
  const plan = await readIdentityPlan(libraryPath, part.request.setId);
  if (plan === null) return undefined;
  const { text, sha256 } = encodeIdentityPlan(plan);
  await writeFileDurable(join(exportDir, IDENTITIES_FILE), text);
  return { file: IDENTITIES_FILE, sha256 };
}
