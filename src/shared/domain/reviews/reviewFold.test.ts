import { describe, expect, it } from 'vitest';
import { SetId, sampleId } from '../ids';
import { agreementCounts, disagreementsOf } from './opinions';
import { ReviewFold } from './reviewFold';
import { ReviewLine } from './reviewLine';

const a = sampleId(0, 0);
const b = sampleId(0, 1);
const c = sampleId(1, 0);
const other = { setId: SetId.parse('ds_real01'), sampleId: sampleId(5, 1) };

let next = 0;
function line(who: string, body: object): ReviewLine {
  next++;
  return ReviewLine.parse({ revision: next, at: '2026-11-22T00:00:00.000Z', who, previous: '0'.repeat(64), ...body });
}
function folded(...lines: (readonly [string, object])[]): ReviewFold {
  next = 0;
  const fold = new ReviewFold();
  for (const [who, body] of lines) fold.add(line(who, body));
  return fold;
}
const opinion = (sample: string, decision: string, more: object = {}): object => ({
  action: 'opinion',
  sample,
  decision,
  reason: null,
  note: '',
  curationRevision: 2,
  first: null,
  ...more,
});
const decided = (decision: string, who = 'ana') => ({ first: { decision, reason: null, who, revision: 1 } });

describe('the fold of review records', () => {
  it('keeps assignments until they are taken back, and every name', () => {
    const slice = { samples: [a, b], words: 'two' };
    const assign = { action: 'assign', to: 'kim', task: 'opinion', slice, note: '' };
    const fold = folded(['ana', assign], ['ana', { ...assign, to: 'lee' }], ['ana', { action: 'unassign', target: 1 }]);
    expect([...fold.assignments.keys()]).toEqual([2]);
    expect(fold.reviewers).toEqual(['ana', 'kim', 'lee']);
    expect(() => fold.add(line('ana', { action: 'unassign', target: 1 }))).toThrow(/assignment 1/);
  });

  it('lets a reviewer’s last opinion count and forgets one that was taken back', () => {
    const fold = folded(
      ['kim', opinion(a, 'keep')],
      ['kim', opinion(a, 'exclude')],
      ['kim', opinion(b, 'keep')],
      ['kim', opinion(b, 'undecided')],
    );
    expect(fold.opinions.get(a)?.get('kim')?.decision).toBe('exclude');
    expect(fold.opinions.has(b)).toBe(false);
  });

  it('remembers the false alarm of a pair until it is opened again', () => {
    const pair = { action: 'pair', sample: a, other, verdict: 'false-alarm', cosine: 0.7 };
    const fold = folded(['kim', pair]);
    expect(fold.pairVerdicts).toMatchObject([{ who: 'kim', sample: a, other }]);
    fold.add(line('ana', { ...pair, verdict: 'open' }));
    expect(fold.pairVerdicts).toEqual([]);
  });
});

describe('opinions beside decisions', () => {
  it('sets the decision that stood beside the opinion, and counts both', () => {
    const fold = folded(
      ['kim', opinion(a, 'exclude', decided('keep'))],
      ['kim', opinion(b, 'keep', decided('keep'))],
      ['kim', opinion(c, 'exclude', decided('exclude'))],
    );
    expect(agreementCounts(fold.opinions)).toEqual([
      {
        a: 'ana',
        b: 'kim',
        table: [
          [1, 1],
          [0, 1],
        ],
      },
    ]);
    const open = disagreementsOf(fold.opinions, () => ({ decision: 'keep', revision: 1 }));
    expect(open.map(({ sample, isSettled }) => [sample, isSettled])).toEqual([[a, false]]);
    expect(open[0]?.judgements.map(({ who, decision }) => [who, decision])).toEqual([
      ['ana', 'keep'],
      ['kim', 'exclude'],
    ]);
  });

  it('is settled by a decision made after the opinions, and open again when that is undone', () => {
    const fold = folded(['kim', opinion(a, 'exclude', decided('keep'))]);
    const settled = (revision: number): boolean | undefined =>
      disagreementsOf(fold.opinions, () => ({ decision: 'keep', revision }))[0]?.isSettled;
    expect(settled(3)).toBe(true);
    expect(settled(1)).toBe(false);
  });

  it('does not count a person against themselves, nor a decision that came after the first opinion', () => {
    const own = folded(['ana', opinion(a, 'exclude', decided('keep', 'ana'))]);
    expect(agreementCounts(own.opinions)).toEqual([]);
    const later = { first: { decision: 'exclude', reason: null, who: 'ana', revision: 5 }, curationRevision: 5 };
    const fold = folded(['kim', opinion(a, 'keep')], ['lee', opinion(a, 'keep', later)]);
    expect(agreementCounts(fold.opinions)).toEqual([
      {
        a: 'kim',
        b: 'lee',
        table: [
          [1, 0],
          [0, 0],
        ],
      },
    ]);
  });
});

describe('hostile lines', () => {
  const good = { revision: 1, at: '2026-11-22T00:00:00.000Z', who: 'kim', previous: '0'.repeat(64) };
  it.each([
    ['an unknown action', { ...good, action: 'erase' }],
    ['a surplus field', { ...good, ...opinion(a, 'keep'), isAdmin: true }],
    ['a decision that there is not', { ...good, ...opinion(a, 'delete') }],
    ['a sample by path', { ...good, ...opinion('../../etc', 'keep') }],
    [
      'a name with a control character',
      { ...good, action: 'assign', to: 'k\u0007m', task: 'decide', slice: { samples: [a], words: 'x' }, note: '' },
    ],
    [
      'a slice of ten thousand million samples',
      {
        ...good,
        action: 'assign',
        to: 'kim',
        task: 'decide',
        slice: { samples: '0-999999:0-9999', words: 'x' },
        note: '',
      },
    ],
    [
      'an endless statement',
      {
        ...good,
        action: 'sign-off',
        curationRevision: 1,
        curationHash: '0'.repeat(64),
        counts: { kept: 0, excluded: 0, undecided: 0, openDisagreements: 0 },
        statement: 'x'.repeat(2001),
      },
    ],
    ['a cosine that is none', { ...good, action: 'pair', sample: a, other, verdict: 'false-alarm', cosine: 7 }],
  ])('%s is refused', (_name, value) => {
    expect(ReviewLine.safeParse(value).success).toBe(false);
  });
});
