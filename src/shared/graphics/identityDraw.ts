import type { Rng } from '@shared/lib/rng';
import { IDENTITY } from './coefficientLayout';
import { clamp } from './exactMath';
import type { GraphicsOptions } from './recipeOptions';
import type { ShapePerson } from './shapeColumns';

export interface DrawnPerson {
  readonly shape: ShapePerson;
  readonly isWoman: boolean;
  readonly ageYears: number;
  /** 0 at 18 years, 1 at 75; may pass 1. */
  readonly ageing: number;
}

/** A person's sex, age, ancestry and build. */
export function drawPerson(rng: Rng, options: GraphicsOptions): DrawnPerson {
  const ancestry = drawAncestry(rng, options);
  const isWoman = rng.chance(options.femaleShare);
  const maleness = isWoman ? 0.15 * rng.uniform() : 0.85 + 0.15 * rng.uniform();
  const ageYears = rng.range(options.ageMinYears, options.ageMaxYears);
  // An old woman's macro target looks like an old man: half its way is enough, skin and hair tell the rest.
  const age01 = (Math.max(0, ageYears - 25) / 65) * (isWoman ? 0.7 : 0.85);
  const muscle = isWoman ? rng.uniform() * -0.4 : rng.uniform() * 0.6 - 0.1;
  const weight = clamp(0.3 * rng.normal(), -0.8, 0.9);
  return {
    shape: { ancestry, maleness, age01, muscle, weight },
    isWoman,
    ageYears,
    ageing: Math.max(0, (ageYears - 18) / 57),
  };
}

function drawAncestry(rng: Rng, options: GraphicsOptions): readonly [number, number, number] {
  const weights = [options.ancestry.african, options.ancestry.asian, options.ancestry.caucasian];
  const at = rng.uniform() * (weights[0] + weights[1] + weights[2]);
  const lead = at < weights[0] ? 0 : at < weights[0] + weights[1] ? 1 : 2;
  const shares: [number, number, number] = [0, 0, 0];
  shares[lead] = 0.55 + 0.45 * rng.uniform();
  const open = [0, 1, 2].filter((k) => k !== lead && weights[k] > 0);
  const rest = 1 - shares[lead];
  if (open.length === 0) shares[lead] = 1;
  else if (open.length === 1) shares[open[0]] = rest;
  else {
    const part = rest * rng.uniform();
    shares[open[0]] = part;
    shares[open[1]] = rest - part;
  }
  return shares;
}

/** Fills the coefficients of skin, detail and colour (120 to 159) by what is likely for the person. */
export function drawAppearance(rng: Rng, person: DrawnPerson, out: Float32Array): void {
  drawTone(rng, person, out);
  drawDetail(rng, person, out);
  drawColours(rng, person, out);
}

/** Amount = mean + deviation × coefficient; traits.ts reads them back. */
export const MELANIN_MEAN = 0.46;
export const MELANIN_DEVIATION = 0.18;
export const HAIR_MEAN = 0.85;
export const HAIR_DEVIATION = 0.17;

/** Melanin 0…1 per ancestry: mean, deviation, and a darker (or lighter) part of the group. */
const MELANIN = [
  [0.79, 0.12, -0.22],
  [0.33, 0.1, 0.18],
  [0.22, 0.095, 0.2],
] as const;

function drawTone(rng: Rng, person: DrawnPerson, out: Float32Array): void {
  const { ancestry } = person.shape;
  let melanin = 0;
  for (let k = 0; k < 3; k++) {
    const [mean, deviation, other] = MELANIN[k];
    melanin += ancestry[k] * (mean + deviation * rng.normal() + (rng.chance(0.25) ? other * rng.uniform() : 0));
  }
  out[IDENTITY.melanin] = (clamp(melanin, 0.04, 0.97) - MELANIN_MEAN) / MELANIN_DEVIATION;
  out[IDENTITY.haemoglobin] = rng.normal();
  out[IDENTITY.yellow] = 0.85 * rng.normal() + 0.7 * ancestry[1] - 0.35 * ancestry[2];
  out[IDENTITY.gloss] = rng.normal();
  out[IDENTITY.zoneContrast] = rng.normal();
  out[IDENTITY.cheekRedness] = rng.normal();
  out[IDENTITY.noseRedness] = 0.9 * rng.normal() + 0.6 * (person.ageing - 0.5);
  out[IDENTITY.underEye] = 0.9 * rng.normal() + 0.8 * (person.ageing - 0.5);
  out[IDENTITY.blotch] = 0.8 * rng.normal() + 1.5 * (person.ageing - 0.5);
  out[IDENTITY.lipDepth] = rng.normal();
}

