import { z } from 'zod';

/**
 * What a file of coefficients says beside the five vectors. Mirrors `IdentityMeshes`, `RequestedAttributes` and `ShotNuisances` of
 * shared/graphics, which portable drawing code owns and which knows no zod; src/main/worker/coefficients.test.ts proves that the two
 * agree in keys and types. Defaults are neutral: a plain picture, and what older files, which lack a key, were drawn with.
 */
const shown = (value: unknown): string => (typeof value === 'object' && value !== null ? 'no number' : String(value));

/** A number in [low, high]; a refusal says what stands there. */
export function real(low: number, high: number): z.ZodNumber {
  const error = (issue: { readonly input?: unknown }): string =>
    `${shown(issue.input)}, expected a number from ${low} to ${high}`;
  return z.number({ error }).min(low, { error }).max(high, { error });
}

const Share = real(0, 1);
/** Position in a list of the drawing code, which refuses one that is not there. */
const Position = z.int().min(0).max(99);
/** Linear light. */
const Rgb = z.tuple([real(0, 4), real(0, 4), real(0, 4)]).readonly();
/** Name of a mesh of the head model, which refuses one that is not there. */
const MeshName = z.string().regex(/^[a-z0-9]{1,32}$/, 'no name of a mesh: small letters and digits only');

export const HairStyle = z.strictObject({
  mesh: MeshName.nullable(),
  mirrored: z.boolean(),
  fringe: z.strictObject({ heightDm: real(-4, 4), rise: real(-4, 4) }).nullable(),
});

/** A mark of the skin on the base mesh, dm and degrees; mirrors `Scar` of shared/graphics. */
const Scar = z.strictObject({
  kind: z.enum(['line', 'pits', 'pale', 'brown', 'red']),
  x: real(-2, 2),
  y: real(4, 10),
  size: real(0.01, 2),
  width: real(0, 1),
  turnDeg: real(-360, 360),
  strength: Share,
  bend: real(-2, 2),
});

export const Meshes = z.strictObject({
  hair: HairStyle,
  lash: MeshName,
  glasses: Position.nullable(),
  scars: z.array(Scar).max(16).readonly().default([]),
});
export type Meshes = z.infer<typeof Meshes>;

export const RequestedAttributes = z.strictObject({
  ageYears: real(0, 120),
  sex: z.enum(['female', 'male']),
  ancestry: z.strictObject({ african: Share, asian: Share, caucasian: Share }),
});
export type RequestedAttributes = z.infer<typeof RequestedAttributes>;

const HatWorn = z.strictObject({ style: Position, colour: Rgb, pull: real(-1, 2), tiltDeg: real(-90, 90) });

const MakeUpWorn = z.strictObject({
  lipColour: Rgb,
  lipAmount: Share,
  shadowColour: Rgb,
  shadowAmount: Share,
  linerAmount: Share,
  blushAmount: Share,
  foundationAmount: Share,
});

const OccluderShown = z.strictObject({
  kind: z.enum(['hand', 'mask', 'scarf', 'phone', 'cup']),
  shift: z.tuple([real(-10, 10), real(-10, 10)]).readonly(),
  turnDeg: real(-360, 360),
  size: real(0, 10),
  colour: Rgb,
});

/** Bounds are what the drawing code was tried with: no value makes it fail, fall silent or slow. */
const Camera = z.strictObject({
  distanceDm: real(3, 1000).default(12),
  exposureStops: real(-8, 8).default(0),
  redGain: real(0.05, 8).default(1),
  blueGain: real(0.05, 8).default(1),
  contrast: Share.default(0.62),
  noise: real(0, 1).default(0),
  blur: real(0, 8).default(0),
  motion: z
    .tuple([real(-20, 20), real(-20, 20)])
    .readonly()
    .default([0, 0]),
  resolution: real(0.05, 4).default(1),
  earlierJpegQuality: real(1, 100).nullable().default(null),
  /** Error of the face detector: shift across and down in px at 112 px, factor on the size, turn in degrees. */
  crop: z
    .tuple([real(-200, 200), real(-200, 200), real(0.2, 5), real(-180, 180)])
    .readonly()
    .default([0, 0, 1, 0]),
  /** Light lost towards the right and the lower edge. */
  falloff: z
    .tuple([real(-2, 2), real(-2, 2)])
    .readonly()
    .default([0, 0]),
  haze: real(0, 0.5).default(0),
  saturation: real(0, 2).default(1),
  sharpening: real(0, 3).default(0),
  cubicEnlargement: z.boolean().default(true),
});

export const Nuisances = z.strictObject({
  hairOverride: HairStyle.nullable().default(null),
  wearsGlasses: z.boolean().default(true),
  hat: HatWorn.nullable().default(null),
  makeUp: MakeUpWorn.nullable().default(null),
  occluder: OccluderShown.nullable().default(null),
  beardOverride: real(-12, 12).nullable().default(null),
  place: z.enum(['indoor', 'outdoor', 'window', 'flash', 'mixed']).default('indoor'),
  clothes: Rgb.default([0.2, 0.2, 0.22]),
  shadowSoftness: Share.default(0.7),
  camera: Camera.prefault({}),
  grainSeed: z.int().min(0).max(0xffffffff).default(0),
});
export type Nuisances = z.infer<typeof Nuisances>;
