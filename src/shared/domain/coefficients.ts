import { z } from 'zod';
import { Meshes, Nuisances, real, RequestedAttributes } from './coefficientParts';

/**
 * Length of each vector, and how far from 0 a number may lie. The generator at its strongest options stays near half of that or below; the
 * drawing code was tried at these bounds and beyond (docs/generator.md, "Saved coefficients").
 */
export const VECTORS = {
  identity: { count: 160, limit: 12 },
  expression: { count: 64, limit: 4 },
  light: { count: 27, limit: 60 },
  background: { count: 32, limit: 24 },
} as const;
export type VectorName = keyof typeof VECTORS;
export const VECTOR_NAMES = ['identity', 'expression', 'light', 'background'] as const satisfies readonly VectorName[];

/** Degrees to either side. */
export const POSE_LIMITS_DEG = { yaw: 90, pitch: 60, roll: 60 } as const;

const vector = (name: VectorName): z.ZodArray<z.ZodNumber> => {
  const { count, limit } = VECTORS[name];
  return z.array(real(-limit, limit)).length(count, {
    error: ({ input }) => `${Array.isArray(input) ? input.length : 0} numbers, expected ${count}`,
  });
};
const angle = (limit: number): z.ZodNumber => real(-limit, limit);

/**
 * The five factors of one sample as a file (JSON): everything that decides a picture but its size and encoding. What each number
 * means stands in src/shared/graphics/coefficientLayout.ts.
 */
export const Coefficients = z.strictObject({
  outis: z.literal(1),
  kind: z.literal('coefficients'),
  identity: vector('identity'),
  expression: vector('expression'),
  light: vector('light'),
  /** Yaw, pitch, roll in degrees. */
  pose: z.tuple([angle(POSE_LIMITS_DEG.yaw), angle(POSE_LIMITS_DEG.pitch), angle(POSE_LIMITS_DEG.roll)]).readonly(),
  background: vector('background'),
  /** Meshes that belong to the identity; left out: plain hair that fits the head's shape, no glasses. */
  meshes: Meshes.optional(),
  /** Left out, as a whole or in parts: a plain picture. */
  nuisances: Nuisances.prefault({}),
  /** For statistics only, no pixel follows from it; left out: what the shape suggests. */
  requested: RequestedAttributes.optional(),
});
export type Coefficients = z.infer<typeof Coefficients>;

/** With nothing left to suppose. */
export const FullCoefficients = Coefficients.required({ meshes: true, requested: true });
export type FullCoefficients = z.infer<typeof FullCoefficients>;

/** Structural twin of `SampleFactors` of shared/graphics, for layers that may not know the drawing code. */
export interface RenderFactors {
  readonly identity: {
    readonly coefficients: Float32Array;
    readonly discrete: Meshes;
    readonly requested: RequestedAttributes;
  };
  readonly shot: {
    readonly expression: Float32Array;
    readonly light: Float32Array;
    readonly poseDeg: readonly [yaw: number, pitch: number, roll: number];
    readonly background: Float32Array;
    readonly nuisances: Nuisances;
  };
}

/** Nine digits name a Float32 exactly, and are half of what JSON would write. */
const plain = (values: Float32Array): number[] => Array.from(values, (value) => Number(value.toPrecision(9)));

/** Factors to plain JSON. Nothing is lost: `factorsOf` gives back the same numbers to the bit. */
export function coefficientsOf({ identity, shot }: RenderFactors): FullCoefficients {
  return {
    outis: 1,
    kind: 'coefficients',
    identity: plain(identity.coefficients),
    expression: plain(shot.expression),
    light: plain(shot.light),
    pose: shot.poseDeg,
    background: plain(shot.background),
    meshes: identity.discrete,
    nuisances: shot.nuisances,
    requested: identity.requested,
  };
}

/** Plain JSON, already parsed, to factors. */
export function factorsOf(coefficients: FullCoefficients): RenderFactors {
  return {
    identity: {
      coefficients: Float32Array.from(coefficients.identity),
      discrete: coefficients.meshes,
      requested: coefficients.requested,
    },
    shot: {
      expression: Float32Array.from(coefficients.expression),
      light: Float32Array.from(coefficients.light),
      poseDeg: coefficients.pose,
      background: Float32Array.from(coefficients.background),
      nuisances: coefficients.nuisances,
    },
  };
}
