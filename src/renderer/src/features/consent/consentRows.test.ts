import { expect, it } from 'vitest';
import type { SubjectView } from '@shared/contract/consentViews';
import { filteredSubjects, NO_FILTER } from './consentRows';

const view = (subject: string, change: Partial<SubjectView> = {}): SubjectView => ({
  ...{ subject, status: 'given', purposes: [], date: null, expiresOn: null, document: null, biometric: null },
  ...{ channel: null, notice: null, evidence: null, retainUntil: null, sampleCount: 1, allowedToday: [], alarms: [] },
  ...change,
});
const names = (filter: Partial<typeof NO_FILTER>, subjects: readonly SubjectView[]): string[] =>
  filteredSubjects(subjects, { ...NO_FILTER, ...filter }).map(({ subject }) => subject);

const PEOPLE = [
  view('s10'),
  view('s2'),
  view('Ren\u00e9', { expiresOn: '2030-01-01', status: 'refused' }),
  view('Zo', { retainUntil: '2029-01-01', alarms: ['expired'] }),
];

it('puts what ends soonest first, whichever of the two ends, then names as people count', () => {
  expect(names({}, PEOPLE)).toEqual(['Zo', 'Ren\u00e9', 's2', 's10']);
});

it('leaves whom the filter means, however an accent was typed', () => {
  expect(names({ text: ' RENE\u0301' }, PEOPLE)).toEqual(['Ren\u00e9']);
  expect(names({ status: 'refused' }, PEOPLE)).toEqual(['Ren\u00e9']);
  expect(names({ alarm: 'expired' }, PEOPLE)).toEqual(['Zo']);
  expect(names({ text: 'nobody' }, PEOPLE)).toEqual([]);
});
