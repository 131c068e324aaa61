import { contradictionsOf, contradictionText, differences, type Contradiction } from '@shared/domain/consents/changes';
import { editedRecord, recordFault, type ConsentEdit } from '@shared/domain/consents/edit';
import type { SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import type { ConsentBook } from './consentBook';
import { writeRecords, type RecordChange } from './registerWriter';

/** A person who corrects a record by hand may go back in time, but not undo a withdrawal or give one name two contents. */
const REFUSED: readonly Contradiction[] = ['withdrawn', 'notice', 'evidence'];

const REMEDY: Readonly<Partial<Record<Contradiction, string>>> = {
  withdrawn: 'If the person has consented again, enter the day on which they did.',
  notice: 'Give the changed notice a version of its own.',
  evidence: 'Give the other file another name.',
};

/**
 * Makes the same change to some subjects' records and writes what differs.
 * @returns how many records changed
 * @throws Failure invalid-input naming the subject; conflict when it contradicts the register. Nothing is written then.
 */
export async function editConsents(
  libraryPath: string,
  book: ConsentBook,
  input: { readonly setId: SetId; readonly subjects: readonly string[]; readonly edit: ConsentEdit },
  who: string,
): Promise<number> {
  const { setId, edit } = input;
  await book.mustBeSound();
  const history = (await book.register()).history(setId);
  const day = (await book.moment()).at.slice(0, 10);
  const changes: RecordChange[] = [];
  for (const subject of new Set(input.subjects)) {
    const before = history.subjects.get(subject)?.inForce ?? null;
    const after = editedRecord(subject, before, edit, day);
    const fault = recordFault(after);
    if (fault !== null)
      throw new Failure({ code: 'invalid-input', message: `${fault} Nothing was changed.`, place: subject });
    const against = contradictionsOf(after, history).find((what) => REFUSED.includes(what));
    if (against !== undefined) {
      const text = contradictionText(against, { before, after });
      throw new Failure({
        code: 'conflict',
        message: `${text} Nothing was changed.`,
        place: subject,
        remedy: REMEDY[against] ?? '',
      });
    }
    if (before === null || differences(before, after).length > 0) changes.push({ before, after });
  }
  if (changes.length > 0)
    await writeRecords(libraryPath, { setId, who, action: 'consent.edit', file: null }, changes, null);
  return changes.length;
}
