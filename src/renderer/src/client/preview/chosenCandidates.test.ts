import { describe, expect, it } from 'vitest';
import type { IdentityRule } from '@shared/graphics/identityWalk';
import { testModel } from '@shared/graphics/pack.testing';
import { DEFAULT_GRAPHICS_OPTIONS } from '@shared/graphics/recipeOptions';
import { candidateChooser } from './chosenCandidates';

const model = testModel();
const rule: IdentityRule = {
  seed: 4,
  identities: 24,
  options: DEFAULT_GRAPHICS_OPTIONS,
  balance: 'drawn',
  // So far apart that most places stay open.
  minimumDistance: 18,
};
const everybody = Array.from({ length: rule.identities }, (_, identity) => identity);

describe('the candidates of a preview', () => {
  it('are different people, also where places cannot be filled', () => {
    const candidateOf = candidateChooser()(model, rule);
    const candidates = everybody.map(candidateOf);
    expect(candidates.some((candidate) => candidate > 1_000_000)).toBe(true);
    expect(candidates.some((candidate) => candidate < 100_000)).toBe(true);
    expect(new Set(candidates).size).toBe(rule.identities);
  });

  it('stay who they are while the rule does', () => {
    const choose = candidateChooser();
    const first = everybody.map(choose(model, rule));
    expect(everybody.map(choose(model, rule))).toEqual(first);
  });
});
