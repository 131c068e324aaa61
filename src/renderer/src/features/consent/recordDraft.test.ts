import { describe, expect, it } from 'vitest';
import type { SubjectView } from '@shared/contract/consentViews';
import { draftFault, draftOf, editOf, EMPTY_DRAFT } from './recordDraft';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const VIEW: SubjectView = {
  ...{ subject: 'Ann', status: 'given', purposes: ['training'], date: '2024-05-01', expiresOn: '2030-01-01' },
  ...{ document: 'form', biometric: true, channel: 'paper', notice: { version: '1', sha256: A }, evidence: null },
  ...{ retainUntil: null, sampleCount: 1, allowedToday: [], alarms: [] },
};
const begun = draftOf(VIEW);

describe('editOf', () => {
  it('sends nothing of what stayed', () => {
    expect(editOf(begun, begun, null)).toEqual({});
    expect(editOf(EMPTY_DRAFT, EMPTY_DRAFT, null)).toEqual({});
  });

  it('sends each change, and null for what was emptied', () => {
    const draft = { ...begun, status: 'refused', purposes: [], expiresOn: '', biometric: '', channel: ' ' } as const;
    expect(editOf(begun, draft, null)).toEqual({
      ...{ status: 'refused', purposes: [], expiresOn: null, biometric: null, channel: null },
    });
    const evidence = { file: 'f.pdf', sha256: B };
    expect(editOf(begun, { ...begun, evidence, retainUntil: '2027-01-01' }, null)).toEqual({
      ...{ evidence, retainUntil: '2027-01-01' },
    });
  });

  it('sends a pasted notice under its hash, another version of the same text, or none', () => {
    const pasted = { ...begun, noticeVersion: '2', noticeText: 'text' };
    expect(editOf(begun, pasted, B)).toEqual({ notice: { version: '2', sha256: B } });
    expect(editOf(begun, { ...begun, noticeVersion: '1a' }, null)).toEqual({ notice: { version: '1a', sha256: A } });
    expect(editOf(begun, { ...begun, noticeVersion: '' }, null)).toEqual({ notice: null });
  });

  it('never makes a withdrawal', () => {
    expect(editOf(begun, { ...begun, status: 'withdrawn' }, null)).toEqual({});
  });
});

it('wants a version for a text and a text for a version', () => {
  expect(draftFault(begun)).toBeNull();
  expect(draftFault(EMPTY_DRAFT)).toBeNull();
  expect(draftFault({ ...EMPTY_DRAFT, noticeText: 'text' })).toMatch(/which version/);
  expect(draftFault({ ...EMPTY_DRAFT, noticeVersion: '3' })).toMatch(/Paste the text/);
});
