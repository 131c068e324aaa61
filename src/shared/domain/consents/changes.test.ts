import { describe, expect, it } from 'vitest';
import type { ConsentRecord } from '../consent';
import { changeOf, contradictionText, mayBeAccepted } from './changes';
import { foldRegister } from './history';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const record = (change: Partial<ConsentRecord> = {}): ConsentRecord => ({
  subject: 'Ann',
  status: 'given',
  purposes: ['training', 'display'],
  date: '2024-05-01',
  document: 'form 1',
  ...change,
});
const withdrawn = record({ status: 'withdrawn', purposes: [], date: '2024-09-01', document: 'letter' });

describe('a record of a file beside the register', () => {
  it.each([
    ['is new', [], record(), 'added', []],
    ['says the same', [record()], record(), 'unchanged', []],
    ['is newer', [record()], record({ date: '2025-01-01', purposes: ['training'] }), 'changed', []],
    ['of the same day allows less', [record()], record({ purposes: ['display'] }), 'changed', []],
    ['of the same day says more about the form', [record()], record({ channel: 'e-mail' }), 'changed', []],
    ['is a withdrawal', [record()], withdrawn, 'changed', []],
    ['is a withdrawal of an older day', [record()], { ...withdrawn, date: '2024-01-01' }, 'contradicting', ['older']],
    ['is older and differs', [record()], record({ date: '2024-01-01' }), 'contradicting', ['older']],
    [
      'of the same day allows more',
      [record()],
      record({ purposes: ['training', 'display', 'export'] }),
      'contradicting',
      ['same-day'],
    ],
    [
      'of the same day lasts longer',
      [record({ expiresOn: '2025-01-01' })],
      record({ expiresOn: '2026-01-01' }),
      'contradicting',
      ['same-day'],
    ],
    [
      'turns a refused tick',
      [record({ biometric: false })],
      record({ biometric: true }),
      'contradicting',
      ['same-day'],
    ],
    [
      'has another text under the same version',
      [record({ notice: { version: '1', sha256: A } })],
      record({ subject: 'Bo', notice: { version: '1', sha256: B } }),
      'contradicting',
      ['notice'],
    ],
    [
      'has another content under the same name',
      [record({ evidence: { file: 'f', sha256: A } })],
      record({ date: '2025-01-01', evidence: { file: 'f', sha256: B } }),
      'contradicting',
      ['evidence'],
    ],
    ['gives before a withdrawal', [record(), withdrawn], record(), 'contradicting', ['withdrawn', 'older']],
    [
      'gives on the day of a withdrawal',
      [record(), withdrawn],
      record({ date: '2024-09-01' }),
      'contradicting',
      ['withdrawn', 'same-day'],
    ],
    ['gives after a withdrawal', [record(), withdrawn], record({ date: '2024-09-02' }), 'changed', []],
  ] as const)('%s', (_name, lines, next, kind, contradictions) => {
    const change = changeOf(next, foldRegister(lines));
    expect(change.kind).toBe(kind);
    expect(change.contradictions).toEqual(contradictions);
    for (const one of change.contradictions) expect(contradictionText(one, change)).toMatch(/\.$/);
  });

  it('a purpose that was taken back comes back with a newer consent only, and no confirmation helps', () => {
    const narrowed = record({ date: '2024-09-01', purposes: ['display'] });
    const register = foldRegister([record(), narrowed]);
    const older = changeOf(record({ date: '2024-08-01' }), register);
    expect(older.contradictions).toEqual(['withdrawn', 'older']);
    expect(mayBeAccepted(older)).toBe(false);
    expect(changeOf(record({ date: '2024-09-02' }), register).kind).toBe('changed');
    const again = foldRegister([record(), narrowed, record({ date: '2024-10-01' })]);
    expect(mayBeAccepted(changeOf(record({ date: '2024-09-15' }), again))).toBe(true);
  });

  it('a withdrawal outlasts whatever is written after it under an older day', () => {
    const register = foldRegister([record(), withdrawn, record({ status: 'unknown', date: '2024-01-01' })]);
    expect(mayBeAccepted(changeOf(record({ date: '2024-06-01' }), register))).toBe(false);
  });

  it('what a file leaves open about the same consent stays, and of another consent the promises stay', () => {
    const full = record({
      channel: 'paper',
      notice: { version: '1', sha256: A },
      retainUntil: '2027-01-01',
      biometric: false,
    });
    const register = foldRegister([full]);
    expect(changeOf(record({ document: '' }), register)).toMatchObject({ kind: 'unchanged', after: full });
    const { after } = changeOf(record({ date: '2025-01-01' }), register);
    expect(after).toEqual(record({ date: '2025-01-01', retainUntil: '2027-01-01', biometric: false }));
  });
});
