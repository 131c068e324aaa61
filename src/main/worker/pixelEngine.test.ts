import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadHeadModel } from '../engine/generators/graphics/loadHeadModel';
import { generatorFingerprint, headModelDir } from '../platform/generatorFingerprint';

const resources = join(import.meta.dirname, '..', '..', '..', 'resources');

it('has the fingerprint of the very head model that it draws with', async () => {
  const { assetsSha256 } = await loadHeadModel(headModelDir(resources));
  expect((await generatorFingerprint(resources)).assetsSha256).toBe(assetsSha256);
});
