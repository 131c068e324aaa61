import { bell, clamp, smoothStep } from './exactMath';
import type { HeadModel } from './headModel';
import { skinAtlas, type AtlasDetail, type SkinAtlas } from './skinAtlas';

/** Where on the skin which paint goes; the lips are in the skin map. */
export const FACE_ZONE = { shadow: 0, liner: 1, blush: 2, skin: 3 } as const;
export const ZONE_COUNT = 4;

const cache = new WeakMap<SkinAtlas, Uint8Array>();

/** Shares 0…255 of each zone per texel of the atlas: the same for everybody, made once. */
export function makeUpZones(model: HeadModel, detail: AtlasDetail): Uint8Array {
  const atlas = skinAtlas(model, detail);
  let zones = cache.get(atlas);
  if (zones === undefined) cache.set(atlas, (zones = draw(atlas)));
  return zones;
}

function draw(atlas: SkinAtlas): Uint8Array {
  const zones = new Uint8Array(atlas.covered.length * ZONE_COUNT);
  for (let at = 0; at < atlas.covered.length; at++) {
    const z = atlas.position[3 * at + 2];
    if (atlas.covered[at] === 0 || z < 0.25) continue;
    const ax = Math.abs(atlas.position[3 * at]);
    const y = atlas.position[3 * at + 1];
    const eye = atlas.eyeRing[at];
    const write = (zone: number, share: number): void => {
      zones[at * ZONE_COUNT + zone] = Math.floor(255 * clamp(share, 0, 1) + 0.5);
    };
    write(FACE_ZONE.shadow, shadowShare(ax, y, eye));
    write(FACE_ZONE.liner, linerShare(ax, y, eye));
    write(FACE_ZONE.blush, blushShare(ax, y));
    const face = smoothStep(0.25, 0.6, z) * smoothStep(5.9, 6.15, y) * smoothStep(8.1, 7.95, y);
    write(FACE_ZONE.skin, face * smoothStep(3.6, 5, eye) * smoothStep(5, 8, atlas.mouthRing[at]));
  }
  return zones;
}

/** The upper lid, fading above the crease, farther at the outer side. */
function shadowShare(ax: number, y: number, ring: number): number {
  if (ring > 16 || y < 7.25) return 0;
  const outer = smoothStep(0.25, 0.45, ax);
  return smoothStep(3.8, 4.8, ring) * smoothStep(11.5 + 2.5 * outer, 7.5, ring) * smoothStep(7.26, 7.31, y);
}

/** The roots of the lashes, thicker above. */
function linerShare(ax: number, y: number, ring: number): number {
  if (ring > 9) return 0;
  const isUpper = y > 7.27;
  const outer = smoothStep(0.2, 0.42, ax);
  return isUpper ? bell((ring - 4.1) / (0.75 + 0.75 * outer)) : 0.4 * outer * bell((ring - 4) / 0.8);
}

/** From the apple of the cheek up to the temple. */
function blushShare(ax: number, y: number): number {
  const along = (ax - 0.5) * 0.87 + (y - 7.0) * 0.5;
  const square = (ax - 0.5) * (ax - 0.5) + (y - 7.0) * (y - 7.0);
  const beside = square - along * along;
  return bell(along / 0.26) * bell(Math.sqrt(Math.max(0, beside)) / 0.14);
}
