import { describe, expect, it } from 'vitest';
import { JobId, SetId } from './ids';
import type { AffectedThing } from './withdrawal';
import { erasedName, isErasedName, keyOfThing, reissueBy, WithdrawalId, WithdrawalScope } from './withdrawal';

describe('what a withdrawal is about', () => {
  it('asks for the new version thirty days later, over the ends of months and leap years', () => {
    expect(reissueBy('2026-11-22T23:59:59.000Z')).toBe('2026-12-22');
    expect(reissueBy('2028-02-01T00:00:00.000Z')).toBe('2028-03-02');
  });

  it('gives different things different keys, whatever they are called', () => {
    const runId = JobId.parse('job_ab12');
    const things: AffectedThing[] = [
      { type: 'export', directory: '/a', name: 'x', manifestSha256: 'a'.repeat(64), images: 1 },
      { type: 'export', directory: '/b', name: 'x', manifestSha256: 'a'.repeat(64), images: 1 },
      { type: 'model', runId, name: 'x', images: 1 },
      { type: 'report', runId, name: 'x' },
      { type: 'set', setId: SetId.parse('ds_ab12'), name: 'x' },
    ];
    expect(new Set(things.map(keyOfThing)).size).toBe(things.length);
  });

  it('knows its own placeholders and takes nobody for one', () => {
    const id = WithdrawalId.parse('wd_0123456789ab');
    expect(isErasedName(erasedName(id))).toBe(true);
    for (const name of ['anna', 'withdrawn', 'withdrawn-wd_0123456789ab-2', 'withdrawn-wd_x'])
      expect(isErasedName(name)).toBe(false);
  });

  it('refuses a scope of no purpose', () => {
    expect(WithdrawalScope.safeParse({ type: 'purposes', purposes: [] }).success).toBe(false);
  });
});
