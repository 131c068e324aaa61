import { describe, expect, it } from 'vitest';
import { buildIdentity } from './buildIdentity';
import { sampleIdentity } from './factors';
import { hasPack, NO_PACK, testModel } from './pack.testing';
import { DEFAULT_GRAPHICS_OPTIONS } from './recipeOptions';

describe.skipIf(!hasPack)(`the end of hair (${NO_PACK})`, () => {
  const person = sampleIdentity(testModel(), 2, 0, DEFAULT_GRAPHICS_OPTIONS);
  const built = buildIdentity(testModel(), person);
  const endOf = (mesh: string, fringe: { heightDm: number; rise: number } | null): Float32Array | null =>
    built.hairOf({ mesh, mirrored: false, fringe }).aboveCut;

  it('lies inside the edge of a cap, and where the mesh says for cards', () => {
    const cap = endOf('short02', null);
    expect(cap).not.toBeNull();
    expect(Math.min(...(cap ?? []))).toBeCloseTo(-0.014, 5);
    expect((cap ?? []).filter((distance) => distance > 0.1).length).toBeGreaterThan((cap?.length ?? 0) / 2);
    expect(endOf('long01', null)).toBeNull();
  });

  it('is the nearer of fringe and edge', () => {
    const [edge, both] = [endOf('short03', null), endOf('short03', { heightDm: 0.4, rise: 0.2 })];
    expect(both?.every((distance, i) => distance <= (edge?.[i] ?? -9))).toBe(true);
    expect(Math.min(...(both ?? []))).toBeLessThan(-0.1);
  });
});
