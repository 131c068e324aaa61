import { clamp, smoothStep } from './exactMath';
import type { ShotFactors } from './factors';
import type { MakeUpWorn } from './worn';
import type { HeadModel } from './headModel';
import { FACE_ZONE, makeUpZones, ZONE_COUNT } from './makeUpZones';
import type { AtlasDetail } from './skinAtlas';
import { SKIN_STRIDE, type SkinMap } from './skinMap';

const TO_SHARE = 1 / 255;

/** Paints make-up over what was read from the skin map: the map itself belongs to the identity and is kept. */
export class MakeUpPaint {
  private readonly mean: Float32Array;
  private readonly lipDepth: number;

  constructor(
    readonly worn: MakeUpWorn,
    private readonly zones: Uint8Array,
    private readonly widthPx: number,
    skin: SkinMap,
  ) {
    this.mean = meanOfFace(skin, zones);
    // The same lipstick is darker on dark lips, and people choose it darker.
    this.lipDepth = clamp(0.3 + 1.6 * this.mean[1], 0.35, 0.9);
  }

  /**
   * Changes reflectance RGB, roughness and relief of a texel.
   * @param x0, y0 upper left texel @param fx, fy shares of its right and lower neighbours @param texel as the skin map's, SKIN_STRIDE floats
   */
  apply(x0: number, y0: number, fx: number, fy: number, texel: Float32Array): void {
    const { worn, mean } = this;
    const blush = 0.55 * worn.blushAmount * this.zone(x0, y0, fx, fy, FACE_ZONE.blush);
    const shadow = 0.7 * worn.shadowAmount * this.zone(x0, y0, fx, fy, FACE_ZONE.shadow);
    const liner = 0.85 * worn.linerAmount * this.zone(x0, y0, fx, fy, FACE_ZONE.liner);
    const lip = 0.88 * worn.lipAmount * texel[7];
    if (worn.foundationAmount > 0) {
      // Hair does not take the powder: what is much darker than skin stays.
      const skin = smoothStep(0.45, 0.7, (texel[0] + texel[1]) / (mean[0] + mean[1] + 1e-6));
      const powder = worn.foundationAmount * skin * this.zone(x0, y0, fx, fy, FACE_ZONE.skin);
      for (let c = 0; c < 3; c++) texel[c] += 0.55 * powder * (mean[c] - texel[c]);
      texel[3] *= 1 + 0.22 * powder;
      for (let c = 4; c < 7; c++) texel[c] *= 1 - 0.4 * powder;
    }
    texel[0] *= 1 - 0.03 * blush;
    texel[1] *= 1 - 0.42 * blush;
    texel[2] *= 1 - 0.3 * blush;
    for (let c = 0; c < 3; c++) {
      texel[c] += shadow * (worn.shadowColour[c] - texel[c]);
      texel[c] += lip * (this.lipDepth * worn.lipColour[c] - texel[c]);
      texel[c] *= 1 - liner;
    }
    texel[3] *= 1 - 0.22 * lip;
  }

  private zone(x0: number, y0: number, fx: number, fy: number, channel: number): number {
    const { zones, widthPx } = this;
    const at = (y0 * widthPx + x0) * ZONE_COUNT + channel;
    const below = at + widthPx * ZONE_COUNT;
    return (
      TO_SHARE *
      ((zones[at] * (1 - fx) + zones[at + ZONE_COUNT] * fx) * (1 - fy) +
        (zones[below] * (1 - fx) + zones[below + ZONE_COUNT] * fx) * fy)
    );
  }
}

/** The make-up of a shot; null: none. */
export function makeUpOf(model: HeadModel, shot: ShotFactors, skin: SkinMap, detail: AtlasDetail): MakeUpPaint | null {
  const { makeUp } = shot.nuisances;
  if (makeUp === null) return null;
  return new MakeUpPaint(checked(makeUp), makeUpZones(model, detail), skin.atlas.widthPx, skin);
}

/** Amounts beyond 1 would turn colours inside out. */
function checked(worn: MakeUpWorn): MakeUpWorn {
  const amount = (value: number): number => clamp(value, 0, 1);
  return {
    ...worn,
    lipAmount: amount(worn.lipAmount),
    shadowAmount: amount(worn.shadowAmount),
    linerAmount: amount(worn.linerAmount),
    blushAmount: amount(worn.blushAmount),
    foundationAmount: amount(worn.foundationAmount),
  };
}

const means = new WeakMap<SkinMap, Float32Array>();

/** Tone that foundation evens towards: that of cheeks and forehead. */
function meanOfFace(skin: SkinMap, zones: Uint8Array): Float32Array {
  let mean = means.get(skin);
  if (mean !== undefined) return mean;
  mean = new Float32Array(3);
  const sampled: number[] = [];
  for (let at = 0; at < skin.atlas.covered.length; at += 13)
    if (zones[at * ZONE_COUNT + FACE_ZONE.blush] >= 60) sampled.push(at);
  // Skin is made where a picture sees it; the mean must not depend on which pictures came before.
  skin.complete(Int32Array.from(sampled), sampled.length);
  for (const at of sampled) for (let c = 0; c < 3; c++) mean[c] += skin.values[at * SKIN_STRIDE + c];
  for (let c = 0; c < 3; c++) mean[c] /= Math.max(1, sampled.length);
  means.set(skin, mean);
  return mean;
}
