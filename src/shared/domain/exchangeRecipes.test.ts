import { describe, expect, it } from 'vitest';
import { EXCHANGE_NAMES, EXCHANGE_RECIPES, exchangeFor, FORMAT_WORDS, PLAIN_EXCHANGE } from './exchangeRecipes';
import { EXPORT_FORMATS } from './exportFormat';
import { ExportSpec } from './jobs';

describe('recipes of exchange', () => {
  it.each(EXCHANGE_NAMES)('for %s make a spec that passes, under its own name', (name) => {
    const spec = { kind: 'export', syn: { setId: 'ds_aaaa1111', samples: 2 }, ...exchangeFor(name, null) };
    expect(ExportSpec.parse(spec)).toMatchObject(exchangeFor(name, null));
    expect(EXCHANGE_RECIPES[name].name).toBe(name);
  });

  it('are what the spec has by itself where nobody is named, and a format goes before the recipient’s', () => {
    const plain = ExportSpec.parse({ kind: 'export', syn: { setId: 'ds_aaaa1111', samples: 2 } });
    expect(plain).toMatchObject(PLAIN_EXCHANGE);
    expect(exchangeFor(null, null)).toEqual(PLAIN_EXCHANGE);
    expect(exchangeFor('insightface', 'im2rec')).toEqual({ format: 'im2rec', naming: 'auto', verificationBin: true });
  });

  it('give SynFace the one thing that its loader reads', () => {
    expect(exchangeFor('synface', null)).toMatchObject({ format: 'folder', naming: 'synface' });
  });

  it('have words for every format', () => {
    expect(EXPORT_FORMATS.filter((format) => FORMAT_WORDS[format].readBy === '')).toEqual([]);
  });
});
