import { ReviewFold } from '@shared/domain/reviews/reviewFold';
import { type PairLine, ReviewLine } from '@shared/domain/reviews/reviewLine';
import type { SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { sha256Hex } from '../../platform/hash';
import { readChain } from '../jsonlFile';
import { reviewsFile } from '../libraryPaths';

/** Pairs of a set that somebody has looked at and called a false alarm, the ones in force. */
export interface PairVerdicts {
  readonly lines: readonly PairLine[];
  /** Changes with every verdict that is given or taken back. */
  readonly sha256: string;
}

/** Reads without opening the journal for writing, as a job does. @throws Failure corrupt-data where it cannot be relied on; io */
export async function readPairVerdicts(libraryPath: string, setId: SetId): Promise<PairVerdicts> {
  const path = reviewsFile(libraryPath, setId);
  const { lines, fault } = await readChain(path, ReviewLine);
  if (fault !== null)
    throw new Failure({
      code: 'corrupt-data',
      message: `The review records of the set cannot be relied on: ${fault.message}.`,
      place: `${path}, line ${fault.line}`,
      remedy: 'Restore reviews.jsonl from a backup.',
    });
  const fold = new ReviewFold();
  for (const line of lines) fold.add(line);
  const verdicts = fold.pairVerdicts;
  const said = verdicts.map(({ sample, other, verdict, who }) => [sample, other.setId, other.sampleId, verdict, who]);
  return { lines: verdicts, sha256: sha256Hex(JSON.stringify(said.sort())) };
}
