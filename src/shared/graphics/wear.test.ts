import { describe, expect, it } from 'vitest';
import {
  OCCLUDER_KINDS,
  sampleIdentity,
  sampleShot,
  type OccluderShown,
  type ShotFactors,
  type ShotNuisances,
} from './factors';
import { HAT_STYLES } from './hatStyles';
import { occluderOf } from './occluders';
import { hasPack, NO_PACK, testModel } from './pack.testing';
import { DEFAULT_GRAPHICS_OPTIONS, type GraphicsOptions } from './recipeOptions';
import { buildIdentity, createRenderScratch, renderSample } from './render';

const bare: GraphicsOptions = {
  ...DEFAULT_GRAPHICS_OPTIONS,
  hatProbability: 0,
  makeUpStrength: 0,
  occlusionProbability: 0,
  beardChangeProbability: 0,
};

describe.skipIf(!hasPack)(`what is worn (${NO_PACK})`, () => {
  const shots = (options: GraphicsOptions, people = 40, samples = 10): ShotNuisances[] =>
    Array.from(
      { length: people * samples },
      (_, i) => sampleShot(testModel(), 3, Math.floor(i / samples), i % samples, options).nuisances,
    );
  const share = (list: readonly ShotNuisances[], test: (shot: ShotNuisances) => boolean): number =>
    list.filter(test).length / list.length;

  it('is nothing at probability 0 and always something at 1', () => {
    for (const { hat, makeUp, occluder, beardOverride } of shots(bare, 10))
      expect([hat, makeUp, occluder, beardOverride]).toEqual([null, null, null, null]);
    for (const { hat, occluder } of shots({ ...bare, hatProbability: 1, occlusionProbability: 1 }, 10)) {
      expect(hat).not.toBeNull();
      expect(occluder).not.toBeNull();
    }
  });

  it('comes as often as asked', () => {
    const drawn = shots({ ...bare, hatProbability: 0.3, occlusionProbability: 0.2 });
    expect(Math.abs(share(drawn, ({ hat }) => hat !== null) - 0.3)).toBeLessThan(0.07);
    expect(Math.abs(share(drawn, ({ occluder }) => occluder !== null) - 0.2)).toBeLessThan(0.07);
  });

  it('changes nothing else of the sample', () => {
    const rest = (options: GraphicsOptions): unknown => {
      const shot = sampleShot(testModel(), 3, 1, 4, options);
      return { ...shot, nuisances: { ...shot.nuisances, hat: 0, makeUp: 0, occluder: 0, beardOverride: 0 } };
    };
    expect(
      rest({ ...bare, hatProbability: 1, makeUpStrength: 2, occlusionProbability: 1, beardChangeProbability: 1 }),
    ).toEqual(rest(bare));
  });

  it('is plausible: headscarves and make-up for women, few states of shaving for a man, none for a woman', () => {
    const all = { ...bare, hatProbability: 1, makeUpStrength: 1, beardChangeProbability: 1 };
    const men = shots({ ...all, femaleShare: 0 });
    const women = shots({ ...all, femaleShare: 1 });
    const scarf = HAT_STYLES.indexOf('headscarf');
    expect(share(men, ({ hat }) => hat?.style === scarf)).toBe(0);
    expect(share(women, ({ hat }) => hat?.style === scarf)).toBeGreaterThan(0.08);
    expect(share(women, ({ makeUp }) => makeUp !== null)).toBeGreaterThan(0.35);
    expect(share(men, ({ makeUp }) => makeUp !== null)).toBeLessThan(0.05);
    expect(share(women, ({ beardOverride }) => beardOverride !== null)).toBe(0);
    for (let person = 0; person < 5; person++)
      expect(new Set(men.slice(10 * person, 10 * person + 10).map((shot) => shot.beardOverride)).size).toBeLessThan(3);
  });

  it('an identity keeps to its own kind of hat', () => {
    const drawn = shots({ ...bare, hatProbability: 1 }, 20, 12);
    const most = Array.from({ length: 20 }, (_, person) => {
      const styles = drawn.slice(12 * person, 12 * person + 12).map(({ hat }) => hat?.style);
      return Math.max(...HAT_STYLES.map((_name, style) => styles.filter((own) => own === style).length));
    });
    expect(most.reduce((sum, count) => sum + count, 0) / (20 * 12)).toBeGreaterThan(0.5);
  });

  const render = (change: Partial<ShotNuisances>): Uint8ClampedArray => {
    const model = testModel();
    const identity = buildIdentity(model, sampleIdentity(model, 5, 1, bare));
    const shot = sampleShot(model, 5, 1, 2, { ...bare, poseStrength: 0 });
    const dressed: ShotFactors = { ...shot, nuisances: { ...shot.nuisances, ...change } };
    return renderSample(model, identity, dressed, '112x112', createRenderScratch()).rgba;
  };
  const changedPixels = (a: Uint8ClampedArray, b: Uint8ClampedArray): number => {
    let count = 0;
    for (let i = 0; i < a.length; i += 4) if (Math.abs(a[i] - b[i]) + Math.abs(a[i + 1] - b[i + 1]) > 16) count++;
    return count;
  };

  it('paints nothing where the amounts are 0, and lips, lids and cheeks where they are not', () => {
    const colour = [0.3, 0.02, 0.03] as const;
    const paint = (amount: number): Uint8ClampedArray =>
      render({
        makeUp: {
          lipColour: colour,
          lipAmount: amount,
          shadowColour: [0.02, 0.02, 0.02],
          shadowAmount: amount,
          linerAmount: amount,
          blushAmount: amount,
          foundationAmount: amount,
        },
      });
    const plain = render({});
    expect(paint(0)).toEqual(plain);
    expect(changedPixels(paint(1), plain)).toBeGreaterThan(150);
  });

  it.each(OCCLUDER_KINDS)('%s: a sound mesh that covers part of the face', (kind) => {
    const occluder: OccluderShown = {
      kind,
      shift: [0, 0],
      turnDeg: kind === 'hand' ? -20 : 1,
      size: 1,
      colour: [0.4, 0.05, 0.05],
    };
    const model = testModel();
    const identity = buildIdentity(model, sampleIdentity(model, 5, 1, bare));
    const shot = sampleShot(model, 5, 1, 2, bare);
    const mesh = occluderOf(model, identity, identity.rest, {
      ...shot,
      nuisances: { ...shot.nuisances, occluder },
    });
    expect(mesh?.positions.every(Number.isFinite)).toBe(true);
    const changed = changedPixels(render({ occluder }), render({}));
    expect(changed).toBeGreaterThan(200);
    expect(changed).toBeLessThan(9000);
  });
});
