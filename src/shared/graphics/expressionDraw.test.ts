import { describe, expect, it } from 'vitest';
import { Rng } from '@shared/lib/rng';
import { EXPRESSION } from './coefficientLayout';
import { mouthOpening } from './expression';
import { drawExpression } from './expressionDraw';
import { hasPack, NO_PACK, testModel } from './pack.testing';
import { DEFAULT_GRAPHICS_OPTIONS } from './recipeOptions';

describe.skipIf(!hasPack)(`drawExpression (${NO_PACK})`, () => {
  const draw = (options: Partial<typeof DEFAULT_GRAPHICS_OPTIONS>, count: number, pitchDeg = 0): Float32Array[] =>
    Array.from({ length: count }, (_, i) =>
      drawExpression(testModel(), new Rng(6, 3, i), { ...DEFAULT_GRAPHICS_OPTIONS, ...options }, 0, pitchDeg),
    );

  it('is one calm face at strength 0', () => {
    const drawn = draw({ expressionStrength: 0, blinkProbability: 0 }, 20);
    for (const expression of drawn) expect(expression).toEqual(drawn[0]);
    expect(mouthOpening(testModel(), drawn[0])).toBe(0);
    expect(Math.max(...drawn[0].subarray(EXPRESSION.correctiveFirst).map(Math.abs))).toBe(0);
  });

  it('opens the mouth as often as asked, and hardly ever otherwise', () => {
    const share = (probability: number): number =>
      draw({ openMouthProbability: probability }, 800).filter(
        (expression) => mouthOpening(testModel(), expression) > 0.03,
      ).length / 800;
    expect(share(0)).toBeLessThan(0.02);
    expect(Math.abs(share(0.16) - 0.16)).toBeLessThan(0.04);
  });

  it('shuts the eyes as seldom as asked', () => {
    const closure = testModel().expression.unitNames.indexOf('eye-left-closure');
    const shut = draw({ blinkProbability: 0.1 }, 1000).filter((expression) => expression[closure] > 0.8).length;
    expect(shut).toBeGreaterThan(70);
    expect(shut).toBeLessThan(130);
  });

  it('seldom looks up, even where the head is bowed', () => {
    const up = draw({}, 500, 20).map((expression) => -expression[EXPRESSION.gazePitch]);
    expect(Math.max(...up)).toBeLessThanOrEqual(0.0601);
    const level = draw({}, 500).filter((expression) => expression[EXPRESSION.gazePitch] < 0).length;
    expect(level).toBeLessThan(60);
  });
});
