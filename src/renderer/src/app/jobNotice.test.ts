import { describe, expect, it } from 'vitest';
import { JobRecord } from '@shared/domain/jobState';
import { noticeOf } from './jobNotice';

const ended = (state: unknown): JobRecord =>
  JobRecord.parse({
    schema: 1,
    id: 'job_aaaa1111',
    title: 'Prove an export',
    spec: { kind: 'prove', exportDir: '/lib/exports/Syn_2_2' },
    state,
    createdAt: '2026-01-01T00:00:00Z',
    startedAt: null,
    endedAt: null,
  });
const succeeded = (outcome: object): JobRecord => ended({ status: 'succeeded', outcome: { summary: 's', ...outcome } });

describe('noticeOf', () => {
  it('says good news in green, and briefly', () => {
    expect(noticeOf(succeeded({}))).toEqual({
      color: 'var(--o-keep)',
      title: 'Prove an export',
      message: 's',
      autoClose: 6000,
    });
  });

  it.each([
    ['bad', 'var(--o-exclude)'],
    ['unclear', 'var(--o-real)'],
  ])('takes the tone of a finding that is %s, and stays', (finding, color) => {
    expect(noticeOf(succeeded({ finding }))).toMatchObject({ color, autoClose: false });
  });

  it('names a failure with its remedy, and leaves a job alone that was stopped', () => {
    const error = { code: 'io', message: 'The disk is full.', remedy: 'Free some space.' };
    expect(noticeOf(ended({ status: 'failed', error, resumable: true }))).toMatchObject({
      color: 'var(--o-exclude)',
      title: 'Prove an export failed',
      message: 'The disk is full. Free some space.',
    });
    expect(noticeOf(ended({ status: 'cancelled', resumable: true }))).toBeNull();
  });
});
