import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleId } from '@shared/domain/ids';
import type { BlindAnswer } from '@shared/domain/reviews/blindTest';
import { temporaryFolder } from '../platform/temporaryFolder.testing';
import { addSet, consentRecord, giveConsent } from '../storage/library.testing';
import { createBlindService } from './blindService';
import { createConsentService } from './consentService';
import { createCurationService } from './curationService';
import { createReviewService } from './reviewService';
import { createTableCache } from './tableCache';

const treatment = {
  widthPx: 112,
  heightPx: 112,
  grey: true,
  lightMatched: true,
  textureMatched: true,
  backgroundHidden: true,
  jpegQuality: 0.85,
};

async function start() {
  const library = await temporaryFolder();
  const names = ['Anna Smith', 'Bo', 'Cy'];
  const real = await addSet(library, { kind: 'real', name: 'Volunteers', names, identities: 3, samples: 5 });
  const syn = await addSet(library, { name: 'Syn_10_2', identities: 10, samples: 2 });
  const withoutDisplay = consentRecord('Bo', { purposes: ['training', 'export'] });
  await giveConsent(library, real, [consentRecord('Anna Smith'), withoutDisplay]);
  const tables = createTableCache(library);
  const curation = createCurationService(library, tables, null);
  const reviews = createReviewService(library, tables, null);
  const consent = createConsentService(library, tables, () => Promise.reject(new Error('not read here')));
  const blind = createBlindService(library, { tables, curation, consent, reviews });
  return { library, real, syn, curation, reviews, blind };
}

describe('a blind test', () => {
  it('shows only people who may be shown, and nothing that is excluded', async () => {
    const { real, syn, curation, blind } = await start();
    const samples = [sampleId(0, 0), sampleId(0, 1)];
    await curation.decide({ setId: real, samples, decision: 'exclude', reason: null, note: '', who: 'x' });
    const plan = await blind.plan({ target: real, other: syn, seed: 5, pairs: 20 });
    expect(plan.pairs.map(({ target }) => target).sort()).toEqual([2, 3, 4].map((sample) => sampleId(0, sample)));
    expect(await blind.plan({ target: real, other: syn, seed: 5, pairs: 20 })).toEqual(plan);
    await curation.close();
  });

  it('keeps what was answered, by reviewer and pooled, and hands it out without a face or a name of who is shown', async () => {
    const { library, real, syn, curation, reviews, blind } = await start();
    for (const [who, seed, answers] of [
      ['<b>Kim</b>', 1, ['right answer', 'right answer', 'right answer', 'unsure']],
      ['Lee', 2, ['wrong', 'right answer', 'right answer', 'right answer']],
    ] as const) {
      const { pairs } = await blind.plan({ target: real, other: syn, seed, pairs: 4 });
      const trials = pairs.map((pair, at) => {
        const wanted = answers[at];
        const opposite = pair.targetSide === 'left' ? 'right' : 'left';
        const answer: BlindAnswer = wanted === 'unsure' ? 'unsure' : wanted === 'wrong' ? opposite : pair.targetSide;
        return { ...pair, answer };
      });
      await blind.save({ target: real, other: syn, seed, treatment, trials, who });
    }
    const [group] = (await reviews.get(syn)).blindTests;
    expect(group).toBeDefined();
    expect(group.pooled).toMatchObject({ pairs: 8, unsure: 1, answered: 7, recognised: 6 });
    expect(group.perReviewer.map(({ who, result }) => [who, result.recognised, result.answered])).toEqual([
      ['<b>Kim</b>', 3, 3],
      ['Lee', 3, 4],
    ]);
    const folder = join(library, 'out');
    const page = await readFile(await blind.export(syn, real, folder), 'utf8');
    const json = await readFile(join(folder, 'blind-test.json'), 'utf8');
    expect(JSON.parse(json)).toMatchObject({
      outis: 'blind-test',
      question: 'Which one is real?',
      pooled: { recognised: 6 },
    });
    for (const text of [page, json]) expect(text).not.toMatch(/<img|data:image|i00000\ds|Anna Smith/);
    expect(page).toContain('Which one is real?');
    expect(page).toContain('&lt;b&gt;Kim');
    expect(page).not.toContain('<b>');
    await curation.close();
    await reviews.close();
  });

  it('refuses sides that the seed does not give, unknown samples, one set on both sides, and sets with nobody to show', async () => {
    const { real, syn, curation, reviews, blind } = await start();
    const { pairs } = await blind.plan({ target: real, other: syn, seed: 1, pairs: 4 });
    const trials = pairs.map((pair) => ({ ...pair, answer: 'left' as const }));
    const saved = { target: real, other: syn, seed: 1, treatment, trials, who: 'Kim' };
    const turned = trials.map((trial) => ({ ...trial, targetSide: 'left' as const }));
    await expect(blind.save({ ...saved, trials: turned })).rejects.toMatchObject({ code: 'invalid-input' });
    const strange = trials.map((trial) => ({ ...trial, other: sampleId(77, 0) }));
    await expect(blind.save({ ...saved, trials: strange })).rejects.toMatchObject({ code: 'not-found' });
    await expect(blind.plan({ target: syn, other: syn, seed: 1, pairs: 4 })).rejects.toThrow(/two different sets/);
    await curation.decide({ setId: real, samples: '0:0-4', decision: 'exclude', reason: null, note: '', who: 'x' });
    await expect(blind.plan({ target: real, other: syn, seed: 1, pairs: 4 })).rejects.toMatchObject({
      message: '“Volunteers” has no sample that may be shown.',
    });
    expect((await reviews.get(syn)).blindTests).toEqual([]);
    await curation.close();
    await reviews.close();
  });
});
