import { beforeAll, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { GenerateRecipe, type GenerateRecipeInput } from '@shared/domain/generateRecipe';
import { IdentityPlan } from '@shared/domain/identityPlan';
import type { HeadModel } from '@shared/graphics/headModel';
import { Failure } from '@shared/lib/failure';
import type { IdentityJudge } from './identityJudge';
import { type PlanContext, planIdentities } from './identityPlan';
import { loadHeadModel } from './loadHeadModel';

const built = join(import.meta.dirname, '..', '..', '..', '..', '..', 'resources', 'built');
let model: HeadModel;
beforeAll(async () => {
  ({ model } = await loadHeadModel(join(built, 'head-model')));
});

const recipe = (change: Partial<GenerateRecipeInput> = {}): GenerateRecipe =>
  GenerateRecipe.parse({ identities: 60, samples: 1, seed: 3, ...change });

const context = (change: Partial<PlanContext> = {}): PlanContext => ({
  signal: { aborted: false },
  progress: () => undefined,
  openJudge: () => Promise.reject(new Error('nobody asked for a judge')),
  ...change,
});

/** Sees a person as an angle that grows with the candidate: neighbours within `nearDeg` look alike. */
const fakeJudge = (asked: number[]): IdentityJudge => ({
  fingerprint: 'fake/1',
  embeddingSize: 2,
  embed: (candidates) => {
    asked.push(...candidates);
    const angle = (candidate: number): number => (candidate * Math.PI) / 180;
    return Promise.resolve(
      Float32Array.from(candidates.flatMap((candidate) => [Math.cos(angle(candidate)), Math.sin(angle(candidate))])),
    );
  },
});

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const thrown: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(thrown instanceof Failure)) throw new Error('expected a Failure');
  return thrown;
}

describe('choosing identities', () => {
  it('is a pure function of the recipe without a judge, and says what was requested', async () => {
    const seen: number[] = [];
    const first = await planIdentities(model, recipe(), context({ progress: (chosen) => seen.push(chosen) }));
    expect(await planIdentities(model, recipe(), context())).toEqual(first);
    expect(IdentityPlan.parse(first)).toEqual(first);
    expect(first.candidates).toHaveLength(60);
    expect(first.requested.female.filter((female) => female === 1)).toHaveLength(30);
    for (const ancestry of [0, 1, 2])
      expect(first.requested.leadingAncestry.filter((leading) => leading === ancestry)).toHaveLength(20);
    expect([seen[0], seen.at(-1)]).toEqual([0, 60]);
  });

  it('refuses more identities than the distance allows, with a number and a distance that then work', async () => {
    const asked = recipe({ identities: 200, minimumDistance: { shape: 14 } });
    const failure = await failureOf(planIdentities(model, asked, context()));
    expect(failure).toMatchObject({ code: 'invalid-input', place: 'recipe.minimumDistance.shape' });
    const possible = Number(/^200 identities are asked for, (\d+) are possible/.exec(failure.message)?.[1]);
    const advised = Number(/Lower the minimum distance to ([\d.]+),/.exec(failure.remedy ?? '')?.[1]);
    expect(possible).toBeGreaterThan(5);
    expect(possible).toBeLessThan(200);
    expect(advised).toBeGreaterThan(10);
    expect(advised).toBeLessThan(14);
    const fewer = recipe({ identities: possible, minimumDistance: { shape: 14 } });
    expect((await planIdentities(model, fewer, context())).candidates).toHaveLength(possible);
    const nearer = recipe({ identities: 200, minimumDistance: { shape: advised } });
    expect((await planIdentities(model, nearer, context())).candidates).toHaveLength(200);
  });

  it('refuses whom the judge takes for one already chosen, in the order of candidates', async () => {
    const judgeCosine = Math.cos((9.5 * Math.PI) / 180);
    const asked: number[] = [];
    const plan = await planIdentities(
      model,
      recipe({ identities: 18, balance: 'drawn', minimumDistance: { shape: 0, judgeCosine } }),
      context({ openJudge: () => Promise.resolve(fakeJudge(asked)) }),
    );
    expect([...plan.candidates].sort((a, b) => a - b)).toEqual(Array.from({ length: 18 }, (_, i) => 10 * i));
    expect(plan).toMatchObject({ judge: 'fake/1', tooNear: { shape: 0, judge: 153 }, lookedAt: 171 });
    expect(asked).toEqual([...asked].sort((a, b) => a - b));
  });

  it('says how many the judge allows', async () => {
    // 36 places on the circle, ten degrees apart; the 37th is taken.
    const failure = await failureOf(
      planIdentities(
        model,
        recipe({ identities: 40, balance: 'drawn', minimumDistance: { shape: 0, judgeCosine: Math.cos(0.166) } }),
        context({ openJudge: () => Promise.resolve(fakeJudge([])) }),
      ),
    );
    expect(failure.message).toContain('40 identities are asked for, 36 are possible');
    expect(failure).toMatchObject({ code: 'invalid-input', place: 'recipe.minimumDistance.judgeCosine' });
    expect(failure.remedy).toContain("Raise the judge's cosine");
  });

  it('ends soon after it is cancelled', async () => {
    const signal = { aborted: false };
    const progress = (): void => {
      signal.aborted = true;
    };
    const many = recipe({ identities: 20_000 });
    await expect(planIdentities(model, many, context({ signal, progress }))).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});
