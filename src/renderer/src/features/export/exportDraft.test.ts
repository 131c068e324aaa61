import { describe, expect, it } from 'vitest';
import { EXCHANGE_RECIPES, exchangeOf, PLAIN_EXCHANGE } from '@shared/domain/exchangeRecipes';
import { SetId } from '@shared/domain/ids';
import { ExportSpec } from '@shared/domain/jobs';
import { draftFault, specOf } from './exportDraft';
import type { ExportDraft } from './exportDraft';

const syn = SetId.parse('ds_aaaa1111');
const real = SetId.parse('ds_bbbb2222');
const all = { revision: null, list: null };
const draft: ExportDraft = {
  syn: { setId: syn, identities: null, samples: 20, ...all },
  real: { setId: real, identities: 10, samples: 5, ...all },
  allowFewer: false,
  name: '',
  exchange: PLAIN_EXCHANGE,
  unmarkedReason: null,
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

  it('carries what the recipient needs', () => {
    const exchange = exchangeOf(EXCHANGE_RECIPES.insightface);
    expect(specOf('syn', { ...draft, exchange })).toMatchObject({ format: 'recordio', verificationBin: true });
  });

  it('leaves marks out only with a reason', () => {
    expect(draftFault({ ...draft, unmarkedReason: ' a ' })).toMatch(/why/);
    expect(specOf('syn', { ...draft, unmarkedReason: '' })?.unmarkedReason).toBeNull();
    expect(specOf('syn', { ...draft, unmarkedReason: ' their loader refuses it ' })?.unmarkedReason).toBe(
      'their loader refuses it',
    );
  });
});
