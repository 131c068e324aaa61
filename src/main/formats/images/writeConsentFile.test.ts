import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONSENT_PURPOSES, CONSENT_STATUSES, type ConsentRecord, consentRecordSchema } from '@shared/domain/consent';
import { parseConsentFile } from './consentFile';
import { CONSENT_FILE_FORMATS, writeConsentFile } from './writeConsentFile';

const HASH = '0123456789abcdef'.repeat(4);
const FULL: ConsentRecord = {
  subject: 'Ren\u00e9, "the first"',
  status: 'given',
  purposes: ['training', 'display'],
  date: '2024-05-01',
  document: 'box; 3',
  expiresOn: '2029-05-01',
  biometric: false,
  channel: 'paper form',
  notice: { version: '2.1', sha256: HASH },
  evidence: { file: 'scan 17.pdf', sha256: HASH.replace('0', 'f') },
  retainUntil: '2030-05-01',
};

describe('writeConsentFile', () => {
  it('writes the columns that docs/consent.md names', () => {
    expect(writeConsentFile([FULL], 'csv')).toBe(
      'subject,status,purposes,date,document,expires,biometric,channel,notice_version,notice_sha256,evidence_file,evidence_sha256,retain_until\n' +
        `"Ren\u00e9, ""the first""",given,training|display,2024-05-01,"box; 3",2029-05-01,no,paper form,2.1,${HASH},scan 17.pdf,f${HASH.slice(1)},2030-05-01\n`,
    );
  });

  // Cells are trimmed when they are read, so a value with spaces around it is no value that a file can hold.
  const text = (max: number): fc.Arbitrary<string> =>
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: max }).filter((value) => value.trim() === value);
  const day = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2020-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const hash = fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdef')), minLength: 64, maxLength: 64 });
  const record = fc
    .record(
      {
        subject: text(20).map((name) => name.normalize('NFC')),
        status: fc.constantFrom(...CONSENT_STATUSES),
        purposes: fc.subarray([...CONSENT_PURPOSES], { minLength: 1 }),
        date: day,
        document: fc.oneof(fc.constant(''), text(20)),
        expiresOn: fc.constant('2021-12-31'),
        biometric: fc.boolean(),
        channel: text(20),
        notice: fc.record({ version: text(10), sha256: hash }),
        evidence: fc.record({ file: text(10), sha256: hash }),
        retainUntil: fc.constant('2022-12-31'),
      },
      { requiredKeys: ['subject', 'status', 'purposes', 'date', 'document'] },
    )
    .filter((value) => consentRecordSchema.safeParse(value).success);

  it.each(CONSENT_FILE_FORMATS)('what it writes as %s is read back the same', (format) => {
    fc.assert(
      fc.property(record, (one) => {
        const file = parseConsentFile(Buffer.from(writeConsentFile([one], format)), 'x');
        expect(file.problems).toEqual([]);
        expect(file.unknownColumns).toEqual([]);
        expect(file.records).toEqual([one]);
      }),
      { numRuns: 100 },
    );
    const file = parseConsentFile(Buffer.from(writeConsentFile([FULL], format)), 'x');
    expect(file.records).toEqual([FULL]);
  });
});
