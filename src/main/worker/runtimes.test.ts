import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GenerateRecipe, type GenerateRecipeInput } from '@shared/domain/generateRecipe';
import { PRESETS } from '@shared/domain/presets';
import { sampleIdentity, sampleShot } from '@shared/graphics/factors';
import { DEFAULT_GRAPHICS_OPTIONS } from '@shared/graphics/recipeOptions';
import { buildIdentity, createRenderScratch, renderSample } from '@shared/graphics/render';
import { loadHeadModel } from '../engine/generators/graphics/loadHeadModel';
import { codecsDir, headModelDir } from '../platform/generatorFingerprint';
import { buildWorker, type BuiltWorker } from './buildWorker.testing';
import { openPixelPool } from './pixelPool';

/**
 * The bytes that every machine and every runtime must give. This test compares threads and this machine's Node with the list;
 * e2e/journeys/proof.spec.ts compares Electron's worker process and the window's Web Worker with it.
 * After a wanted change of drawing: npx vitest run src/main/worker/runtimes.test.ts -u
 */
const GOLDEN = join(import.meta.dirname, 'runtimes.golden.json');
const resources = join(import.meta.dirname, '..', '..', '..', 'resources');

/** `drawn`: identity i is candidate i, so that pools need no list of candidates. */
const SIZE = { identities: 3, samples: 2, balance: 'drawn' } as const;
const RECIPES: readonly GenerateRecipeInput[] = [
  { ...SIZE, seed: 71, options: PRESETS.studio },
  {
    ...SIZE,
    seed: 72,
    options: { ...PRESETS.snapshots, hatProbability: 0.5, makeUpStrength: 1, glassesProbability: 1 },
    identityMixup: { probability: 1, weights: 'continuous' },
  },
  {
    ...SIZE,
    seed: 73,
    crop: '256x256',
    options: { ...PRESETS.surveillance, occlusionProbability: 1 },
    identityMixup: { probability: 0.5 },
  },
  { ...SIZE, seed: 74, crop: '96x112', jpegQuality: 80 },
];

let built: BuiltWorker;
beforeAll(async () => {
  built = await buildWorker();
});
afterAll(() => built.remove());

async function hashesOf(recipe: GenerateRecipe, threadCount: number): Promise<string[]> {
  const pool = openPixelPool({
    threadScript: built.pixelThreadScript,
    threadCount,
    setup: { recipe, candidates: null, headModelDir: headModelDir(resources), codecsDir: codecsDir(resources) },
  });
  const sampleIndexes = Array.from({ length: recipe.samples }, (_, index) => index);
  try {
    const identities = await Promise.all(
      Array.from({ length: recipe.identities }, (_, identityIndex) => pool.render({ identityIndex, sampleIndexes })),
    );
    return identities.flat().map(({ sha256 }) => sha256);
  } finally {
    await pool.close();
  }
}

/** What the window's own preview of a new set shows: pixels before encoding. */
async function windowHashes(): Promise<string[]> {
  const { model } = await loadHeadModel(headModelDir(resources));
  const scratch = createRenderScratch();
  return [0, 1, 2].map((identityIndex) => {
    const identity = sampleIdentity(model, 0, identityIndex, DEFAULT_GRAPHICS_OPTIONS);
    const shot = sampleShot(model, 0, identityIndex, 0, DEFAULT_GRAPHICS_OPTIONS);
    const { rgba } = renderSample(model, buildIdentity(model, identity), shot, '112x112', scratch);
    return createHash('sha256').update(rgba).digest('hex');
  });
}

describe('the same bytes everywhere', () => {
  it('on one, two and three threads, and as the checked-in list says', async () => {
    const cases: { recipe: GenerateRecipeInput; sha256: string[] }[] = [];
    for (const recipe of RECIPES) {
      const parsed = GenerateRecipe.parse(recipe);
      const one = await hashesOf(parsed, 1);
      expect(await hashesOf(parsed, 2)).toEqual(one);
      expect(await hashesOf(parsed, 3)).toEqual(one);
      expect(new Set(one).size).toBe(SIZE.identities * SIZE.samples);
      cases.push({ recipe, sha256: one });
    }
    const golden = { cases, windowRgbaSha256: await windowHashes() };
    await expect(`${JSON.stringify(golden, null, 2)}\n`).toMatchFileSnapshot(GOLDEN);
  }, 300_000);
});
