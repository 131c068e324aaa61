import type { LaidOutFile } from '@shared/domain/exportLayout';
import type { SampleRow } from '@shared/domain/sample';
import { formatPeople, type Person } from '../../../formats/lfw/peopleFile';
import type { DraftPairs } from '../../../storage/exportDraft';

type File = LaidOutFile<SampleRow>;

/**
 * people.txt of an export whose files are named as in LFW: its sets are the folds of pairs.txt, one set where there are none. An identity in no
 * pair goes into the smallest set, so that everybody stands in one set exactly, as in LFW.
 */
export function peopleText(files: readonly File[], pairs: DraftPairs | null): string {
  const counts = new Map<string, number>();
  for (const { folder } of files) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  const sets: Person[][] = Array.from({ length: Math.max(1, pairs?.folds.length ?? 1) }, () => []);
  const foldOf = foldsByFolder(pairs);
  const add = (folder: string, set: Person[] | undefined): void => {
    set?.push({ name: folder, imageCount: counts.get(folder) ?? 0 });
  };
  const folders = [...counts.keys()];
  for (const folder of folders) {
    const fold = foldOf.get(folder);
    if (fold !== undefined) add(folder, sets[fold]);
  }
  for (const folder of folders) if (!foldOf.has(folder)) add(folder, [...sets].sort((a, b) => a.length - b.length)[0]);
  return formatPeople(sets);
}

function foldsByFolder(pairs: DraftPairs | null): ReadonlyMap<string, number> {
  const foldOf = new Map<string, number>();
  for (const [fold, { genuine, impostor }] of (pairs?.folds ?? []).entries()) {
    for (const { a, b } of [...genuine, ...impostor]) {
      for (const { identity } of [a, b]) {
        const folder = pairs?.identities[identity]?.[0]?.folder;
        if (folder !== undefined) foldOf.set(folder, fold);
      }
    }
  }
  return foldOf;
}
