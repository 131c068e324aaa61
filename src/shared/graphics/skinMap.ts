import { Rng } from '@shared/lib/rng';
import { clamp, smoothStep } from './exactMath';
import type { HeadModel } from './headModel';
import { browShare } from './skinBrows';
import { addHairRoots } from './skinHair';
import { noiseAt, noiseBank, NOISE_SIZE } from './noise';
import { skinAtlas, type AtlasDetail, type SkinAtlas } from './skinAtlas';
import { HAEMOGLOBIN_DENSITY, melaninLog, quickExp, YELLOW_DENSITY } from './skinTone';
import { addLips, addRegions, addWrinkles } from './skinZones';
import { addScar, placeScars, type Scar } from './scars';
import type { SkinTexel } from './skinTexel';
import { STREAM } from './streams';
import type { IdentityTraits } from './traits';

/** Floats per texel: reflectance RGB, roughness factor, change of the normal XYZ, share of lip. */
export const SKIN_STRIDE = 8;

export interface SkinMap {
  readonly atlas: SkinAtlas;
  /** SKIN_STRIDE floats per texel; 0 where `complete` has not been asked for the texel. */
  readonly values: Float32Array;
  /**
   * Makes the texels that are named and not there yet. Each depends on the identity alone, so a picture that sees a third of the
   * skin pays for a third, and the values are the same in whatever order they are made.
   * @param seen positions in the atlas; @param count how many of them
   */
  complete(seen: Int32Array, count: number): void;
}

/** Not made, made without relief, made. */
const STATE = { none: 0, flat: 1, whole: 2 } as const;

/** Reflectance, roughness and relief of one identity's skin: nothing yet but the neck, which lends the chest its tone. */
export function makeSkinMap(
  model: HeadModel,
  traits: IdentityTraits,
  scars: readonly Scar[],
  hasHair: boolean,
  detail: AtlasDetail,
): SkinMap {
  const atlas = skinAtlas(model, detail);
  const { widthPx, heightPx, covered } = atlas;
  const values = new Float32Array(widthPx * heightPx * SKIN_STRIDE);
  const height = new Float32Array(widthPx * heightPx);
  const state = new Uint8Array(widthPx * heightPx);
  const shadeAt = texelShader(atlas, traits, scars, hasHair, values, height);
  const makeFlat = (at: number): void => {
    if (state[at] !== STATE.none || covered[at] === 0) return;
    state[at] = STATE.flat;
    shadeAt(at);
  };
  for (const at of toneTexels(atlas)) makeFlat(at);
  return {
    atlas,
    values,
    complete: (seen, count) => {
      for (let n = 0; n < count; n++) {
        const at = seen[n];
        if (state[at] === STATE.whole || covered[at] === 0) continue;
        makeFlat(at);
        state[at] = STATE.whole;
        const column = at % widthPx;
        if (column === 0 || column === widthPx - 1 || at < widthPx || at >= widthPx * (heightPx - 1)) continue;
        makeFlat(at - 1);
        makeFlat(at + 1);
        makeFlat(at - widthPx);
        makeFlat(at + widthPx);
        addRelief(atlas, height, values, at);
      }
    },
  };
}

const tones = new WeakMap<SkinAtlas, readonly number[]>();

/** Some texels of the throat, whose mean is the tone of the skin below the head. */
export function toneTexels(atlas: SkinAtlas): readonly number[] {
  let found = tones.get(atlas);
  if (found === undefined) {
    const { covered, position } = atlas;
    const list: number[] = [];
    for (let at = 0; at < covered.length; at += 7)
      if (covered[at] !== 0 && position[3 * at + 1] <= 6.4 && position[3 * at + 2] >= 0.2) list.push(at);
    tones.set(atlas, (found = list));
  }
  return found;
}

/** A function that writes reflectance, roughness, lip and height of one texel. */
function texelShader(
  atlas: SkinAtlas,
  traits: IdentityTraits,
  scars: readonly Scar[],
  hasHair: boolean,
  values: Float32Array,
  height: Float32Array,
): (at: number) => void {
  const texel: SkinTexel = {
    x: 0,
    y: 0,
    z: 0,
    mouthRing: 0,
    eyeRing: 0,
    fine: 0,
    middle: 0,
    broad: 0,
    melanin: 0,
    haemoglobin: 0,
    yellow: 0,
    height: 0,
    roughness: 1,
    lip: 0,
    hair: 0,
    brow: 0,
  };
  const bank = noiseBank();
  const scale = NOISE_SIZE / atlas.density;
  const shiftX = traits.detail.phaseU * NOISE_SIZE;
  const shiftY = traits.detail.phaseV * NOISE_SIZE;
  const moles = placeMoles(traits);
  const placedScars = placeScars(scars);
  return (at) => {
    const column = at % atlas.widthPx;
    const u = column * scale + shiftX;
    const v = ((at - column) / atlas.widthPx) * scale + shiftY;
    texel.x = atlas.position[3 * at];
    texel.y = atlas.position[3 * at + 1];
    texel.z = atlas.position[3 * at + 2];
    texel.mouthRing = atlas.mouthRing[at];
    texel.eyeRing = atlas.eyeRing[at];
    texel.broad = noiseAt(bank.broad, u * 1.6, v * 1.6);
    texel.middle = noiseAt(bank.middle, u * 1.4, v * 1.4);
    texel.fine = noiseAt(bank.fine, u * 3.3, v * 3.3);
    shadeTexel(texel, traits, hasHair);
    for (const mole of moles) addMole(texel, mole);
    for (const scar of placedScars) addScar(texel, scar);
    writeTexel(texel, traits, values, at);
    height[at] = texel.height;
  };
}

