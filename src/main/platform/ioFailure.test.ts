import { describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { ioFailure } from './ioFailure';

const system = (code: string): Error => Object.assign(new Error(`${code}: it went wrong`), { code });

describe('ioFailure', () => {
  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['ENOENT', 'not-found'],
    ['ENOTDIR', 'not-found'],
    ['EACCES', 'io'],
    ['EIO', 'io'],
  ])('calls %s %s and names the file', (code, expected) => {
    const failure = ioFailure(system(code), 'write the file', '/a/b');
    expect(failure.toDetail()).toMatchObject({ code: expected, place: '/a/b' });
    expect(failure.message).toMatch(/^Could not write the file/);
    if (code !== 'EIO') expect(failure.remedy).toBeTruthy();
  });

  it('lets a Failure pass as it is', () => {
    const failure = new Failure({ code: 'no-consent', message: 'no' });
    expect(ioFailure(failure, 'x', 'y')).toBe(failure);
  });
});
