import { describe, expect, it } from 'vitest';
import type { PairVerdictView } from '@shared/contract/reviewViews';
import { SetId, sampleId } from '@shared/domain/ids';
import type { ScoreInfo } from '@shared/domain/scores';
import { SUGGEST_REASONS } from '@shared/domain/suggestions';
import { isAnswered, reasonsLeft, strangersOf } from './strangers';

const [here, elsewhere] = [SetId.parse('ds_real01'), SetId.parse('ds_real02')];
const against: ScoreInfo['against'] = [here, elsewhere].map((setId) => ({
  setId,
  name: setId,
  kind: 'real',
  samples: 9,
  withoutConsent: 0,
  judgeFingerprint: '0'.repeat(16),
  samplesSha256: '0'.repeat(64),
}));

/** Row n is sample n of identity 0; its most alike real picture is sample n of identity 7 of the second set. */
const table: Parameters<typeof strangersOf>[0] = {
  rowOf: (id) => [sampleId(0, 0), sampleId(0, 1), sampleId(0, 2)].indexOf(id),
  detail: (row) =>
    Promise.resolve({
      row,
      widthPx: 112,
      heightPx: 112,
      sizeBytes: 1,
      partnerIndex: -1,
      weight: 1,
      numbers: new Map(),
      neighbours: new Map([['nearestReal', { id: sampleId(7, row), set: 1 }]]),
      duplicateGroup: null,
      file: '',
      sha256: '',
      source: '',
      original: 'none' as const,
    }),
};

const verdict = (sample: number, setId: SetId, other: number): PairVerdictView => ({
  sample: sampleId(0, sample),
  other: { setId, sampleId: sampleId(7, other) },
  who: 'Ada',
  at: '2026-01-01T00:00:00.000Z',
});

describe('pairs that were called strangers', () => {
  it('answer a suggestion only where the pair is the one behind it', async () => {
    const verdicts = [
      verdict(0, elsewhere, 0),
      verdict(1, elsewhere, 2),
      verdict(2, here, 2),
      verdict(9, elsewhere, 9),
    ];
    expect([...(await strangersOf(table, against, verdicts))]).toEqual([0]);
  });

  it('take that one reason away and leave the others', () => {
    const bit = (key: string): number => 1 << SUGGEST_REASONS.findIndex((reason) => reason.key === key);
    expect(isAnswered(bit('realPicture'), true)).toBe(true);
    expect(isAnswered(bit('realPicture'), false)).toBe(false);
    expect(isAnswered(bit('realPicture') | bit('blurred'), true)).toBe(false);
    expect(isAnswered(-1, true)).toBe(false);
    expect(reasonsLeft(bit('realPicture') | bit('blurred'), true).map(({ key }) => key)).toEqual(['blurred']);
    expect(reasonsLeft(bit('realPicture') | bit('blurred'), false)).toHaveLength(2);
  });
});
