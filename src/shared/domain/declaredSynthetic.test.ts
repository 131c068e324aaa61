import { describe, expect, it } from 'vitest';
import { declarationOf, declaredSyntheticOf, declaredText, isOfRealPeople } from './declaredSynthetic';
import { digitalSourceTypeOf } from './digitalSourceType';
import { ImportSpec } from './jobs';

const declaredSynthetic = { by: 'kim', source: 'DCFace, CVPR 2023', how: 'generated' } as const;
const spec = { kind: 'import', name: 'DCFace', folder: '/d' } as const;

describe('a declaration', () => {
  it('is neither people nor, without the word, synthetic', () => {
    expect(isOfRealPeople({ kind: 'real', declaredSynthetic })).toBe(false);
    expect(isOfRealPeople({ kind: 'real', source: { declaredSynthetic } })).toBe(false);
    expect(isOfRealPeople({ kind: 'real', declaredSynthetic: null })).toBe(true);
    expect(isOfRealPeople({ kind: 'real', source: {} })).toBe(true);
    expect(isOfRealPeople({ kind: 'syn' })).toBe(false);
    expect(declaredSyntheticOf({ kind: 'syn' })).toBeNull();
    expect(declarationOf({ kind: 'real', source: {} })).toEqual({});
    expect(declaredText(declaredSynthetic)).toBe('declared synthetic by kim (DCFace, CVPR 2023), not proven');
  });

  it('decides the mark of the images', () => {
    expect(digitalSourceTypeOf('real', null)).toBe('digitalCapture');
    expect(digitalSourceTypeOf('real', null, declaredSynthetic)).toBe('trainedAlgorithmicMedia');
    expect(digitalSourceTypeOf('real', null, { ...declaredSynthetic, how: 'rendered' })).toBe('algorithmicMedia');
  });

  it('does not go with a consent file, and is needed by no import of before', () => {
    expect(ImportSpec.parse(spec).declaredSynthetic).toBeNull();
    expect(ImportSpec.parse({ ...spec, declaredSynthetic }).declaredSynthetic).toEqual(declaredSynthetic);
    const both = ImportSpec.safeParse({ ...spec, declaredSynthetic, consentFile: '/c.csv' });
    expect(both.error?.issues[0]?.message).toContain('not both');
    for (const change of [{ by: '' }, { source: 'no' }, { how: 'drawn' }])
      expect(ImportSpec.safeParse({ ...spec, declaredSynthetic: { ...declaredSynthetic, ...change } }).success).toBe(
        false,
      );
  });
});
