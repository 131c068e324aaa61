import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ConsentPreview, SubjectView } from '@shared/contract/consentViews';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { fakeTerminal } from '../fakeTerminal.testing';
import { runCli } from '../runCli';

const A = 'a'.repeat(64);
const sets = { 'set.list': () => [{ id: 'ds_test01', name: 'V', kind: 'real' }], 'set.faults': () => [] };
const library = ['--library', 'x'];
const view = (subject: string, change: Partial<SubjectView> = {}): SubjectView => ({
  ...{ subject, status: 'given', purposes: ['training'], date: '2024-05-01', expiresOn: null, document: 'form' },
  ...{ biometric: null, channel: null, notice: null, evidence: null, retainUntil: null, sampleCount: 2 },
  ...{ allowedToday: ['training'], alarms: [], ...change },
});
const record = { subject: 'ann', status: 'given', purposes: ['training'], date: '2024-05-01', document: '' } as const;
const preview: ConsentPreview = {
  ...{ file: '/c.csv', sha256: A, registerLines: 4, notInSet: 0, notInFile: 1, unknownColumns: ['colour'], notes: [] },
  counts: { added: 0, unchanged: 2, changed: 0, contradicting: 1 },
  changes: [
    {
      ...{ subject: 'ann', place: '/c.csv:2', kind: 'contradicting', contradictions: ['older'] },
      before: { ...record, purposes: ['training'], date: '2024-06-01' },
      after: { ...record, purposes: ['training'] },
    },
  ],
};

describe('outis consent', () => {
  it('list: what ends soonest first, with alarms, and exit code 0', async () => {
    const terminal = fakeTerminal({
      ...sets,
      'consent.standing': () => ({
        day: '2026-11-22',
        clockFault: 'The clock is behind.',
        faults: [],
        alarms: { expired: 1 },
        hiddenSamples: 4,
      }),
      'consent.list': () => [
        view('bo'),
        view('ann', { expiresOn: '2026-01-01', alarms: ['expired'], allowedToday: [] }),
      ],
    });
    expect(await runCli(['consent', 'list', 'V', ...library], terminal)).toBe(0);
    expect(terminal.out()).toMatch(
      /^fault: The clock is behind\.\nalarm: 1 consent has ended\nsubject .*\nann .*nothing +expired\nbo .*\n4 pictures are not shown/,
    );
  });

  it('show: the record, where it was used, and what each line of the register changed', async () => {
    const terminal = fakeTerminal({
      ...sets,
      'consent.list': () => [view('ann', { notice: { version: '2', sha256: A } })],
      'consent.history': () => [
        {
          line: 9,
          at: '2026-02-03T04:05:06Z',
          who: 'kim',
          source: null,
          reason: 'typo',
          record: { ...record, status: 'refused' },
        },
        { line: 3, at: '2026-01-03T04:05:06Z', who: 'import', source: '/c.csv', reason: null, record },
      ],
      'consent.uses': () => ({
        exports: [
          { name: 'Other', directory: '/o' },
          { name: 'Mix_2_2', directory: '/e' },
        ],
        models: [],
        subjects: [{ subject: 'ann', exports: [1], models: [] }],
      }),
    });
    expect(await runCli(['consent', 'show', 'V', 'ann', ...library], terminal)).toBe(0);
    expect(terminal.out()).toContain(`notice: 2, SHA-256 ${A}`);
    expect(terminal.out()).toContain('export: Mix_2_2 (/e)');
    expect(terminal.out()).not.toContain('Other');
    expect(terminal.out()).toMatch(/2026-02-03 04:05 +kim +entered +9 +status: given → refused \(typo\)/);
    expect(terminal.out()).toMatch(/import +\/c\.csv +3 +given/);
  });

  it('import --preview: shows contradictions with their line, and changes nothing', async () => {
    const terminal = fakeTerminal({ ...sets, 'consent.preview': () => preview });
    expect(await runCli(['consent', 'import', 'V', '/c.csv', '--preview', ...library], terminal)).toBe(0);
    expect(terminal.out()).toContain('0 added, 0 changed, 1 contradicting, 2 unchanged');
    expect(terminal.out()).toContain(
      'contradicting: ann: date: 2024-06-01 → 2024-05-01. The register has a newer record',
    );
    expect(terminal.out()).toContain('(/c.csv:2)');
    expect(terminal.calls.map(([name]) => name)).not.toContain('consent.import');
  });

  it.each([
    [[], null, false],
    [['--accept-contradictions', 'wrong date'], { subjects: 'all', reason: 'wrong date' }, false],
    [['--leave-contradictions'], null, true],
  ])('import with %j takes contradictions as told', async (options, accept, leaveOthers) => {
    const imported = { added: 1, changed: 0, accepted: 0, left: 0 };
    const terminal = fakeTerminal({ ...sets, 'consent.preview': () => preview, 'consent.import': () => imported });
    expect(await runCli(['consent', 'import', 'V', '/c.csv', ...options, ...library], terminal)).toBe(0);
    expect(terminal.calls.at(-1)).toEqual([
      'consent.import',
      { setId: 'ds_test01', consentFile: '/c.csv', sha256: A, registerLines: 4, accept, leaveOthers },
    ]);
    expect(terminal.err()).toContain('the column “colour” was not read');
  });

  it('edit: sends what was named and nothing else; none takes a value away', async () => {
    const notice = join(await temporaryFolder(), 'notice.txt');
    await writeFile(notice, 'We train.');
    const terminal = fakeTerminal({
      ...sets,
      'consent.edit': () => ({ changed: 2 }),
      'consent.saveNotice': () => A,
      'consent.takeEvidence': () => ({ file: 'f.pdf', sha256: A }),
    });
    const options = [
      '--purposes',
      'training',
      'display',
      '--expires',
      'none',
      '--biometric',
      'no',
      '--evidence',
      '/f.pdf',
    ];
    const texts = ['--notice-version', '2', '--notice', notice];
    expect(await runCli(['consent', 'edit', 'V', 'ann', 'bo', ...options, ...texts, ...library], terminal)).toBe(0);
    expect(terminal.calls.at(-1)?.[1]).toEqual({
      setId: 'ds_test01',
      subjects: ['ann', 'bo'],
      edit: {
        purposes: ['training', 'display'],
        expiresOn: null,
        biometric: false,
        notice: { version: '2', sha256: A },
        evidence: { file: 'f.pdf', sha256: A },
      },
    });
  });

  it.each([
    ['nothing to change', [], /Nothing to change/],
    ['a purpose that is none', ['--purposes', 'selling'], /“selling” is no purpose/],
    ['a notice without its text', ['--notice-version', '3'], /a version and a text/],
    ['a withdrawal', ['--status', 'withdrawn'], /Expected one of: given, refused/],
  ])('edit refuses %s', async (_name, options, message) => {
    const terminal = fakeTerminal(sets);
    expect(await runCli(['consent', 'edit', 'V', 'ann', ...options, ...library], terminal)).toBe(2);
    expect(terminal.err()).toMatch(message);
  });
});
