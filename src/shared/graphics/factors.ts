import { Failure } from '@shared/lib/failure';
import { Rng } from '@shared/lib/rng';
import { drawCamera, drawViewpoint, type DrawnCamera } from './cameraDraw';
import { BACKGROUND_COUNT, EXPRESSION_COUNT, IDENTITY_COUNT, LIGHT_COUNT } from './coefficientLayout';
import { drawEnvironment } from './environmentDraw';
import { drawExpression } from './expressionDraw';
import { drawHairStyle, drawOtherHairStyle, type HairStyle } from './hairStyles';
import { GLASSES_STYLES } from './glasses';
import type { HeadModel } from './headModel';
import { drawAppearance, drawPerson } from './identityDraw';
import { drawPose } from './poseDraw';
import type { GraphicsOptions, Place } from './recipeOptions';
import { drawScars, type Scar } from './scars';
import { drawShapeAmounts } from './shapeColumns';
import { toShapeCoefficients } from './shapeSpace';
import { STREAM } from './streams';
import { drawWear } from './wearDraw';
import type { WornThings } from './worn';

export { OCCLUDER_KINDS } from './worn';
export type { OccluderShown } from './worn';

/** Meshes that belong to an identity; they switch at equal weights when two identities are mixed. */
export interface IdentityMeshes {
  readonly hair: HairStyle;
  readonly lash: string;
  /** Style of the glasses that this person owns; null: none. */
  readonly glasses: number | null;
  /** Marks of the skin; mostly none. */
  readonly scars: readonly Scar[];
}

/** What was asked for when the identity was drawn. For statistics only: the picture follows from the coefficients and meshes alone. */
export interface RequestedAttributes {
  readonly ageYears: number;
  readonly sex: 'female' | 'male';
  readonly ancestry: { readonly african: number; readonly asian: number; readonly caucasian: number };
}

export interface IdentityFactors {
  /** 160 numbers, see coefficientLayout. */
  readonly coefficients: Float32Array;
  readonly discrete: IdentityMeshes;
  readonly requested: RequestedAttributes;
}

/** What is neither identity nor one of the four shot factors. */
export interface ShotNuisances extends WornThings {
  /** Replaces the identity's own hair; null keeps it. */
  readonly hairOverride: HairStyle | null;
  readonly wearsGlasses: boolean;
  /** Where the picture is taken: what the environment was drawn from. */
  readonly place: Place;
  /** Linear RGB of the clothes, 0 to 1. */
  readonly clothes: readonly [number, number, number];
  /** Edge of the key light's shadow: 0 sharp, 1 wide. */
  readonly shadowSoftness: number;
  readonly camera: DrawnCamera;
  /** Names the noise of the sensor and the grain of the background; uint32. */
  readonly grainSeed: number;
}

/** All that decides a picture but its size and encoding. */
export interface SampleFactors {
  readonly identity: IdentityFactors;
  readonly shot: ShotFactors;
}

export interface ShotFactors {
  /** 64 numbers, see coefficientLayout. */
  readonly expression: Float32Array;
  /** Nine spherical-harmonic coefficients × RGB: [band][channel]. */
  readonly light: Float32Array;
  /** Yaw (positive: to the person's left), pitch (positive: down), roll (positive: towards the person's left shoulder), degrees. */
  readonly poseDeg: readonly [yaw: number, pitch: number, roll: number];
  /** 32 numbers, see coefficientLayout. */
  readonly background: Float32Array;
  readonly nuisances: ShotNuisances;
}

const LASH_COUNT = 4;
/** Haircuts beside the own one that an identity is seen with. */
const OTHER_HAIR_COUNT = 2;
const WEARS_OWN_GLASSES = 0.85;

/** One synthetic person: a pure function of (seed, identityIndex, options). */
export function sampleIdentity(
  model: HeadModel,
  seed: number,
  identityIndex: number,
  options: GraphicsOptions,
): IdentityFactors {
  const person = drawPerson(new Rng(seed, STREAM.person, identityIndex), options);
  const coefficients = new Float32Array(IDENTITY_COUNT);
  const amounts = drawShapeAmounts(
    model.sampler,
    person.shape,
    new Rng(seed, STREAM.shape, identityIndex),
    options.shapeSpread,
  );
  toShapeCoefficients(model.sampler, amounts, coefficients);
  drawAppearance(new Rng(seed, STREAM.skin, identityIndex), person, coefficients);
  const rng = new Rng(seed, STREAM.meshes, identityIndex);
  const [african, asian, caucasian] = person.shape.ancestry;
  return {
    coefficients,
    discrete: {
      hair: drawHairStyle(rng, person),
      lash: `eyelashes0${rng.below(LASH_COUNT) + 1}`,
      glasses: rng.chance(options.glassesProbability) ? rng.below(GLASSES_STYLES.length) : null,
      scars: drawScars(new Rng(seed, STREAM.scars, identityIndex), options.scarProbability),
    },
    requested: {
      ageYears: person.ageYears,
      sex: person.isWoman ? 'female' : 'male',
      ancestry: { african, asian, caucasian },
    },
  };
}

