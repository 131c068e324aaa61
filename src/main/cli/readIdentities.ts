import type { SampleId, SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { readSampleRows } from '../storage/sampleTable';

/** All samples of the named identities. @throws Failure not-found naming the first identity that the set does not have */
export async function readIdentities(
  libraryPath: string,
  setId: SetId,
  names: readonly string[],
): Promise<readonly SampleId[]> {
  const rows = await readSampleRows(libraryPath, setId);
  const wanted = new Set(names);
  const found = rows.filter(({ identityName }) => wanted.has(identityName));
  const missing = names.find((name) => !found.some(({ identityName }) => identityName === name));
  if (missing === undefined) return found.map(({ id }) => id);
  throw new Failure({
    code: 'not-found',
    message: `The set has no identity “${missing}”.`,
    place: '--identities',
    remedy: `Its identities run from “${rows[0]?.identityName ?? '(none)'}” to “${rows.at(-1)?.identityName ?? '(none)'}”.`,
  });
}
