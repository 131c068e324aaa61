import { IDENTITY } from './coefficientLayout';
import { HAIR_DEVIATION, HAIR_MEAN, MELANIN_DEVIATION, MELANIN_MEAN } from './identityDraw';
import { clamp, exp, log, mix, smoothStep } from './exactMath';
import type { HeadModel } from './headModel';
import { readShape } from './shapeSpace';

export type Rgb = readonly [number, number, number];

/** What the renderer needs to know of an identity, as physical amounts. Everything follows from its 160 coefficients. */
export interface IdentityTraits {
  readonly ancestry: readonly [number, number, number];
  readonly maleness: number;
  readonly skin: {
    /** 0 lightest, 1 darkest. */
    readonly melanin: number;
    readonly haemoglobin: number;
    readonly yellow: number;
    /** Specular roughness of the skin, 0.3 oily to 0.55 dry. */
    readonly roughness: number;
    readonly zoneContrast: number;
    readonly cheekRedness: number;
    readonly noseRedness: number;
    readonly underEye: number;
    readonly blotch: number;
    readonly lipDepth: number;
    readonly lipTint: number;
  };
  readonly detail: {
    readonly freckles: number;
    readonly moles: number;
    readonly ageSpots: number;
    readonly blemishes: number;
    readonly pores: number;
    readonly foreheadLines: number;
    readonly frownLines: number;
    readonly crowsFeet: number;
    readonly nasolabial: number;
    readonly crepe: number;
    readonly eyeBags: number;
    readonly stubble: number;
    readonly moustache: number;
    readonly cheekBeard: number;
    /** 0 full hair, 1 far receded. */
    readonly hairline: number;
    /** Shift of the noise patterns, in patterns. */
    readonly phaseU: number;
    readonly phaseV: number;
  };
  readonly colours: {
    /** Linear RGB. */
    readonly iris: Rgb;
    readonly hair: Rgb;
    /** Share of grey hairs, 0 to 1. */
    readonly grey: number;
    readonly brow: Rgb;
    /** Roots of beard and scalp hair, greying with the rest. */
    readonly root: Rgb;
  };
  /** On the base mesh, dm; see skinBrows. */
  readonly brow: {
    readonly density: number;
    readonly height: number;
    readonly thickness: number;
    readonly arch: number;
    readonly tilt: number;
    readonly spacing: number;
  };
}

/** Strength 0 to 1 that begins at `from` deviations and is full at `to`. */
const ramp = (from: number, to: number, x: number): number => clamp((x - from) / (to - from), 0, 1);

export function traitsOf(model: HeadModel, c: Float32Array): IdentityTraits {
  const shape = readShape(model, c);
  const line = (index: number): number => ramp(-0.7, 1.7, c[index]);
  const melanin = clamp(MELANIN_MEAN + MELANIN_DEVIATION * c[IDENTITY.melanin], 0, 1);
  const hair = hairColour(c);
  const grey = 0.92 * smoothStep(0.2, 2.1, c[IDENTITY.hairGrey]);
  return {
    ancestry: shape.ancestry,
    maleness: shape.maleness,
    skin: {
      melanin,
      haemoglobin: clamp(0.5 + 0.22 * c[IDENTITY.haemoglobin], -0.2, 1.4),
      yellow: clamp(0.4 + 0.3 * c[IDENTITY.yellow], -0.4, 1.6),
      roughness: clamp(0.44 - 0.035 * c[IDENTITY.gloss], 0.33, 0.56),
      zoneContrast: clamp(1 + 0.3 * c[IDENTITY.zoneContrast], 0.2, 2),
      cheekRedness: clamp(0.55 + 0.4 * c[IDENTITY.cheekRedness], 0, 1.8),
      noseRedness: clamp(0.5 + 0.35 * c[IDENTITY.noseRedness], 0, 1.6),
      underEye: clamp(0.4 + 0.35 * c[IDENTITY.underEye], 0, 1.5),
      blotch: clamp(0.6 + 0.3 * c[IDENTITY.blotch], 0.1, 1.6),
      lipDepth: clamp(0.5 + 0.4 * c[IDENTITY.lipDepth], -0.4, 1.6),
      lipTint: ramp(0.1, 2.3, c[IDENTITY.lipTint]),
    },
    detail: {
      freckles: ramp(0.7, 2.6, c[IDENTITY.freckles]) * (1 - 0.8 * smoothStep(0.35, 0.7, melanin)),
      moles: ramp(-1.5, 2.5, c[IDENTITY.moles]),
      ageSpots: ramp(0.5, 2.6, c[IDENTITY.ageSpots]),
      blemishes: ramp(0.6, 2.6, c[IDENTITY.blemishes]),
      pores: ramp(-2.5, 2.5, c[IDENTITY.pores]),
      foreheadLines: line(IDENTITY.foreheadLines),
      frownLines: line(IDENTITY.frownLines),
      crowsFeet: line(IDENTITY.crowsFeet),
      nasolabial: line(IDENTITY.nasolabial),
      crepe: line(IDENTITY.crepe),
      eyeBags: line(IDENTITY.eyeBags),
      stubble: ramp(-0.2, 2.2, c[IDENTITY.stubble]),
      moustache: clamp(1 + 0.45 * c[IDENTITY.moustache], 0.1, 1.8),
      cheekBeard: clamp(0.9 + 0.45 * c[IDENTITY.cheekBeard], 0.05, 1.6),
      hairline: ramp(0.2, 2.4, c[IDENTITY.hairline]),
      phaseU: 0.37 * c[IDENTITY.phaseU],
      phaseV: 0.41 * c[IDENTITY.phaseV],
    },
    colours: {
      iris: irisColour(c, melanin),
      hair,
      grey,
      brow: greyed(browColour(hair, c), 0.75 * grey, 0.13),
      root: greyed(hair, grey, 0.32),
    },
    brow: {
      density: clamp(0.98 + 0.2 * c[IDENTITY.browDensity], 0.45, 1.35),
      height: clamp(0.021 * c[IDENTITY.browHeight], -0.045, 0.055),
      thickness: clamp(0.032 + 0.0092 * c[IDENTITY.browThickness], 0.014, 0.06),
      arch: clamp(0.028 + 0.018 * c[IDENTITY.browArch], -0.005, 0.07),
      tilt: clamp(-0.035 + 0.04 * c[IDENTITY.browTilt], -0.13, 0.045),
      spacing: clamp(0.107 + 0.019 * c[IDENTITY.browSpacing], 0.05, 0.16),
    },
  };
}