const AGEING_LINES = [
  IDENTITY.foreheadLines,
  IDENTITY.frownLines,
  IDENTITY.crowsFeet,
  IDENTITY.nasolabial,
  IDENTITY.crepe,
  IDENTITY.eyeBags,
] as const;

function drawDetail(rng: Rng, person: DrawnPerson, out: Float32Array): void {
  const { ancestry } = person.shape;
  out[IDENTITY.freckles] = 0.9 * rng.normal() + 0.9 * (ancestry[2] - 0.4) - 0.4 * (person.ageing - 0.5);
  out[IDENTITY.moles] = rng.normal();
  out[IDENTITY.ageSpots] = 0.5 * rng.normal() + 2.8 * (person.ageing - 0.5);
  out[IDENTITY.blemishes] = 0.9 * rng.normal() - 1.2 * (person.ageing - 0.5);
  out[IDENTITY.pores] = 0.9 * rng.normal() + (person.isWoman ? -0.35 : 0.35);
  for (const line of AGEING_LINES) out[line] = 2.8 * (person.ageing - 0.5) + 0.55 * rng.normal();
  const beard = 1.1 - 0.5 * ancestry[1];
  out[IDENTITY.stubble] = person.isWoman ? -0.9 + 0.1 * rng.normal() : beard - 0.2 + 0.75 * rng.normal();
  out[IDENTITY.moustache] = rng.normal();
  out[IDENTITY.cheekBeard] = rng.normal();
  out[IDENTITY.hairline] = person.isWoman ? -0.7 + 0.4 * rng.normal() : 0.7 * rng.normal() + 2 * (person.ageing - 0.15);
  out[IDENTITY.phaseU] = rng.normal();
  out[IDENTITY.phaseV] = rng.normal();
}

function drawColours(rng: Rng, person: DrawnPerson, out: Float32Array): void {
  const { ancestry } = person.shape;
  const light = ancestry[2] * ancestry[2];
  out[IDENTITY.eyeMelanin] = light * (2 * rng.normal() - 1.75) + (1 - light) * (0.42 + 0.4 * rng.normal());
  out[IDENTITY.eyeHue] = rng.normal();
  out[IDENTITY.browHeight] = 0.85 * rng.normal() + (person.isWoman ? 0.5 : -0.5);
  out[IDENTITY.browThickness] = 0.85 * rng.normal() + (person.isWoman ? -0.5 : 0.5);
  out[IDENTITY.browArch] = 0.9 * rng.normal() + (person.isWoman ? 0.4 : -0.4);
  out[IDENTITY.browTilt] = rng.normal();
  out[IDENTITY.browSpacing] = rng.normal();
  out[IDENTITY.browDensity] = 0.85 * rng.normal() + (person.isWoman ? -0.35 : 0.35);
  out[IDENTITY.browTone] = rng.normal();
  out[IDENTITY.lipTint] = person.isWoman ? 0.55 + 0.75 * rng.normal() : -0.55 + 0.35 * rng.normal();
  const darkness = light * rng.uniform() * 1.05 + (1 - light) * (0.93 + 0.08 * rng.normal());
  out[IDENTITY.hairMelanin] = (darkness - HAIR_MEAN) / HAIR_DEVIATION;
  out[IDENTITY.hairRedness] = light * (0.7 + 2 * rng.normal()) + (1 - light) * (-0.15 + 0.8 * rng.normal());
  out[IDENTITY.hairGrey] = -1.2 + 3.2 * person.ageing * person.ageing + 0.45 * rng.normal();
}