function shadeTexel(texel: SkinTexel, traits: IdentityTraits, hasHair: boolean): void {
  const { skin, detail } = traits;
  const blotch = skin.blotch;
  texel.melanin =
    skin.melanin + blotch * (0.012 * texel.broad + 0.008 * texel.middle) + (0.008 + 0.008 * detail.pores) * texel.fine;
  texel.haemoglobin = skin.haemoglobin + blotch * (0.13 * texel.broad + 0.09 * texel.middle) + 0.05 * texel.fine;
  texel.yellow = skin.yellow + 0.05 * texel.broad;
  texel.height = (0.0003 + 0.0007 * detail.pores) * texel.fine + 0.0006 * texel.middle;
  texel.roughness = 1.02 + 0.07 * texel.middle + 0.1 * detail.pores * texel.fine;
  texel.lip = 0;
  texel.hair = 0;
  texel.brow = 0;
  // Behind the ears and under the hair nobody looks closely.
  if (texel.z > 0) {
    addRegions(texel, skin, detail);
    addWrinkles(texel, detail);
    addLips(texel, skin);
    texel.brow = browShare(texel, traits.brow);
    texel.height += 0.003 * texel.brow * texel.fine;
    texel.roughness += 0.35 * texel.brow;
  }
  addHairRoots(texel, traits, hasHair);
}

function writeTexel(texel: SkinTexel, traits: IdentityTraits, values: Float32Array, at: number): void {
  const to = at * SKIN_STRIDE;
  // Melanin lies above the blood and hides it.
  const blood = texel.haemoglobin * (1 - 0.45 * traits.skin.melanin);
  const hair = clamp(texel.hair, 0, 0.95);
  const { brow, root, grey } = traits.colours;
  // White hairs stand between dark ones.
  const mixed = 1 + (0.12 + 0.5 * grey * (1 - grey)) * clamp(texel.fine, -1.8, 1.8);
  for (let c = 0; c < 3; c++) {
    const density = blood * HAEMOGLOBIN_DENSITY[c] + texel.yellow * YELLOW_DENSITY[c];
    const skin = quickExp(melaninLog(texel.melanin, c) - density);
    const rooted = skin + (root[c] * mixed + 0.06 * skin - skin) * hair;
    values[to + c] = rooted + (brow[c] - rooted) * texel.brow;
  }
  values[to + 3] = texel.roughness * (1 + 0.5 * hair);
  values[to + 7] = texel.lip;
}

/** Central differences of the height, turned into a change of the normal. */
function addRelief(atlas: SkinAtlas, height: Float32Array, values: Float32Array, at: number): void {
  const { widthPx, slope } = atlas;
  const across = clamp((height[at + 1] - height[at - 1]) / 2, -0.01, 0.01);
  const along = clamp((height[at + widthPx] - height[at - widthPx]) / 2, -0.01, 0.01);
  const from = 6 * at;
  for (let c = 0; c < 3; c++)
    values[at * SKIN_STRIDE + 4 + c] = clamp(across * slope[from + c] + along * slope[from + 3 + c], -0.7, 0.7);
}

interface Mole {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly strength: number;
}

const MOLE_PLACES = 18;

/**
 * Every place for a mole is fixed; whether one grows there is a smooth function of the identity, so that mixed identities fade between their moles.
 */
function placeMoles(traits: IdentityTraits): Mole[] {
  const rng = new Rng(0, STREAM.moles);
  const moles: Mole[] = [];
  const { phaseU, phaseV, moles: amount } = traits.detail;
  for (let i = 0; i < MOLE_PLACES; i++) {
    const x = rng.range(-0.68, 0.68);
    const y = rng.range(5.9, 7.95);
    const radius = rng.range(0.009, 0.026);
    const [a, b] = [rng.normal(), rng.normal()];
    const driftX = [rng.normal(), rng.normal()];
    const driftY = [rng.normal(), rng.normal()];
    const presence = (a * 2.7 * phaseU + b * 2.4 * phaseV) / 1.4 + 2 * (amount - 1.2);
    const strength = smoothStep(0, 0.5, presence);
    // Each place drifts its own way with the identity, so that no two people share one.
    const shiftX = 0.3 * (driftX[0] * phaseU + driftX[1] * phaseV);
    const shiftY = 0.4 * (driftY[0] * phaseU + driftY[1] * phaseV);
    if (strength > 0) moles.push({ x: x + shiftX, y: y + shiftY, radius, strength });
  }
  return moles;
}

function addMole(texel: SkinTexel, mole: Mole): void {
  const dx = texel.x - mole.x;
  const dy = texel.y - mole.y;
  const distance = dx * dx + dy * dy;
  const reach = mole.radius * 1.6;
  if (distance > reach * reach || texel.z < 0.4 || texel.mouthRing < 7 || texel.eyeRing < 8) return;
  const inside = mole.strength * smoothStep(reach, mole.radius * 0.6, Math.sqrt(distance));
  texel.melanin += 0.3 * inside;
  texel.haemoglobin += 0.2 * inside;
  texel.height += 0.004 * inside * mole.radius * 40;
}
