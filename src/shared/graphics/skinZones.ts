import { bell, mix, smoothStep } from './exactMath';
import type { SkinTexel } from './skinTexel';
import type { IdentityTraits } from './traits';

/**
 * Where on the face what is. Coordinates are those of the base mesh at rest in dm: eyes at (±0.31, 7.28), tip of the nose (0, 6.9),
 * lips (0, 6.62), chin (0, 6.2), brows 7.5, hairline 8.05, ears beyond |x| 0.72.
 */

/** A soft spot: 1 at (cx, cy), falling with the widths. */
export const spot = (x: number, y: number, cx: number, cy: number, sx: number, sy: number): number => {
  const dx = (x - cx) / sx;
  const dy = (y - cy) / sy;
  const square = dx * dx + dy * dy;
  return square > 6 ? 0 : 1 / (1 + square * (1 + square * 0.9)); // a bell without exp: this runs for every texel
};

/** Redness, shadows under the eyes, lids, freckles, age spots, blemishes. */
export function addRegions(texel: SkinTexel, skin: IdentityTraits['skin'], detail: IdentityTraits['detail']): void {
  const { x, y, z } = texel;
  const ax = Math.abs(x);
  const cheek = spot(ax, y, 0.46, 6.95, 0.26, 0.2);
  const nose = z > 1.25 ? spot(x, y, 0, 6.93, 0.17, 0.16) : 0;
  const wing = z > 1.2 ? spot(ax, y, 0.15, 6.86, 0.07, 0.09) : 0;
  const chin = spot(x, y, 0, 6.28, 0.2, 0.13);
  const forehead = spot(x, y, 0, 7.8, 0.5, 0.24);
  const ear = smoothStep(0.7, 0.8, ax) * smoothStep(0.75, 0.5, z);
  const red =
    skin.cheekRedness * 0.5 * cheek +
    skin.noseRedness * (0.45 * nose + 0.3 * wing) +
    0.18 * chin +
    0.4 * ear -
    0.12 * forehead;
  texel.haemoglobin += skin.zoneContrast * red * (1 + 0.25 * texel.broad);
  texel.yellow += skin.zoneContrast * 0.18 * forehead;
  texel.melanin += skin.zoneContrast * (0.02 * forehead - 0.012 * cheek);
  texel.roughness += 0.18 * cheek - 0.12 * nose - 0.06 * forehead;
  const under = spot(ax, y, 0.29, 7.125, 0.16, 0.055) + 0.5 * spot(ax, y, 0.16, 7.17, 0.05, 0.06);
  texel.melanin += 0.05 * skin.underEye * under;
  texel.haemoglobin += 0.34 * skin.underEye * under;
  if (texel.eyeRing < 11) addLids(texel);
  if (detail.freckles > 0) {
    const zone = spot(ax, y, 0.3, 7.0, 0.42, 0.3) + 0.3 * forehead + 0.12;
    texel.melanin += 0.11 * detail.freckles * zone * smoothStep(0.7, 1.9, texel.fine + 0.2 * texel.middle);
  }
  if (detail.ageSpots > 0) {
    texel.melanin +=
      0.1 *
      detail.ageSpots *
      smoothStep(1.5, 2.1, texel.middle + 0.3 * texel.fine) *
      smoothStep(0.1, 0.5, ax + 0.6 * forehead);
  }
  if (detail.blemishes > 0) {
    const mark = smoothStep(1.75, 2.3, texel.middle + 0.3 * texel.fine) * (cheek + chin + 0.5 * forehead);
    texel.haemoglobin += 1.1 * detail.blemishes * mark;
    texel.height += 0.004 * detail.blemishes * mark;
  }
  const nostril = z > 1.1 ? spot(ax, y, 0.085, 6.79, 0.05, 0.035) : 0;
  texel.haemoglobin += 0.5 * nostril;
  texel.melanin += 0.04 * nostril;
}

/** Waterline, lash roots and the thin skin of the lids. */
function addLids(texel: SkinTexel): void {
  const ring = texel.eyeRing;
  const lid = smoothStep(11, 7, ring) * smoothStep(3.2, 4.5, ring);
  texel.haemoglobin += 0.3 * lid;
  texel.melanin += 0.025 * lid;
  const crease = texel.y > 7.28 ? bell((ring - 8.2) / 0.9) : 0;
  texel.melanin += 0.05 * crease;
  texel.haemoglobin += 0.25 * crease;
  texel.height -= 0.0035 * crease;
  const roots = bell((ring - 4) / 0.75);
  texel.melanin += (texel.y > 7.26 ? 0.16 : 0.06) * roots;
  const waterline = smoothStep(3.6, 2.6, ring);
  texel.haemoglobin += 0.75 * waterline;
  texel.melanin -= 0.3 * texel.melanin * waterline;
  texel.roughness -= 0.45 * waterline;
}

