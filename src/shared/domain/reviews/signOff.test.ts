import { describe, expect, it } from 'vitest';
import { signOffState, signOffWords } from './signOff';
import type { CurationNow } from './signOff';
import type { SignOffLine } from './reviewLine';

const hash = 'a'.repeat(64);
const signed: SignOffLine = {
  revision: 9,
  at: '2026-11-22T00:00:00.000Z',
  who: 'Kim',
  previous: '0'.repeat(64),
  action: 'sign-off',
  curationRevision: 41,
  curationHash: hash,
  counts: { kept: 90, excluded: 10, undecided: 0, openDisagreements: 0 },
  statement: 'Looked at.',
};
const now = (change: Partial<CurationNow> = {}): CurationNow => ({
  revision: 41,
  changesAfter: () => 0,
  hashOf: (revision) => (revision === 41 ? hash : null),
  samples: 100,
  ...change,
});

describe('a sign-off', () => {
  it('holds while nothing has changed', () => {
    const state = signOffState(signed, now());
    expect(state.state).toBe('valid');
    expect(signOffWords(state)).toBe('Signed off by Kim at revision 41');
  });

  it('is not there where nobody signed', () => {
    expect(signOffState(undefined, now())).toEqual({ state: 'none' });
    expect(signOffWords({ state: 'none' })).toBe('');
  });

  it.each([
    ['a later decision', now({ revision: 42, changesAfter: () => 1 }), 'One decision was made or taken back since.'],
    ['several', now({ revision: 44, changesAfter: () => 3 }), '3 decisions were made or taken back since.'],
    ['another journal of the same length', now({ hashOf: () => 'b'.repeat(64) }), /not the ones that were signed/],
    ['a journal that was cut', now({ revision: 7, hashOf: () => null }), /not the ones that were signed/],
    ['more samples', now({ samples: 120 }), /had 100 samples then and has 120 now/],
  ])('is void after %s', (_name, changed, why) => {
    const state = signOffState(signed, changed);
    expect(state).toMatchObject({ state: 'void', who: 'Kim', revision: 41 });
    expect(state.state === 'void' ? state.why : '').toMatch(why);
    expect(signOffWords(state)).toBe('Changed since Kim signed it off at revision 41');
  });

  it('is not touched by lines that decide nothing', () => {
    expect(signOffState(signed, now({ revision: 50 })).state).toBe('valid');
  });
});
