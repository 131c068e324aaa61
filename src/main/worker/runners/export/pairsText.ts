import type { LaidOutFile } from '@shared/domain/exportLayout';
import type { FoldPair, PairSide } from '@shared/domain/foldPairs';
import type { SampleRow } from '@shared/domain/sample';
import { formatLfwPairs } from '../../../formats/images/writePairs';
import type { DraftPairs } from '../../../storage/exportDraft';

type File = LaidOutFile<SampleRow>;

/**
 * pairs.txt. Where every file is named as in LFW it has LFW's own form: a head line `folds TAB pairs`, then per fold the genuine
 * pairs `name n1 n2` and the impostor pairs `name1 n1 name2 n2`, separated by tabs (SynFace's reader splits on tabs only).
 * Soft-label names cannot be written so; then the same lines in the same order name two files below images/ and whether they
 * are the same identity: `path TAB path TAB 1|0`.
 */
export function pairsText(pairs: DraftPairs, isLfwNamed: boolean): string {
  const fileOf = (side: PairSide): File => {
    const file = pairs.identities[side.identity]?.[side.sample];
    if (file === undefined) throw new RangeError('a pair names a file that does not go out');
    return file;
  };
  const sides = ({ a, b }: FoldPair): [File, File] => [fileOf(a), fileOf(b)];
  if (!isLfwNamed) return pathPairs(pairs, sides);
  return formatLfwPairs(
    pairs.folds.map(({ genuine, impostor }) => ({
      genuine: genuine
        .map(sides)
        .map(([a, b]) => ({ subject: a.folder, first: a.position + 1, second: b.position + 1 })),
      impostor: impostor.map(sides).map(([a, b]) => ({
        firstSubject: a.folder,
        first: a.position + 1,
        secondSubject: b.folder,
        second: b.position + 1,
      })),
    })),
  );
}

function pathPairs(pairs: DraftPairs, sides: (pair: FoldPair) => [File, File]): string {
  const below = ({ path }: File): string => path.slice(path.indexOf('/') + 1);
  const lines = [`${pairs.folds.length}\t${pairs.perFold}`];
  for (const { genuine, impostor } of pairs.folds) {
    for (const [a, b] of genuine.map(sides)) lines.push(`${below(a)}\t${below(b)}\t1`);
    for (const [a, b] of impostor.map(sides)) lines.push(`${below(a)}\t${below(b)}\t0`);
  }
  return `${lines.join('\n')}\n`;
}
