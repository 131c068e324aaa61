import { describe, expect, it } from 'vitest';
import { SetId } from '@shared/domain/ids';
import { ExportSpec } from '@shared/domain/jobs';
import { specOf } from './exportDraft';
import type { ExportDraft } from './exportDraft';

const syn = SetId.parse('ds_aaaa1111');
const real = SetId.parse('ds_bbbb2222');
const draft: ExportDraft = {
  syn: { setId: syn, identities: null, samples: 20 },
  real: { setId: real, identities: 10, samples: 5 },
  allowFewer: false,
};

describe('specOf', () => {
  it('takes only the parts that belong to the card, and passes the schema', () => {
    const ofSyn = specOf('syn', draft);
    const ofMix = specOf('mix', draft);
    expect(ofSyn?.real).toBeNull();
    expect(ofMix?.real?.samples).toBe(5);
    expect(ExportSpec.parse(ofSyn)).toEqual(ofSyn);
    expect(ExportSpec.parse(ofMix)).toEqual(ofMix);
  });

  it('is nothing while a needed set is missing', () => {
    expect(specOf('mix', { ...draft, real: { ...draft.real, setId: null } })).toBeNull();
    expect(specOf('real', { ...draft, real: { ...draft.real, setId: null } })).toBeNull();
  });
});
