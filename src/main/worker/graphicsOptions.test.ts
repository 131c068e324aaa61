import { describe, expect, expectTypeOf, it } from 'vitest';
import { GenerateRecipe } from '@shared/domain/generateRecipe';
import { GraphicsOptions } from '@shared/domain/graphicsOptions';
import { DEFAULT_GRAPHICS_OPTIONS, type GraphicsOptions as DrawingOptions } from '@shared/graphics/recipeOptions';

const problemsOf = (options: unknown): string => {
  const parsed = GraphicsOptions.safeParse(options);
  return parsed.success
    ? ''
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n');
};

describe('options of the graphics generator in a recipe', () => {
  it('have the keys, types and defaults of the drawing code', () => {
    expect(GraphicsOptions.parse({})).toEqual(DEFAULT_GRAPHICS_OPTIONS);
    expectTypeOf<GraphicsOptions>().toExtend<DrawingOptions>();
    expectTypeOf<DrawingOptions>().toExtend<GraphicsOptions>();
  });

  it('refuse unknown keys by name, at every depth', () => {
    expect(problemsOf({ poseStrenght: 1 })).toContain('poseStrenght');
    expect(problemsOf({ ancestry: { martian: 1 } })).toContain('martian');
    expect(() => GenerateRecipe.parse({ identities: 1, samples: 1, options: { poseStrenght: 1 } })).toThrow(
      'poseStrenght',
    );
  });

  it('refuse mixup with nobody to mix with', () => {
    const recipe = { samples: 2, identityMixup: { probability: 0.5 } };
    expect(() => GenerateRecipe.parse({ ...recipe, identities: 1 })).toThrow('nobody is there to mix it with');
    expect(GenerateRecipe.parse({ ...recipe, identities: 2 }).identityMixup.probability).toBe(0.5);
  });

  it('refuse values that contradict each other or lie out of range', () => {
    expect(problemsOf({ ageMinYears: 60, ageMaxYears: 30 })).toContain('ageMaxYears: must not be below ageMinYears');
    expect(problemsOf({ ancestry: { african: 0, asian: 0, caucasian: 0 } })).toContain('at least one weight');
    expect(problemsOf({ femaleShare: 1.1 })).toContain('femaleShare');
    expect(problemsOf({ lightStrength: Number.NaN })).toContain('lightStrength');
    expect(problemsOf({ ageMinYears: 12 })).toContain('ageMinYears');
  });
});
