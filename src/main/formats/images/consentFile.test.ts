import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { compareSubjects, type ConsentFile, parseConsentFile } from './consentFile';

const parse = (text: string): ConsentFile => parseConsentFile(Buffer.from(text), 'consent.csv');
function refusal(bytes: Uint8Array): Failure {
  try {
    parseConsentFile(bytes, 'consent.csv');
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown;
    throw thrown;
  }
  throw new Error('expected a failure');
}
const HEADER = 'subject,status,purposes,date,document\n';
const GIVEN = {
  subject: 's1',
  status: 'given',
  purposes: ['training', 'display'],
  date: '2024-05-01',
  document: 'form 17',
};

describe('parseConsentFile', () => {
  it.each([
    ['commas and LF', `${HEADER}s1,given,training|display,2024-05-01,form 17\n`],
    ['no last line end', `${HEADER}s1,given,training|display,2024-05-01,form 17`],
    [
      'byte-order mark and CRLF',
      `\ufeff${HEADER.replace('\n', '\r\n')}s1,given,training|display,2024-05-01,form 17\r\n`,
    ],
    ['semicolons', `${HEADER}s1,given,training|display,2024-05-01,form 17\n`.replace(/,/g, ';')],
    ['tabs', `${HEADER}s1,given,training|display,2024-05-01,form 17\n`.replace(/,/g, '\t')],
    [
      'quotes, other names, other order',
      'Signed on;Participant ID;Consent;Uses;Form\n2024-05-01;"s1";YES;"train; display";"form 17"\n',
    ],
    [
      'JSON',
      JSON.stringify([
        { subject: 's1', status: 'given', purposes: ['training', 'display'], date: '2024-05-01', document: 'form 17' },
      ]),
    ],
    ['empty lines between', `${HEADER}\n,,,,\ns1,given,training|display,2024-05-01,form 17\n\n`],
  ])('reads %s', (_name, text) => {
    expect(parse(text)).toMatchObject({ records: [GIVEN], problems: [], unknownColumns: [], notes: [] });
  });

  it('keeps a line break and doubled quotes inside a quoted cell, and counts lines across them', () => {
    const file = parse(
      `${HEADER}s1,given,training,2024-05-01,"box ""A"",\nshelf 3"\ns2,perhaps,training,2024-05-01,\n`,
    );
    expect(file.problems.map(({ place, column }) => [place, column])).toEqual([
      ['consent.csv:2', 'document'],
      ['consent.csv:4', 'status'],
    ]);
  });

  it('names line, column, what is wrong and the remedy for every bad cell', () => {
    const { problems, records } = parse(
      `${HEADER}s1,given,training|selling,31.05.2024,x\n,given,training,2024-05-01,x\ns3,given,,2024-05-01,x\n`,
    );
    expect(records).toEqual([]);
    expect(problems).toEqual([
      {
        place: 'consent.csv:2',
        column: 'purposes',
        message: 'The purpose "selling" is not known.',
        remedy: expect.stringContaining('training') as string,
      },
      {
        place: 'consent.csv:2',
        column: 'date',
        message: 'The date "31.05.2024" must be an existing day written YYYY-MM-DD.',
        remedy: expect.stringContaining('2024-05-31') as string,
      },
      {
        place: 'consent.csv:3',
        column: 'subject',
        message: 'The subject "" must not be empty.',
        remedy: expect.any(String) as string,
      },
      {
        place: 'consent.csv:4',
        column: 'purposes',
        message: 'Consent is given, but for no purpose.',
        remedy: expect.any(String) as string,
      },
    ]);
  });

  it('one bad line does not cost the others, but no line about its subject counts', () => {
    const { records, problems } = parse(
      `${HEADER}s1,given,training,2024-05-01,x\ns2,given,training,2024-05-01,x\ns2,withdrawn,,someday,x\n`,
    );
    expect(records.map((record) => record.subject)).toEqual(['s1']);
    expect(problems).toHaveLength(1);
  });

  it('the latest record of a subject counts, and its line is told; the same line twice is one', () => {
    const { records, places, notes } = parse(
      `${HEADER}a,given,training,2024-05-01,x\na,withdrawn,,2024-06-01,\nb,given,training,2024-01-01,x\nb,withdrawn,,2023-01-01,x\nc,given,all,2024-01-01,x\nc,given,all,2024-01-01,x\n`,
    );
    expect(records.map(({ subject, status }) => [subject, status, places.get(subject)])).toEqual([
      ['a', 'withdrawn', 'consent.csv:3'],
      ['b', 'given', 'consent.csv:4'],
      ['c', 'given', 'consent.csv:6'],
    ]);
    expect(notes).toEqual(['3 subjects have several records; the latest of each counts']);
  });

  it.each([
    ['given and withdrawn on one day', 'a,given,all,2024-01-01,x,,,,,\na,withdrawn,,2024-01-01,x,,,,,\n', /about “a”/],
    [
      'one version of a notice with two texts',
      `a,given,all,2024-01-01,x,,v2,${'a'.repeat(64)},,\nb,given,all,2024-01-01,x,,v2,${'b'.repeat(64)},,\n`,
      /version v2 of the notice has two hashes/,
    ],
    [
      'one evidence file with two contents',
      `a,given,all,2024-01-01,x,,,,form.pdf,${'a'.repeat(64)}\nb,given,all,2024-01-01,x,,,,form.pdf,${'b'.repeat(64)}\n`,
      /form\.pdf has two hashes/,
    ],
  ])('refuses a file that contradicts itself: %s', (_name, rows, message) => {
    const header = `${HEADER.trimEnd()},expires,notice_version,notice_sha256,evidence_file,evidence_sha256\n`;
    const failure = refusal(Buffer.from(header + rows));
    expect(failure.message).toMatch(message);
    expect(failure.message).toContain('consent.csv:2 and consent.csv:3');
    expect(failure.place).toBe('consent.csv:3');
  });

  it('reports unknown columns and consents without a document', () => {
    const file = parse('subject,status,purposes,date,document,colour\ns1,given,all,2024-05-01,,red\n');
    expect(file.unknownColumns).toEqual(['colour']);
    expect(file.notes).toEqual(['1 consents name no document']);
    expect(file.records[0]?.purposes).toEqual(['training', 'evaluation', 'export', 'display']);
  });

  it('reads an end and refuses one before the beginning', () => {
    const file = parse(
      'subject,status,purposes,date,valid until\na,given,training,2024-05-01,2025-05-01\nb,given,training,2024-05-01,2023-05-01\n',
    );
    expect(file.records).toHaveLength(1);
    expect(file.records[0]?.expiresOn).toBe('2025-05-01');
    expect(file.problems[0]?.column).toBe('expiresOn');
  });

  it('reads notice, evidence, biometric tick, channel and retention by their usual names', () => {
    const hash = 'AB'.repeat(32);
    const header = 'Person;Consent;Uses;Signed on;Form;Biometric consent;How;Notice;Notice hash;Form hash;Destroy by\n';
    const { records, problems } = parse(`${header}a;yes;all;2024-05-01;f.pdf;X;e-mail;3;${hash};${hash};2027-05-01\n`);
    expect(problems).toEqual([]);
    expect(records[0]).toMatchObject({
      biometric: true,
      channel: 'e-mail',
      notice: { version: '3', sha256: hash.toLowerCase() },
      evidence: { file: 'f.pdf', sha256: hash.toLowerCase() },
      retainUntil: '2027-05-01',
    });
  });

  it.each([
    ['a tick that is none', 'maybe,,,,,,', 'biometric', /neither yes nor no/],
    ['a channel that is long', `,${'x'.repeat(81)},,,,,`, 'channel', /channel/],
    ['a notice without a hash', ',,v1,,,,', 'noticeSha256', /no hash/],
    ['a hash without a notice', `,,,${'a'.repeat(64)},,,`, 'noticeVersion', /no version/],
    ['a hash that is none', ',,v1,abc,,,', 'noticeSha256', /hexadecimal/],
    ['evidence without a hash', ',,,,f.pdf,,', 'evidenceSha256', /no hash/],
    ['a hash without evidence', `,,,,,${'a'.repeat(64)},`, 'evidenceFile', /no file/],
    ['a text-direction mark', `,,,,a\u202egpj.exe,${'a'.repeat(64)},`, 'evidenceFile', /invisible/],
    ['a day that is none', ',,,,,,soon', 'retainUntil', /YYYY-MM-DD/],
    ['a retention before the record', ',,,,,,2020-01-01', 'retainUntil', /before/],
  ])('names line and column of %s', (_name, cells, column, message) => {
    const header =
      'subject,status,purposes,date,biometric,channel,notice_version,notice_sha256,evidence_file,evidence_sha256,retain_until\n';
    const { records, problems } = parse(`${header}a,given,all,2024-05-01,${cells}\n`);
    expect(records).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ place: 'consent.csv:2', column });
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]?.remedy).toBeTruthy();
  });

  it.each([
    ['empty', '', /empty/, 'consent.csv'],
    ['without needed columns', 'subject,document\n', /no column status, purposes, date/, 'consent.csv:1'],
    ['with two columns of one meaning', 'name,person,status,purposes,date\n', /both mean subject/, 'consent.csv:1'],
    ['with an open quote', `${HEADER}s1,given,"training,2024\n`, /not closed/, 'consent.csv:2'],
    ['with text after a quote', `${HEADER}"s1"x,given,training,2024-05-01,\n`, /follows a closing/, 'consent.csv:2'],
    ['with more cells than columns', `${HEADER}s1,given,training,2024-05-01,form,17\n`, /6 cells/, 'consent.csv:2'],
    ['that is broken JSON', '[{"subject": ', /not JSON/, 'consent.csv'],
    ['that is other JSON', '[1, 2]', /not an array of records/, 'consent.csv, record 0'],
  ])('refuses a file %s', (_name, text, message, place) => {
    const failure = refusal(Buffer.from(text));
    expect(failure.message).toMatch(message);
    expect(failure.place).toBe(place);
    expect(failure.remedy).toBeTruthy();
  });

  it('refuses text that is not UTF-8 instead of misreading names', () => {
    expect(refusal(Buffer.from(`${HEADER}Ren\xe9,given,training,2024-05-01,\n`, 'latin1')).code).toBe('invalid-input');
    expect(refusal(Buffer.from(`\ufeff${HEADER}`, 'utf16le')).message).toContain('UTF-16');
  });

  it('any text gives an answer or a Failure, and only well-formed records', () => {
    const line = fc.array(
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 12 }),
        fc.constantFrom('s1', 'given', 'training', '2024-05-01', '"', '""', '\n'),
      ),
      { maxLength: 7 },
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 8 }),
        fc.constantFrom(',', ';'),
        fc.boolean(),
        (rows, delimiter, withHeader) => {
          const body = rows.map((row) => row.join(delimiter)).join('\n');
          try {
            const file = parse((withHeader ? HEADER.replace(/,/g, delimiter) : '') + body);
            for (const record of file.records) expect(record.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
          } catch (thrown) {
            if (!(thrown instanceof Failure)) throw thrown;
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('compareSubjects', () => {
  it('lists who is missing on either side, whatever code points an accent is written in', () => {
    const { records } = parse(`${HEADER}Ren\u00e9,given,training,2024-05-01,\ngone,given,training,2024-05-01,\n`);
    expect(compareSubjects(records, ['Rene\u0301', 'new'])).toEqual({ onlyInFile: ['gone'], onlyInFolder: ['new'] });
  });
});
