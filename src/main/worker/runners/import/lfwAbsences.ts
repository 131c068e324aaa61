import { toFailureDetail } from '@shared/lib/failure';
import { lfwName, readPeople } from '../../../formats/lfw/lfwReader';
import { finalIssue, type ImportIssueLine } from '../../../storage/importLog';

const MAX_LISTED = 10_000;

/**
 * Pictures that LFW's people.txt promises and that the walk did not meet: without them the protocol is no longer LFW's, and trainers would pass
 * over them in silence. Empty where there is no such list; a list that cannot be read is an issue of its own and stops nothing.
 * @param subjects paths of the pictures that were met, by name of their folder
 */
export async function lfwAbsences(
  folder: string,
  subjects: ReadonlyMap<string, readonly string[]>,
): Promise<readonly ImportIssueLine[]> {
  const issues: ImportIssueLine[] = [];
  try {
    for (const { name, imageCount } of (await readPeople(folder)) ?? []) {
      const there = new Set((subjects.get(name.normalize('NFC')) ?? []).map(withoutEnding));
      for (let number = 1; number <= imageCount && issues.length < MAX_LISTED; number++) {
        const path = `${name}/${lfwName(name, number)}`;
        if (!there.has(path))
          issues.push(finalIssue(path, 'listed-only', 'people.txt lists this picture, and it is not there.', name));
      }
    }
  } catch (thrown) {
    const { message, place } = toFailureDetail(thrown);
    issues.push(finalIssue('people.txt', 'unreadable-list', `${message} (${place ?? folder})`));
  }
  return issues;
}

const withoutEnding = (path: string): string => path.normalize('NFC').replace(/\.[^./]+$/, '');