/** The red of the lips with its fine vertical folds. */
export function addLips(texel: SkinTexel, skin: IdentityTraits['skin']): void {
  const ring = texel.mouthRing;
  if (ring > 9) return;
  const isUpper = texel.y > 6.61;
  const edge = isUpper ? 6.1 : 7.0;
  const lip =
    smoothStep(edge + 0.75, edge - 0.75, ring + 0.18 * texel.middle) * smoothStep(0.268, 0.235, Math.abs(texel.x));
  const rim = bell((ring - edge - 0.5) / 0.8);
  texel.melanin -= 0.018 * rim; // the pale line around the lips
  if (lip <= 0) return;
  texel.lip = lip;
  const folds = texel.fine * 0.6 + texel.middle * 0.4;
  const dark = smoothStep(0.4, 0.85, skin.melanin);
  texel.haemoglobin +=
    lip * (1 - 0.62 * dark) * (0.95 + 0.5 * skin.lipDepth + 1.4 * skin.lipTint + (isUpper ? 0.22 : 0) + 0.12 * folds);
  texel.yellow -= 0.35 * lip;
  texel.melanin += lip * (0.025 + 0.05 * skin.melanin * skin.lipDepth + 0.03 * skin.lipTint + (isUpper ? 0.02 : 0));
  texel.melanin -= lip * 0.07 * dark * (isUpper ? 0.2 : 1);
  texel.height = mix(texel.height, 0.0016 * folds, lip);
  texel.roughness = mix(texel.roughness, 0.78 - 0.18 * skin.lipTint, lip);
  const slit = smoothStep(2.9, 1.6, ring) * smoothStep(0.268, 0.245, Math.abs(texel.x));
  texel.haemoglobin += 0.5 * slit;
  texel.melanin += (0.9 - texel.melanin) * 0.5 * slit;
}

/** Lines of the forehead, between the brows, at the eyes, beside nose and mouth; slack skin. */
export function addWrinkles(texel: SkinTexel, detail: IdentityTraits['detail']): void {
  const { x, y } = texel;
  const ax = Math.abs(x);
  let depth = 0;
  if (detail.foreheadLines > 0 && y > 7.58 && y < 8.05 && texel.z > 0.7) {
    const phase = (y - 7.62 + 0.06 * ax * ax + 0.018 * texel.broad) / 0.092;
    const nearest = phase - Math.floor(phase + 0.5);
    const index = Math.floor(phase + 0.5);
    const present = index >= 0 && index < 5 ? 0.55 + 0.45 * noiseSign(index) : 0;
    depth +=
      0.0042 * detail.foreheadLines * present * bell(nearest / 0.16) * smoothStep(0.52, 0.25, ax + 0.06 * texel.middle);
  }
  if (detail.frownLines > 0 && y > 7.36 && y < 7.7 && ax < 0.2) {
    const line = 0.075 + 0.035 * (y - 7.45) + 0.006 * texel.broad;
    depth +=
      0.0038 * detail.frownLines * bell((ax - line) / 0.014) * smoothStep(7.36, 7.44, y) * smoothStep(7.7, 7.56, y);
  }
  if (detail.crowsFeet > 0 && ax > 0.46 && ax < 0.72 && y > 7.08 && y < 7.46) {
    const slope = (y - 7.26) / (ax - 0.3);
    const phase = slope * 7.5 + 0.18 * texel.broad;
    const nearest = phase - Math.floor(phase + 0.5);
    depth +=
      0.0032 *
      detail.crowsFeet *
      bell(nearest / 0.22) *
      smoothStep(0.46, 0.51, ax) *
      smoothStep(0.68, 0.56, ax) *
      smoothStep(0.75, 0.45, Math.abs(slope));
  }
  if (y > 6.5 && y < 7.0 && ax > 0.14 && ax < 0.5) {
    const line = 0.205 + (6.93 - y) * 0.36 + 0.006 * texel.broad;
    const fold = bell((ax - line) / 0.022) * smoothStep(6.97, 6.88, y) * smoothStep(6.5, 6.62, y);
    depth += 0.006 * detail.nasolabial * fold;
  }
  if (detail.nasolabial > 0 && y > 6.25 && y < 6.62 && ax > 0.2 && ax < 0.42) {
    depth +=
      0.004 *
      detail.nasolabial *
      bell((ax - 0.285 - 0.12 * (6.6 - y)) / 0.02) *
      smoothStep(6.27, 6.38, y) *
      smoothStep(6.62, 6.56, y);
  }
  if (detail.eyeBags > 0) {
    const bow = 7.105 - 0.03 * bell((ax - 0.3) / 0.1);
    depth += 0.0045 * detail.eyeBags * bell((y - bow) / 0.018) * smoothStep(0.13, 0.2, ax) * smoothStep(0.47, 0.4, ax);
  }
  if (detail.crepe > 0) {
    const slack = smoothStep(6.1, 5.7, y) + 0.6 * spot(ax, y, 0.33, 7.12, 0.2, 0.09) + 0.25;
    texel.height += 0.0022 * detail.crepe * slack * texel.middle;
  }
  texel.height -= depth;
  texel.melanin += 4 * depth;
  texel.haemoglobin += 22 * depth;
}

/** A fixed number in −1…1 for a line, so that lines differ in strength. */
const noiseSign = (index: number): number => [0.2, 0.9, 0.6, -0.3, 0.5][index];
