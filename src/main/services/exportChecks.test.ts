import { describe, expect, it } from 'vitest';
import { JobId, SetId } from '@shared/domain/ids';
import type { ExportDraft } from '../storage/exportDraft';
import { exportChecks, type CheckedSet } from './exportChecks';

const id = SetId.parse('ds_aaaa1111');
const runId = JobId.parse('job_aaaa1111');
const draft = { freeBytes: 5e9, sizeBytes: 2e6 } as ExportDraft;
const people: CheckedSet['summary'] = {
  id,
  name: 'Volunteers',
  review: { kept: 8, excluded: 1, undecided: 0 },
  consent: { full: 3, partial: 0, none: 0 },
  consentAlarms: {},
  counts: { identities: 3, samples: 9, sizeBytes: 1 },
};
const inOrder: CheckedSet = {
  summary: { ...people, name: 'Nobodies', consent: null },
  signOff: { state: 'valid', who: 'Kim', at: '2026-11-22T00:00:00.000Z', revision: 3 },
  privacy: { state: 'fresh', runId, createdAt: '2026-11-22T00:00:00.000Z' },
};
const key = { registered: [], own: null, fault: null };

describe('the checks of an export', () => {
  it('are all in order for a set that was looked through, signed, reported on and agreed to', () => {
    const checks = exportChecks(draft, [inOrder], { unmarkedReason: null, key });
    expect(checks.map(({ what, state }) => [what, state])).toEqual(
      ['review', 'sign-off', 'privacy', 'marks', 'key', 'space'].map((what) => [what, 'ok']),
    );
    expect(checks.find(({ what }) => what === 'privacy')?.runId).toBe(runId);
  });

  it('ask a set of real people for consents and not for a privacy report', () => {
    const checks = exportChecks(draft, [{ ...inOrder, summary: people }], { unmarkedReason: null, key });
    expect(checks.map(({ what }) => what)).toEqual(['review', 'sign-off', 'consent', 'marks', 'key', 'space']);
  });

  it('name what is missing, each with the set that it is about', () => {
    const loose: CheckedSet = {
      summary: {
        ...inOrder.summary,
        review: { kept: 0, excluded: 0, undecided: 1200 },
      },
      signOff: { state: 'none' },
      privacy: { state: 'stale', runId, createdAt: '2026-11-22T00:00:00.000Z', reason: 'One decision was made since.' },
    };
    const lost = { ...key, fault: { message: 'The key is gone.', remedy: 'Make a new one.' } };
    const notes = exportChecks(
      draft,
      [loose, { ...inOrder, summary: { ...people, consentAlarms: { 'expires-soon': 2 } } }],
      { unmarkedReason: 'their loader', key: lost },
    ).filter(({ state }) => state === 'note');
    expect(notes.map(({ text }) => text)).toEqual([
      '“Nobodies”: 1,200 samples were not looked at',
      '“Nobodies” was not signed off',
      '“Nobodies”: the privacy report is out of date. One decision was made since.',
      '“Volunteers”: of its subjects 2 have a consent that ends soon',
      'No image is marked: their loader',
      'The key cannot sign: The key is gone. Make a new one.',
    ]);
    expect(notes.slice(0, 4).every(({ setId }) => setId === id)).toBe(true);
  });
});
