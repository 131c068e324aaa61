import { clamp, mix, smoothStep } from './exactMath';
import { noiseAt, noiseBank } from './noise';
import type { SkinTexel } from './skinTexel';
import { spot } from './skinZones';
import type { IdentityTraits } from './traits';

/** Roots of beard and scalp hair: how much of the skin they cover. */
export function addHairRoots(texel: SkinTexel, traits: IdentityTraits, hasHair: boolean): void {
  const { detail } = traits;
  const scalp = scalpShare(texel, hasHair ? 0.25 * detail.hairline : detail.hairline);
  const grain = 0.75 + 0.25 * clamp(texel.fine, -1.5, 1.5);
  if (scalp > 0) {
    const cover = hasHair ? 0.8 : 0.72 * (1 - 0.75 * detail.hairline);
    texel.hair = Math.max(texel.hair, scalp * cover * grain);
    texel.roughness += 0.3 * scalp;
  }
  if (detail.stubble <= 0 || texel.z < -0.1) return;
  const beard = beardShare(texel, detail);
  if (beard <= 0) return;
  // Stubble is grain; what has grown lies in strands that run down the face.
  const across = Math.abs(texel.x) - 0.8 * texel.z;
  const strands = noiseAt(noiseBank().fine, 330 * across + (texel.x < 0 ? 210 : 0), 75 * texel.y + 40 * across);
  const own = detail.stubble * beard;
  const grown = smoothStep(0.4, 0.85, own);
  const tuft = clamp(mix(texel.fine, strands, grown), -1.7, 1.7);
  const density = clamp(own * (1 + 0.1 * tuft + 0.3 * tuft * (1 - own)), 0, 1.1);
  texel.hair = Math.max(texel.hair, (0.42 + 0.5 * density) * density * (1 + 0.14 * grown * tuft));
  texel.height += 0.0013 * density * texel.fine + grown * (0.0045 * strands + 0.003 * texel.middle);
  texel.roughness += 0.35 * density;
}

/** 1 where scalp hair grows. The line runs from the forehead over temple and sideburn behind the ear. @param recession 0 to 1 */
export function scalpShare(
  place: { x: number; y: number; z: number; broad: number; middle: number },
  recession: number,
): number {
  const { z } = place;
  const ax = Math.abs(place.x);
  let line: number;
  if (z > 0.95) line = 8.02;
  else if (z > 0.7) line = mix(7.72, 8.02, (z - 0.7) / 0.25);
  else if (z > 0.5) line = mix(7.05, 7.72, (z - 0.5) / 0.2);
  else line = mix(6.35, 7.05, clamp((z + 0.3) / 0.8, 0, 1));
  line += recession * smoothStep(0.3, 0.9, z) * (0.2 + 0.28 * smoothStep(0.1, 0.45, ax) * smoothStep(0.75, 0.5, ax));
  if (ax > 0.74 && z > 0.1 && z < 0.62) return 0; // the ear
  const inside = place.y - line + 0.022 * place.broad + 0.02 * place.middle;
  return 0.75 * smoothStep(-0.04, 0.07, inside) + 0.25 * smoothStep(-0.13, 0.03, inside);
}

function beardShare(texel: SkinTexel, detail: IdentityTraits['detail']): number {
  const { x, y, z, mouthRing } = texel;
  const ax = Math.abs(x);
  if (y > 7.35 || y < 5.6 || mouthRing < 6.4) return 0;
  const ragged = 0.035 * texel.broad + 0.03 * texel.middle + 0.012 * clamp(texel.fine, -2, 2);
  const cheekLine = 6.58 + 0.62 * smoothStep(0.28, 0.72, ax) + 0.1 * (detail.cheekBeard - 1);
  const jaw =
    smoothStep(0.09, -0.17, y - cheekLine + ragged) * smoothStep(5.65, 5.98, y + ragged) * smoothStep(0.05, 0.35, z);
  const sideburn =
    ax > 0.64 && z < 0.75 && z > 0.42
      ? smoothStep(7.3, 7.1, y) * smoothStep(0.42, 0.5, z) * smoothStep(0.75, 0.66, z)
      : 0;
  const cheek = clamp(detail.cheekBeard, 0, 1.2);
  const onChin = spot(x, y, 0, 6.3, 0.26, 0.22);
  const jawHair = Math.max(jaw, sideburn) * mix(cheek, 1, onChin);
  const moustache =
    z > 1.3 && ax < 0.36 && y > 6.6
      ? smoothStep(6.87, 6.77, y + 1.1 * ax * ax + 0.4 * ragged) *
        smoothStep(0.37, 0.2, ax + 0.7 * ragged) *
        detail.moustache
      : 0;
  const corner =
    smoothStep(0.42, 0.27, ax + 0.8 * ragged) *
    smoothStep(6.78, 6.6, y) *
    smoothStep(6.3, 6.56, y) *
    0.75 *
    Math.min(1, detail.moustache);
  return clamp(Math.max(jawHair, moustache, corner), 0, 1.1);
}