/** One picture of a person: a pure function of (seed, identityIndex, sampleIndex, options). */
export function sampleShot(
  model: HeadModel,
  seed: number,
  identityIndex: number,
  sampleIndex: number,
  options: GraphicsOptions,
): ShotFactors {
  const stream = (purpose: number): Rng => new Rng(seed, purpose, identityIndex, sampleIndex);
  const cameraRng = stream(STREAM.camera);
  const viewpoint = drawViewpoint(cameraRng, options);
  const poseDeg = drawPose(stream(STREAM.pose), viewpoint, options);
  const environment = drawEnvironment(stream(STREAM.light), stream(STREAM.background), options);
  const wear = stream(STREAM.wear);
  const changesHair = wear.chance(options.hairChangeProbability);
  // People change between a few haircuts, not between all there are; and each costs a light transfer.
  const otherHair = wear.below(OTHER_HAIR_COUNT);
  const person = drawPerson(new Rng(seed, STREAM.person, identityIndex), options);
  return {
    expression: drawExpression(model, stream(STREAM.expression), options, poseDeg[0], poseDeg[1]),
    light: environment.light,
    poseDeg,
    background: environment.background,
    nuisances: {
      hairOverride: changesHair
        ? drawOtherHairStyle(new Rng(seed, STREAM.otherHair, identityIndex, otherHair), person)
        : null,
      wearsGlasses: wear.chance(WEARS_OWN_GLASSES),
      ...drawWear(seed, identityIndex, sampleIndex, person, options),
      place: environment.place,
      clothes: drawClothes(wear),
      shadowSoftness: environment.shadowSoftness,
      camera: drawCamera(cameraRng, viewpoint, options),
      grainSeed: stream(STREAM.grain).uint32(),
    },
  };
}

/** Mostly dark or pale and nearly grey, as clothes are. */
function drawClothes(rng: Rng): readonly [number, number, number] {
  const lightness = rng.uniform();
  const grey = 0.02 + 0.6 * lightness * lightness;
  const colour = 0.5 * rng.uniform();
  const channel = (): number => grey * (1 + colour * (2 * rng.uniform() - 1));
  return [channel(), channel(), channel()];
}

/** @throws Failure `invalid-input` when a vector has the wrong length or holds something other than numbers between −100 and 100 */
export function checkIdentityFactors(identity: IdentityFactors): void {
  checkVector(identity.coefficients, IDENTITY_COUNT, 'identity');
}

/** @throws Failure `invalid-input`, as `checkIdentityFactors` */
export function checkShotFactors(shot: ShotFactors): void {
  checkVector(shot.expression, EXPRESSION_COUNT, 'expression');
  checkVector(shot.light, LIGHT_COUNT, 'light');
  checkVector(shot.background, BACKGROUND_COUNT, 'background');
  checkVector(shot.poseDeg, 3, 'pose');
}

function checkVector(values: ArrayLike<number>, count: number, place: string): void {
  if (values.length !== count)
    throw invalid(`The ${place} coefficients`, `are ${values.length} numbers, expected ${count}`);
  for (let i = 0; i < count; i++) {
    if (!(Math.abs(values[i]) <= 100))
      throw invalid(`The ${place} coefficients`, `hold ${values[i]} at position ${i}, expected −100 to 100`);
  }
}

function invalid(place: string, what: string): Failure {
  return new Failure({ code: 'invalid-input', message: `${place} ${what}.`, place });
}

/**
 * Identity Mixup: coefficients are interpolated linearly, meshes come from the one with the larger weight (the first at equal weights).
 * Qiu and others, "SynFace: Face Recognition with Synthetic Data", ICCV 2021, section 3.2. @param weightA share of `a`, 0 to 1
 */
export function mixIdentities(a: IdentityFactors, b: IdentityFactors, weightA: number): IdentityFactors {
  checkIdentityFactors(a);
  checkIdentityFactors(b);
  if (!(weightA >= 0 && weightA <= 1)) throw invalid('The mixup weight', `is ${weightA}, expected 0 to 1`);
  const blend = (x: number, y: number): number => weightA * x + (1 - weightA) * y;
  const lead = weightA >= 0.5 ? a : b;
  return {
    coefficients: Float32Array.from(a.coefficients, (value, i) => blend(value, b.coefficients[i])),
    discrete: lead.discrete,
    requested: {
      ageYears: blend(a.requested.ageYears, b.requested.ageYears),
      sex: lead.requested.sex,
      ancestry: {
        african: blend(a.requested.ancestry.african, b.requested.ancestry.african),
        asian: blend(a.requested.ancestry.asian, b.requested.ancestry.asian),
        caucasian: blend(a.requested.ancestry.caucasian, b.requested.ancestry.caucasian),
      },
    },
  };
}
