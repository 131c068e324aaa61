import { describe, expect, it } from 'vitest';
import { SetId, sampleId } from '@shared/domain/ids';
import type { BlindPlan } from '@shared/contract/reviewViews';
import { answered, beginRun, isOver, meaningOfKey, takenBack, trialsOf } from './blindRun';

const set = (id: string, kind: 'syn' | 'real') => ({ setId: SetId.parse(id), name: id, kind });
const plan: BlindPlan = {
  target: set('ds_real01', 'real'),
  other: set('ds_synt01', 'syn'),
  seed: 1,
  pairs: [0, 1, 2].map((i) => ({
    target: sampleId(i, 0),
    other: sampleId(i, 1),
    targetSide: i === 1 ? 'left' : 'right',
  })),
};

describe('a blind run', () => {
  it('shows the pairs of the plan in their order, whatever is answered', () => {
    for (const answer of ['left', 'right', 'unsure'] as const) {
      let run = beginRun(plan);
      while (!isOver(run)) run = answered(run, answer);
      expect(trialsOf(run).map(({ answer: _given, ...pair }) => pair)).toEqual(plan.pairs);
    }
  });

  it('goes back one step, and no further than the start', () => {
    let run = answered(answered(beginRun(plan), 'left'), 'right');
    run = takenBack(run);
    expect(run.answers).toEqual(['left']);
    expect(takenBack(takenBack(run)).answers).toEqual([]);
  });

  it('takes no more answers than there are pairs', () => {
    let run = beginRun(plan);
    for (let i = 0; i < 9; i++) run = answered(run, 'left');
    expect(run.answers).toHaveLength(3);
  });

  it('knows its keys', () => {
    expect(['ArrowLeft', 'ArrowRight', 'ArrowDown', 'Backspace', 'q'].map(meaningOfKey)).toEqual([
      'left',
      'right',
      'unsure',
      'back',
      null,
    ]);
  });
});
