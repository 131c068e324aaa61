import type { LaidOutFile } from '@shared/domain/exportLayout';
import type { FoldPair, PairSide } from '@shared/domain/foldPairs';
import type { SampleRow } from '@shared/domain/sample';
import type { DraftPairs } from '../../../storage/exportDraft';

type File = LaidOutFile<SampleRow>;

/**
 * pairs.txt. Where every file is named as in LFW it is LFW's own form: a head line `folds TAB pairs`, then per fold the genuine
 * pairs `name n1 n2` and the impostor pairs `name1 n1 name2 n2`, separated by tabs (SynFace's reader splits on tabs only).
 * Soft-label names cannot be written so; then each line names two files and whether they are the same identity:
 * `path TAB path TAB 1|0`, in the same order, folds one after another.
 * Paths and names are below images/.
 */
export function pairsText(pairs: DraftPairs, isLfwNamed: boolean): string {
  const fileOf = (side: PairSide): File => {
    const file = pairs.identities[side.identity]?.[side.sample];
    if (file === undefined) throw new RangeError('a pair names a file that does not go out');
    return file;
  };
  const below = (file: File): string => file.path.slice(file.path.indexOf('/') + 1);
  const number = (file: File): string => String(file.position + 1);
  const lfwLine = ({ a, b }: FoldPair): string => {
    const [first, second] = [fileOf(a), fileOf(b)];
    return first.folder === second.folder
      ? `${first.folder}\t${number(first)}\t${number(second)}`
      : `${first.folder}\t${number(first)}\t${second.folder}\t${number(second)}`;
  };
  const plainLine = ({ a, b }: FoldPair): string => {
    const [first, second] = [fileOf(a), fileOf(b)];
    return `${below(first)}\t${below(second)}\t${first.label === second.label ? '1' : '0'}`;
  };
  const head = isLfwNamed ? [`${pairs.folds.length}\t${pairs.perFold}`] : [];
  const lines = pairs.folds.flatMap(({ genuine, impostor }) =>
    [...genuine, ...impostor].map(isLfwNamed ? lfwLine : plainLine),
  );
  return `${[...head, ...lines].join('\n')}\n`;
}