/** Hair from blond (0) to black (1): linear RGB of the lit strand. */
const HAIR_TONES: readonly Rgb[] = [
  [0.4, 0.3, 0.175],
  [0.235, 0.155, 0.085],
  [0.105, 0.059, 0.03],
  [0.045, 0.027, 0.017],
  [0.019, 0.014, 0.012],
];
const HAIR_RED: Rgb = [0.23, 0.075, 0.026];

function hairColour(c: Float32Array): Rgb {
  const at = clamp(HAIR_MEAN + HAIR_DEVIATION * c[IDENTITY.hairMelanin], 0, 1) * (HAIR_TONES.length - 1);
  const low = Math.min(HAIR_TONES.length - 2, Math.floor(at));
  const red = smoothStep(2.6, 4.6, c[IDENTITY.hairRedness]) * (1 - smoothStep(0.6, 1, at / (HAIR_TONES.length - 1)));
  return [0, 1, 2].map((k) => {
    const plain = exp(mix(log(HAIR_TONES[low][k]), log(HAIR_TONES[low + 1][k]), at - low));
    return mix(plain, HAIR_RED[k], red);
  }) as [number, number, number]; // three in, three out
}

/** @param grey share of white hairs @param white their reflectance */
function greyed(colour: Rgb, grey: number, white: number): Rgb {
  return [mix(colour[0], white, grey), mix(colour[1], 0.92 * white, grey), mix(colour[2], 0.82 * white, grey)];
}

function browColour(hair: Rgb, c: Float32Array): Rgb {
  const lightness = exp(0.25 * c[IDENTITY.browTone]);
  return [0, 1, 2].map((k) => Math.min(hair[k], 0.085) * 0.7 * lightness + 0.003) as [number, number, number]; // three in, three out
}

const IRIS_BROWN: Rgb = [0.055, 0.024, 0.011];
const IRIS_HAZEL: Rgb = [0.19, 0.115, 0.04];
const IRIS_BLUE: Rgb = [0.12, 0.2, 0.3];
const IRIS_GREEN: Rgb = [0.15, 0.18, 0.105];
const IRIS_GREY: Rgb = [0.19, 0.215, 0.23];

/** @param melanin of the skin: the same pigment darkens the brown of the eyes */
function irisColour(c: Float32Array, melanin: number): Rgb {
  const brown = Math.max(smoothStep(-2, 0, c[IDENTITY.eyeMelanin]), 0.97 * smoothStep(0.4, 0.62, melanin));
  const deep = exp(-0.35 * Math.max(0, c[IDENTITY.eyeMelanin] - 0.4)) * (1 - 0.45 * smoothStep(0.4, 0.85, melanin));
  const hue = c[IDENTITY.eyeHue];
  const green = smoothStep(0.2, 1.3, hue);
  const grey = smoothStep(-0.4, -1.5, hue);
  return [0, 1, 2].map((k) => {
    const light = mix(mix(IRIS_BLUE[k], IRIS_GREEN[k], green), IRIS_GREY[k], grey);
    const half = mix(light, IRIS_HAZEL[k], smoothStep(0, 0.5, brown));
    return mix(half, IRIS_BROWN[k] * deep, smoothStep(0.4, 1, brown));
  }) as [number, number, number]; // three in, three out
}
