import type { ConsentPurpose } from '@shared/domain/consent';
import type { SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { readUsableSamples, type UsableOptions, type UsableSamples } from '../../../storage/usableSamples';

/** As `readUsableSamples`, of a finished set only. @throws Failure conflict while its job has not ended, and what that throws */
export async function readCompleteSamples(
  libraryPath: string,
  setId: SetId,
  purpose: ConsentPurpose,
  options: UsableOptions = {},
): Promise<UsableSamples> {
  const usable = await readUsableSamples(libraryPath, setId, purpose, options);
  if (usable.info.state === 'complete') return usable;
  throw new Failure({
    code: 'conflict',
    message: `The set ${usable.info.name} is not complete yet.`,
    remedy: 'Let its job finish, or resume it, and try again.',
  });
}
