import { describe, expect, it } from 'vitest';
import { type ConsentRecord, consentRecordSchema, isConsentValid, isIsoDay, subjectSchema } from './consent';

const given: ConsentRecord = {
  subject: 's1',
  status: 'given',
  purposes: ['training', 'display'],
  date: '2024-05-01',
  document: 'form-17.pdf',
};
const AFTER = '2025-01-01T10:00:00.000Z';

describe('isConsentValid', () => {
  it('allows exactly the purposes that were named', () => {
    expect(isConsentValid(given, 'training', AFTER)).toBe(true);
    expect(isConsentValid(given, 'display', AFTER)).toBe(true);
    expect(isConsentValid(given, 'export', AFTER)).toBe(false);
    expect(isConsentValid(given, 'evaluation', AFTER)).toBe(false);
  });

  it.each(['withdrawn', 'refused', 'expired', 'unknown'] as const)('allows nothing under status %s', (status) => {
    expect(isConsentValid({ ...given, status }, 'training', AFTER)).toBe(false);
  });

  it('does not honour a withdrawal only from its own day on: the day before is refused as well', () => {
    expect(isConsentValid({ ...given, status: 'withdrawn', date: '2030-01-01' }, 'training', AFTER)).toBe(false);
  });

  it('begins on its day and ends after its last day', () => {
    const limited: ConsentRecord = { ...given, expiresOn: '2024-12-31' };
    expect(isConsentValid(limited, 'training', '2024-04-30')).toBe(false);
    expect(isConsentValid(limited, 'training', '2024-05-01')).toBe(true);
    expect(isConsentValid(limited, 'training', '2024-12-31T23:59:59Z')).toBe(true);
    expect(isConsentValid(limited, 'training', '2025-01-01')).toBe(false);
  });

  it('refuses to guess about a moment that is none', () => {
    expect(() => isConsentValid(given, 'training', 'yesterday')).toThrow(RangeError);
  });
});

describe('consentRecordSchema', () => {
  it('keeps a well-formed record', () => {
    expect(consentRecordSchema.parse(given)).toEqual(given);
  });

  it.each([
    ['an unknown key', { ...given, colour: 'red' }],
    ['an unknown purpose', { ...given, purposes: ['marketing'] }],
    ['a day that does not exist', { ...given, date: '2023-02-29' }],
    ['an empty subject', { ...given, subject: '  ' }],
    ['a control character in the subject', { ...given, subject: 'a\u0000b' }],
    ['a text-direction mark in the document', { ...given, document: 'a\u202egpj' }],
  ])('refuses %s', (_name, value) => {
    expect(consentRecordSchema.safeParse(value).success).toBe(false);
  });

  it('brings names to NFC so that two ways of writing é are one subject', () => {
    expect(subjectSchema.parse('Rene\u0301')).toBe('Ren\u00e9');
  });
});

describe('isIsoDay', () => {
  it.each(['2024-02-29', '1999-12-31'])('accepts %s', (day) => expect(isIsoDay(day)).toBe(true));
  it.each(['2024-2-9', '2024-13-01', '2024-04-31', '29.02.2024', '2024-02-29T00:00', ''])('refuses %s', (day) =>
    expect(isIsoDay(day)).toBe(false),
  );
});
