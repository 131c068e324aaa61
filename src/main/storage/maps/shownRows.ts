import type { ConsentPurpose } from '@shared/domain/consent';
import type { SetId } from '@shared/domain/ids';
import { readConsents } from '../consentsInForce';
import type { SampleColumns } from '../samples/sampleColumns';

/** A point shows a face and says what a judge thinks of it. */
const PURPOSES: readonly ConsentPurpose[] = ['display', 'evaluation'];

/**
 * Which rows of a set may be on a map: of a synthetic set all, of a real one those whose subject allows display and evaluation.
 * @param at what the clock says, as ISO instant. @returns 1 or 0 per row. @throws Failure io
 */
export async function shownRows(
  libraryPath: string,
  set: { readonly id: SetId; readonly kind: 'syn' | 'real' },
  columns: SampleColumns,
  at: string,
): Promise<Uint8Array> {
  if (set.kind === 'syn') return new Uint8Array(columns.count).fill(1);
  const consents = await readConsents(libraryPath, set.id, at);
  const isAllowed = columns.identityName.names.map((name) =>
    PURPOSES.every((purpose) => consents.allows(name, purpose)),
  );
  return Uint8Array.from(columns.identityName.codes, (code) => Number(isAllowed[code] ?? false));
}
