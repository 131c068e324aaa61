import type { PairLine } from '@shared/domain/reviews/reviewLine';
import type { SetId } from '@shared/domain/ids';
import { sha256Hex } from '../../platform/hash';
import { readReviewRecords } from '../reviewRecords';

/** Pairs of a set that somebody has looked at and called a false alarm, the ones in force. */
export interface PairVerdicts {
  readonly lines: readonly PairLine[];
  /** Changes with every verdict that is given or taken back. */
  readonly sha256: string;
}

/** @throws Failure corrupt-data where the review records cannot be relied on; io */
export async function readPairVerdicts(libraryPath: string, setId: SetId): Promise<PairVerdicts> {
  const verdicts = (await readReviewRecords(libraryPath, setId)).pairVerdicts;
  const said = verdicts.map(({ sample, other, verdict, who }) => [sample, other.setId, other.sampleId, verdict, who]);
  return { lines: verdicts, sha256: sha256Hex(JSON.stringify(said.sort())) };
}
