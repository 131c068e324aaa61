import type { Rng } from '@shared/lib/rng';
import { EXPRESSION, SIDED_UNITS } from './coefficientLayout';
import { clamp, PI, withoutSign } from './exactMath';
import type { HeadModel } from './headModel';
import type { GraphicsOptions } from './recipeOptions';

/** Amounts of expression units (and correctives) at full strength, with how often the pattern is drawn. */
interface Pattern {
  readonly weight: number;
  readonly opensMouth: boolean;
  readonly amounts: Readonly<Record<string, number>>;
}

const both = (name: string, amount: number): Record<string, number> => ({
  [`eye-left-${name}`]: amount,
  [`eye-right-${name}`]: amount,
});
const brows = (name: string, amount: number): Record<string, number> => ({
  [`eyebrows-left-${name}`]: amount,
  [`eyebrows-right-${name}`]: amount,
});

const PATTERNS: readonly Pattern[] = [
  { weight: 36, opensMouth: false, amounts: {} },
  {
    weight: 22,
    opensMouth: false,
    amounts: { 'mouth-corner-puller': 0.32, laughLines: 0.2, cheekRaise: 0.12, ...both('slit', 0.1) },
  },
  {
    weight: 14,
    opensMouth: false,
    amounts: {
      'mouth-corner-puller': 0.55,
      'mouth-retraction': 0.12,
      laughLines: 0.4,
      cheekRaise: 0.25,
      ...both('slit', 0.22),
    },
  },
  { weight: 4, opensMouth: false, amounts: { ...brows('down', 0.3), ...both('slit', 0.2), 'mouth-compression': 0.2 } },
  { weight: 5, opensMouth: false, amounts: { ...brows('up', 0.4), ...both('opened-up', 0.15) } },
  { weight: 4, opensMouth: false, amounts: { ...brows('inner-up', 0.5), 'mouth-depression': 0.25 } },
  { weight: 4, opensMouth: false, amounts: { 'mouth-compression': 0.5 } },
  { weight: 3, opensMouth: false, amounts: { 'mouth-pursing': 0.3, 'mouth-protusion': 0.2 } },
  { weight: 4, opensMouth: false, amounts: { ...both('slit', 0.45), ...brows('down', 0.2), cheekRaise: 0.3 } },
  {
    weight: 36,
    opensMouth: true,
    amounts: {
      'mouth-corner-puller': 0.6,
      'mouth-part-later': 0.3,
      'mouth-upward-retraction': 0.15,
      laughLines: 0.5,
      cheekRaise: 0.35,
      ...both('slit', 0.28),
    },
  },
  {
    weight: 22,
    opensMouth: true,
    amounts: {
      'mouth-corner-puller': 0.65,
      'mouth-open': 0.2,
      'mouth-upward-retraction': 0.25,
      laughLines: 0.6,
      cheekRaise: 0.45,
      ...both('slit', 0.4),
    },
  },
  { weight: 26, opensMouth: true, amounts: { 'mouth-open': 0.14, 'mouth-part-later': 0.12 } },
  { weight: 10, opensMouth: true, amounts: { 'mouth-open': 0.2, 'mouth-protusion': 0.2, ...brows('up', 0.2) } },
  { weight: 4, opensMouth: true, amounts: { 'mouth-open': 0.35, ...brows('up', 0.6), ...both('opened-up', 0.4) } },
];

/** Gaze that seems level, radians: the lids of the base mesh sit a little low. */
const LEVEL_GAZE = 0.09;

/** Small restless movement of everything that may move without being noticed. */
const REST = 0.045;
const REST_EXCLUDED = /closure|open|parling|part-later|upward|opened|eversion|platysma|depression-retraction/;

/** Draws 64 expression numbers. @param yawDeg eyes tend to look back at the camera */
export function drawExpression(
  model: HeadModel,
  rng: Rng,
  options: GraphicsOptions,
  yawDeg: number,
  pitchDeg: number,
): Float32Array {
  const out = new Float32Array(EXPRESSION.correctiveFirst + EXPRESSION.correctiveCount);
  const strength = options.expressionStrength;
  const pattern = drawPattern(rng, rng.chance(strength > 0 ? options.openMouthProbability : 0));
  const amount = strength * (0.4 + 0.6 * rng.uniform());
  model.expression.unitNames.forEach((name, unit) => {
    const rest = REST_EXCLUDED.test(name) ? 0 : Math.abs(REST * strength * rng.normal());
    out[EXPRESSION.unitFirst + unit] = clamp((pattern.amounts[name] ?? 0) * amount + rest, 0, 1);
  });
  model.expression.correctiveNames.forEach((name, corrective) => {
    out[EXPRESSION.correctiveFirst + corrective] = clamp(
      (pattern.amounts[name] ?? 0) * amount + 0.06 * strength * rng.normal(),
      -0.8,
      0.8,
    );
  });
  for (let i = 0; i < SIDED_UNITS.length; i++)
    out[EXPRESSION.sideFirst + i] = clamp(0.1 * strength * rng.normal(), -0.6, 0.6);
  drawEyes(model, rng, options, yawDeg, pitchDeg, out);
  return out.map(withoutSign);
}

function drawPattern(rng: Rng, opensMouth: boolean): Pattern {
  const candidates = PATTERNS.filter((pattern) => pattern.opensMouth === opensMouth);
  let at = rng.uniform() * candidates.reduce((sum, pattern) => sum + pattern.weight, 0);
  for (const pattern of candidates) {
    at -= pattern.weight;
    if (at < 0) return pattern;
  }
  return candidates[0];
}

/** Gaze in radians, blink and lids; lids follow the gaze up and down. */
function drawEyes(
  model: HeadModel,
  rng: Rng,
  options: GraphicsOptions,
  yawDeg: number,
  pitchDeg: number,
  out: Float32Array,
): void {
  const strength = Math.min(1, options.expressionStrength);
  const looksAtCamera = rng.chance(0.72);
  const drawnShare = looksAtCamera ? 0.9 : 0.35 * rng.uniform();
  const share = 0.9 + strength * (drawnShare - 0.9);
  const restless = strength * (looksAtCamera ? 0.035 : 0.13);
  const towards = PI / 180;
  out[EXPRESSION.gazeYaw] = clamp(-share * yawDeg * towards + restless * rng.normal(), -0.5, 0.5);
  // Eyes seldom roll up: people lift the head instead, and look down more easily than up.
  out[EXPRESSION.gazePitch] = clamp(
    LEVEL_GAZE - 0.6 * share * pitchDeg * towards + 0.7 * restless * rng.normal(),
    -0.06,
    0.3,
  );
  out[EXPRESSION.gazeVergence] = 0.025 + 0.01 * strength * (rng.uniform() - 0.5);
  out[EXPRESSION.pupil] = 0.6 * strength * rng.normal();
  const blink = rng.chance(options.blinkProbability) ? 0.93 + 0.07 * rng.uniform() : 0;
  const follow = clamp(out[EXPRESSION.gazePitch] * 0.5, 0, 0.13);
  model.expression.unitNames.forEach((name, unit) => {
    if (name === 'eye-left-closure' || name === 'eye-right-closure') {
      out[EXPRESSION.unitFirst + unit] = clamp(
        Math.max(blink, follow + 0.04 * Math.abs(rng.normal()) * strength),
        0,
        1,
      );
    }
  });
}
