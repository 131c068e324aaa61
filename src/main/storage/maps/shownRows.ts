import { isConsentValid, type ConsentPurpose } from '@shared/domain/consent';
import type { SetId } from '@shared/domain/ids';
import { readRegister } from '../consentRegister';
import type { SampleColumns } from '../samples/sampleColumns';

/** A point shows a face and says what a judge thinks of it. */
const PURPOSES: readonly ConsentPurpose[] = ['display', 'evaluation'];

/**
 * Which rows of a set may be on a map: of a synthetic set all, of a real one those whose subject allows display and evaluation.
 * @param at ISO instant. @returns 1 or 0 per row. @throws Failure io
 */
export async function shownRows(
  libraryPath: string,
  set: { readonly id: SetId; readonly kind: 'syn' | 'real' },
  columns: SampleColumns,
  at: string,
): Promise<Uint8Array> {
  if (set.kind === 'syn') return new Uint8Array(columns.count).fill(1);
  const records = (await readRegister(libraryPath)).latest(set.id);
  const isAllowed = columns.identityName.names.map((name) => {
    const record = records.get(name.trim().normalize('NFC'));
    return record !== undefined && PURPOSES.every((purpose) => isConsentValid(record, purpose, at));
  });
  return Uint8Array.from(columns.identityName.codes, (code) => Number(isAllowed[code] ?? false));
}
