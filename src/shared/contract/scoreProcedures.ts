import { z } from 'zod';
import { SetId } from '../domain/ids';
import { JudgeInfo, ScoreStatus } from '../domain/scores';
import { procedure } from './define';

/** Key of a judge; the usual one where left out. */
const JudgeKey = JudgeInfo.shape.key.optional();

export const scoreProcedures = {
  /** One entry per scorer, in the order of SCORERS. The scores themselves travel by `scoresTableUrl`. */
  'score.status': procedure(z.strictObject({ setId: SetId, judge: JudgeKey }), z.array(ScoreStatus)),
  /** Judges that come with the program, then others that have scored a set of this library. */
  'judge.list': procedure(z.void(), z.array(JudgeInfo)),
} as const;
