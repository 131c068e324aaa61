import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sampleIdentity, sampleShot } from './factors';
import { GENERATOR_VERSION } from './fingerprint';
import { hasPack, NO_PACK, testModel } from './pack.testing';
import { DEFAULT_GRAPHICS_OPTIONS } from './recipeOptions';
import { buildIdentity, createRenderScratch, renderSample } from './render';

interface Golden {
  readonly generatorVersion: number;
  readonly packSha256: string;
  readonly pictures: string;
}

const file = fileURLToPath(new URL('./fingerprint.golden.json', import.meta.url));
const manifest = fileURLToPath(new URL('../../../resources/built/head-model/manifest.json', import.meta.url));

describe.skipIf(!hasPack)(`GENERATOR_VERSION (${NO_PACK})`, () => {
  it('was raised when the pictures changed, and not otherwise', () => {
    const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden;
    const { files } = JSON.parse(readFileSync(manifest, 'utf8')) as { files: Record<string, string> };
    const found: Golden = {
      generatorVersion: GENERATOR_VERSION,
      packSha256: files['head.bin'],
      pictures: renderSome(),
    };
    // After a wanted change: raise GENERATOR_VERSION (once released) and copy what this test found into fingerprint.golden.json.
    expect(found).toEqual(golden);
  });
});

function renderSome(): string {
  const model = testModel();
  const scratch = createRenderScratch();
  const hash = createHash('sha256');
  for (let i = 0; i < 3; i++) {
    const built = buildIdentity(model, sampleIdentity(model, 2026, i, DEFAULT_GRAPHICS_OPTIONS));
    for (let k = 0; k < 2; k++) {
      const shot = sampleShot(model, 2026, i, k, DEFAULT_GRAPHICS_OPTIONS);
      hash.update(renderSample(model, built, shot, k === 0 ? '256x256' : '112x112', scratch).rgba);
    }
  }
  return hash.digest('hex');
}
