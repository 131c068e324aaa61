import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GenerateRecipe } from '@shared/domain/generateRecipe';
import type { IdentityPlan } from '@shared/domain/identityPlan';
import { SetId } from '@shared/domain/ids';
import { sha256Hex } from '../platform/hash';
import {
  encodeIdentityPlan,
  readExportedPlan,
  readIdentityPlan,
  readIdentityPlanFile,
  writeIdentityPlan,
} from './identityPlanStore';
import { identitiesFile } from './libraryPaths';
import { createSet } from './setStore';

const plan: IdentityPlan = {
  schema: 1,
  candidates: [4, 0, 7],
  lookedAt: 8,
  tooNear: { shape: 2, judge: 0 },
  judge: null,
  requested: { female: [1, 0, 1], leadingAncestry: [0, 1, 2], ageYears: [20, 44.5, 70] },
};
const setId = SetId.parse('ds_plan0001');
let library: string;
beforeEach(async () => {
  library = await mkdtemp(join(tmpdir(), 'outis-plan-'));
});
afterEach(() => rm(library, { recursive: true, force: true }));

async function newSet(identitiesSha256: string | undefined, identities = 3): Promise<void> {
  await createSet(library, {
    schema: 1,
    id: setId,
    kind: 'syn',
    name: 'Syn_3_2',
    createdAt: new Date(0).toISOString(),
    counts: { identities: 0, samples: 0, sizeBytes: 0 },
    state: 'partial',
    recipe: GenerateRecipe.parse({ identities, samples: 2 }),
    fingerprint: { generator: 'graphics', version: '1', assetsSha256: '', encoderSha256: '', sha256: '' },
    ...(identitiesSha256 === undefined ? {} : { identitiesSha256 }),
  });
}

describe('the stored choice of identities', () => {
  it('comes back as it was written, and from an export by its hash', async () => {
    const encoded = encodeIdentityPlan(plan);
    await newSet(encoded.sha256);
    await writeIdentityPlan(library, setId, encoded);
    expect(await readIdentityPlan(library, setId)).toEqual(plan);
    await writeFile(join(library, 'identities.json'), encoded.text);
    expect(await readExportedPlan(library, { sha256: encoded.sha256 })).toEqual(plan);
    expect(await readExportedPlan(library, undefined)).toBeNull();
  });

  it('is null for a set that has none, and never silently so where set.json names one', async () => {
    await newSet(undefined);
    expect(await readIdentityPlan(library, setId)).toBeNull();
    await rm(join(library, 'sets'), { recursive: true });
    await newSet(encodeIdentityPlan(plan).sha256);
    await expect(readIdentityPlan(library, setId)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('refuses a plan of another number of identities than the recipe', async () => {
    const encoded = encodeIdentityPlan(plan);
    await newSet(encoded.sha256, 4);
    await writeIdentityPlan(library, setId, encoded);
    await expect(readIdentityPlan(library, setId)).rejects.toMatchObject({
      code: 'corrupt-data',
      place: identitiesFile(library, setId),
      message: 'The choice of identities cannot be used: it names 3 identities, the recipe 4.',
    });
  });

  it.each<[string, unknown]>([
    ['a candidate named twice', { ...plan, candidates: [4, 0, 4] }],
    ['a candidate that is no index', { ...plan, candidates: [4, -1, 7] }],
    ['a candidate past 32 bits', { ...plan, candidates: [4, 2 ** 32, 7] }],
    ['too few attributes', { ...plan, requested: { ...plan.requested, female: [1] } }],
    ['an unknown ancestry', { ...plan, requested: { ...plan.requested, leadingAncestry: [0, 1, 3] } }],
    ['an age that is no number', { ...plan, requested: { ...plan.requested, ageYears: [20, null, 70] } }],
    ['no candidates', { ...plan, candidates: [] }],
    ['a newer schema', { ...plan, schema: 2 }],
    ['unknown keys', { ...plan, script: 'x' }],
    ['another thing altogether', 'identities'],
  ])('refuses %s, naming the file', async (_what, value) => {
    const text = JSON.stringify(value);
    const path = join(library, 'identities.json');
    await writeFile(path, text);
    await expect(readIdentityPlanFile(path, sha256Hex(text))).rejects.toMatchObject({
      code: 'corrupt-data',
      place: path,
    });
  });

  it('refuses a changed or torn file by its hash', async () => {
    const { text, sha256 } = encodeIdentityPlan(plan);
    const path = join(library, 'identities.json');
    for (const changed of [text.replace('44.5', '44.6'), text.slice(0, 20), '']) {
      await writeFile(path, changed);
      await expect(readIdentityPlanFile(path, sha256)).rejects.toThrow('SHA-256');
    }
  });
});
