import type { BlindPlan } from '@shared/contract/reviewViews';
import type { BlindAnswer, BlindTrial } from '@shared/domain/reviews/blindTest';

/** Answers so far, in the order of the plan; which are right is not worked out before the end. */
export interface BlindRun {
  readonly plan: BlindPlan;
  readonly answers: readonly BlindAnswer[];
}

export const beginRun = (plan: BlindPlan): BlindRun => ({ plan, answers: [] });

export const isOver = ({ plan, answers }: BlindRun): boolean => answers.length >= plan.pairs.length;

/** The next pair's answer; further ones after the last change nothing. */
export const answered = (run: BlindRun, answer: BlindAnswer): BlindRun =>
  isOver(run) ? run : { ...run, answers: [...run.answers, answer] };

/** One step back, for a slip of the finger. */
export const takenBack = (run: BlindRun): BlindRun => ({ ...run, answers: run.answers.slice(0, -1) });

export const trialsOf = ({ plan, answers }: BlindRun): BlindTrial[] =>
  plan.pairs.flatMap((pair, at) => {
    const answer = answers[at];
    return answer === undefined ? [] : [{ ...pair, answer }];
  });

/** What a key means while pairs are shown, or null. */
export function meaningOfKey(key: string): BlindAnswer | 'back' | null {
  switch (key) {
    case 'ArrowLeft':
    case '1':
      return 'left';
    case 'ArrowRight':
    case '2':
      return 'right';
    case 'ArrowDown':
    case '0':
    case ' ':
      return 'unsure';
    case 'Backspace':
      return 'back';
    default:
      return null;
  }
}
