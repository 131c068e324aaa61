import type { JudgeInfo, Scorer } from '@shared/domain/scores';
import { sha256Hex } from '../../platform/hash';

/** Raised whenever the same picture would get another number; every score made before then counts as stale. */
export const SCORER_VERSIONS: Readonly<Record<Scorer, number>> = { image: 1, face: 2, judge: 1, relations: 2 };

/** Weights of the nets behind `face`; the engine refuses to score with others. */
export const FACE_WEIGHTS = {
  ssd: '2835640602d53718aa6ae9a42896327eaa21beefed056c218d32ca7d79e1e2f8',
  landmarks: '4611ef65c87d836d03d684b30eec4d195d8b219fa1dd58fc58945831c6b9299b',
} as const;

export const isJudged = (scorer: Scorer): boolean => scorer === 'judge' || scorer === 'relations';

/**
 * 16 hexadecimal digits that change with everything that decides a score but the pictures themselves.
 * @param judge of `judge` and `relations`
 */
export function scorerFingerprint(scorer: Scorer, judge: JudgeInfo | null): string {
  const weights =
    scorer === 'face'
      ? Object.values(FACE_WEIGHTS)
      : isJudged(scorer)
        ? [SCORER_VERSIONS.judge, judge?.key, judge?.weightsSha256, judge?.embeddingSize]
        : [];
  return sha256Hex(JSON.stringify([scorer, SCORER_VERSIONS[scorer], ...weights])).slice(0, 16);
}
