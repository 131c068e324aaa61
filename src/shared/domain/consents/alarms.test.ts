import { describe, expect, it } from 'vitest';
import type { ConsentRecord } from '../consent';
import { alarmTexts, alarmsOf, countAlarms, suggestedRetention } from './alarms';

const given: ConsentRecord = {
  subject: 'a',
  status: 'given',
  purposes: ['training'],
  date: '2024-05-01',
  document: '',
};
const TODAY = '2026-11-22';

describe('alarmsOf', () => {
  it.each([
    ['nothing agreed', {}, []],
    ['an end far away', { expiresOn: '2026-12-23' }, []],
    ['an end in 30 days', { expiresOn: '2026-12-22' }, ['expires-soon']],
    ['the last day is today', { expiresOn: TODAY }, ['expires-soon']],
    ['it ended yesterday', { expiresOn: '2026-11-21' }, ['expired']],
    ['called expired', { status: 'expired' }, ['expired']],
    ['kept until far away', { retainUntil: '2026-12-23' }, []],
    ['kept for 30 days more', { retainUntil: '2026-12-22' }, ['retention-ends-soon']],
    ['the last day of keeping is today', { retainUntil: TODAY }, ['retention-ends-soon']],
    ['kept too long', { retainUntil: '2026-11-21' }, ['retention-ended']],
    ['withdrawn', { status: 'withdrawn', expiresOn: '2020-01-01' }, ['kept-against-will']],
    [
      'refused and kept too long',
      { status: 'refused', retainUntil: '2020-01-01' },
      ['kept-against-will', 'retention-ended'],
    ],
    ['unknown', { status: 'unknown', expiresOn: '2020-01-01' }, []],
  ] as const)('%s', (_name, change, alarms) => {
    expect(alarmsOf({ ...given, ...change }, TODAY, 3)).toEqual(alarms);
    expect(alarmsOf({ ...given, ...change }, TODAY, 0)).toEqual([]);
  });
});

it('counts subjects by alarm and words them, the most urgent first', () => {
  const counts = countAlarms([['expired'], ['retention-ended', 'expired'], []]);
  expect(counts).toEqual({ expired: 2, 'retention-ended': 1 });
  expect(alarmTexts(counts)).toEqual([
    '1 subject’s pictures should have been destroyed by now',
    '2 consents have ended',
  ]);
});

it.each([
  ['2024-05-01', undefined, '2027-05-01'],
  ['2024-02-29', undefined, '2027-02-28'],
  ['2024-05-01', '2025-01-01', '2025-01-01'],
  ['2024-05-01', '2030-01-01', '2027-05-01'],
])('suggests to keep pictures of a consent of %s that ends on %s until %s', (date, expiresOn, day) => {
  expect(suggestedRetention({ date, expiresOn })).toBe(day);
});
