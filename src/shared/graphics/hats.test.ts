import { describe, expect, it } from 'vitest';
import { sampleIdentity } from './factors';
import type { HeldHair } from './hat';
import { makeHat } from './hats';
import { HAT_STYLES } from './hatStyles';
import { reachOf } from './headReach';
import { hasPack, NO_PACK, testModel } from './pack.testing';
import { DEFAULT_GRAPHICS_OPTIONS } from './recipeOptions';
import { shapeOf } from './shapeSpace';
import { headSurface } from './buildIdentity';

const worn = (style: number, pull: number) => ({ style, colour: [0.1, 0.1, 0.1] as const, pull, tiltDeg: 4 });
const PEOPLE = [0, 1, 2, 3, 4, 5];

describe.skipIf(!hasPack)(`makeHat (${NO_PACK})`, () => {
  const headOf = (index: number): Float32Array =>
    shapeOf(testModel(), sampleIdentity(testModel(), 7, index, DEFAULT_GRAPHICS_OPTIONS).coefficients);

  it.each(HAT_STYLES.map((name, style) => [name, style] as const))('makes a sound %s for every head', (_, style) => {
    for (const person of PEOPLE) {
      for (const pull of [0, 1]) {
        const { mesh } = makeHat(testModel(), headOf(person), worn(style, pull));
        const count = mesh.positions.length / 3;
        expect(mesh.positions.every(Number.isFinite)).toBe(true);
        expect(mesh.triangles.every((corner) => corner < count)).toBe(true);
        expect(mesh.material.every((material) => material < mesh.materials.length)).toBe(true);
        expect(mesh.casting.length).toBe(2 * mesh.triangles.length);
      }
    }
  });

  it.each(['cap', 'beanie', 'brimmed', 'helmet'] as const)('%s: covers the crown, spares the brows', (name) => {
    for (const person of PEOPLE) {
      const head = headOf(person);
      const reach = reachOf(testModel(), head, false);
      const hat = makeHat(testModel(), head, worn(HAT_STYLES.indexOf(name), 0.5));
      const held: HeldHair = { out: 0, scale: 1 };
      const [x, y, z] = reach.middle;
      hat.holdHair(x, y + 0.9, z, held);
      expect(held.out).toBeLessThan(0);
      hat.holdHair(x, reach.eyes + 0.22, z + 0.9, held);
      expect(held.out).toBeGreaterThan(0);
    }
  });

  it('lets no skin through', () => {
    for (const person of PEOPLE) {
      const head = headOf(person);
      const reach = reachOf(testModel(), head, false);
      const held: HeldHair = { out: 0, scale: 1 };
      const hat = makeHat(testModel(), head, worn(HAT_STYLES.indexOf('beanie'), 0.5));
      let through = 0;
      for (const vertex of new Set(headSurface(testModel()).outer)) {
        const [x, y, z] = head.subarray(3 * vertex, 3 * vertex + 3);
        if (y < reach.eyes + 0.4) continue;
        hat.holdHair(x, y, z, held);
        // Skin under the hat is nowhere farther out than the cloth, up to the table's own error.
        if (held.out < 0 && held.scale < 0.985) through++;
      }
      expect(through).toBe(0);
    }
  });

  it('dims the forehead below a peak, not the chin', () => {
    const head = headOf(1);
    const { middle, eyes } = reachOf(testModel(), head, false);
    const hat = makeHat(testModel(), head, worn(HAT_STYLES.indexOf('cap'), 0.5));
    expect(hat.letsPass(middle[0], eyes + 0.3, middle[2] + 0.9)).toBeLessThan(0.8);
    expect(hat.dimDownTo).toBeGreaterThan(eyes - 1.3);
    expect(hat.letsPass(middle[0], eyes - 1, middle[2] + 0.9)).toBe(1);
  });
});
