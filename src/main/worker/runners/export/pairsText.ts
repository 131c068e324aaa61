import type { LaidOutFile } from '@shared/domain/exportLayout';
import type { FoldPair, PairSide } from '@shared/domain/foldPairs';
import type { SampleRow } from '@shared/domain/sample';
import { formatLfwPairs } from '../../../formats/images/writePairs';
import type { DraftPairs } from '../../../storage/exportDraft';

type File = LaidOutFile<SampleRow>;

function fileOf(pairs: DraftPairs, side: PairSide): File {
  const file = pairs.identities[side.identity]?.[side.sample];
  if (file === undefined) throw new RangeError('a pair names a file that does not go out');
  return file;
}

const sidesOf =
  (pairs: DraftPairs) =>
  ({ a, b }: FoldPair): [File, File] => [fileOf(pairs, a), fileOf(pairs, b)];

/** The pairs in the order of LFW: fold by fold, those of the same identity first. */
export function* pairFiles(pairs: DraftPairs): Generator<{ readonly files: [File, File]; readonly isSame: boolean }> {
  const sides = sidesOf(pairs);
  for (const { genuine, impostor } of pairs.folds) {
    for (const pair of genuine) yield { files: sides(pair), isSame: true };
    for (const pair of impostor) yield { files: sides(pair), isSame: false };
  }
}

/**
 * pairs.txt. Where every file is named as in LFW it has LFW's own form: a head line `folds TAB pairs`, then per fold the genuine
 * pairs `name n1 n2` and the impostor pairs `name1 n1 name2 n2`, separated by tabs (SynFace's reader splits on tabs only).
 * Soft-label names cannot be written so; then the same lines in the same order name two files below images/ and whether they
 * are the same identity: `path TAB path TAB 1|0`.
 */
export function pairsText(pairs: DraftPairs, isLfwNamed: boolean): string {
  if (!isLfwNamed) return pathPairs(pairs);
  const sides = sidesOf(pairs);
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

function pathPairs(pairs: DraftPairs): string {
  const below = ({ path }: File): string => path.slice(path.indexOf('/') + 1);
  const lines = [`${pairs.folds.length}\t${pairs.perFold}`];
  for (const { files, isSame } of pairFiles(pairs))
    lines.push(`${below(files[0])}\t${below(files[1])}\t${isSame ? 1 : 0}`);
  return `${lines.join('\n')}\n`;
}
