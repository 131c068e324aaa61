import { describe, expect, it } from 'vitest';
import { findingOf } from './findingOf';

describe('findingOf', () => {
  it('is bad for what is refuted or too alike, unclear for what cannot be compared, and silent else', () => {
    expect(findingOf({ kind: 'prove', verdict: 'refuted' })).toEqual({ finding: 'bad' });
    expect(findingOf({ kind: 'prove', verdict: 'not-comparable' })).toEqual({ finding: 'unclear' });
    expect(findingOf({ kind: 'prove', verdict: 'proven' })).toEqual({});
    expect(findingOf({ kind: 'twin', strangers: { verdict: 'too-alike' } })).toEqual({ finding: 'bad' });
    expect(findingOf({ kind: 'twin', strangers: { verdict: 'strangers' } })).toEqual({});
  });
});
