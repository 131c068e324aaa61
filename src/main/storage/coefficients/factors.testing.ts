import { factorsOf, FullCoefficients, type RenderFactors, VECTORS, type VectorName } from '@shared/domain/coefficients';
import { Rng } from '@shared/lib/rng';

/** Factors that nobody drew, different in every number: of an identity (equal for equal indexes) in a shot. */
export function madeUpFactors(identityIndex: number, sampleIndex: number): RenderFactors {
  const own = new Rng(1, 1, identityIndex);
  const rng = new Rng(1, 2, identityIndex, sampleIndex);
  const vector = (from: Rng, name: VectorName): number[] =>
    Array.from({ length: VECTORS[name].count }, () => Math.fround(from.normal() / 2));
  const identity = vector(own, 'identity');
  const isEven = sampleIndex % 2 === 0;
  return factorsOf(
    FullCoefficients.parse({
      outis: 1,
      kind: 'coefficients',
      identity,
      expression: vector(rng, 'expression'),
      light: vector(rng, 'light'),
      pose: [90 * (rng.uniform() - 0.5), rng.normal(), rng.normal()],
      background: vector(rng, 'background'),
      meshes: {
        hair: { mesh: identityIndex === 0 ? null : 'long01', mirrored: identityIndex === 1, fringe: null },
        lash: 'eyelashes01',
        glasses: identityIndex === 2 ? 3 : null,
        scars:
          identityIndex === 1
            ? [{ kind: 'line', x: 0.1, y: 7, size: 0.1, width: 0.01, turnDeg: 30, strength: 0.7, bend: 0 }]
            : [],
      },
      requested: {
        ageYears: 18 + 60 * own.uniform(),
        sex: 'female',
        ancestry: { african: 1 / 3, asian: 1 / 3, caucasian: 1 / 3 },
      },
      nuisances: {
        // A style of nothing but its mirroring: what is null in part must not become null as a whole.
        hairOverride: isEven ? null : { mesh: null, mirrored: false, fringe: { heightDm: 0.4, rise: rng.normal() } },
        hat: isEven ? { style: 0, colour: [0, 0.1, 0.2], pull: rng.uniform(), tiltDeg: 0 } : null,
        occluder: isEven ? null : { kind: 'cup', shift: [0, 0.1], turnDeg: 3, size: 1, colour: [1, 0.5, 0] },
        beardOverride: isEven ? -1.5 : null,
        place: 'window',
        camera: { exposureStops: rng.normal() / 3, earlierJpegQuality: isEven ? 80 : null, crop: [0.1, -0.2, 1.01, 3] },
        grainSeed: rng.uint32(),
      },
    }),
  );
}
