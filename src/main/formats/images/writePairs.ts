/** The numbers are those of the images in the subject's folder, from 1: `Name/Name_0001.jpg`. */
export interface GenuinePairLine {
  readonly subject: string;
  readonly first: number;
  readonly second: number;
}

export interface ImpostorPairLine {
  readonly firstSubject: string;
  readonly first: number;
  readonly secondSubject: string;
  readonly second: number;
}

export interface PairsFold {
  readonly genuine: readonly GenuinePairLine[];
  readonly impostor: readonly ImpostorPairLine[];
}

const field = (subject: string): string => {
  if (subject === '' || /[\t\n\r/\\]/.test(subject))
    throw new RangeError(`${JSON.stringify(subject)} cannot stand in a pairs file`);
  return subject;
};

const ordinal = (number: number): number => {
  if (!Number.isSafeInteger(number) || number < 1) throw new RangeError(`images are numbered from 1, got ${number}`);
  return number;
};

/**
 * Writes LFW's `pairs.txt`: a header `folds pairs`, then per fold its genuine and its impostor pairs, tab-separated, LF.
 * @throws RangeError when the folds do not all hold the same number of either kind, which the format cannot say.
 */
export function formatLfwPairs(folds: readonly PairsFold[]): string {
  const perFold = folds[0]?.genuine.length ?? 0;
  if (perFold === 0) throw new RangeError('a pairs file needs at least one fold with one pair of each kind');
  const lines = [`${folds.length}\t${perFold}`];
  for (const { genuine, impostor } of folds) {
    if (genuine.length !== perFold || impostor.length !== perFold) {
      throw new RangeError(
        `each fold must hold ${perFold} pairs of each kind, one holds ${genuine.length} and ${impostor.length}`,
      );
    }
    for (const { subject, first, second } of genuine)
      lines.push(`${field(subject)}\t${ordinal(first)}\t${ordinal(second)}`);
    for (const pair of impostor) {
      lines.push(
        `${field(pair.firstSubject)}\t${ordinal(pair.first)}\t${field(pair.secondSubject)}\t${ordinal(pair.second)}`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}
