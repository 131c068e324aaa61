/**
 * Real spherical harmonics to band 2, nine functions, in the order 1, y, z, x, xy, yz, 3z²−1, xz, x²−y²
 * (Ramamoorthi and Hanrahan, "An Efficient Representation for Irradiance Environment Maps", 2001). Light is [band][RGB], 27 numbers.
 */
export const SH_COUNT = 9;
export const SH_0 = 0.282095;
export const SH_1 = 0.488603;

/** Values at a unit direction. @param out nine numbers from `offset` */
export function evaluateSh(x: number, y: number, z: number, out: Float32Array | Float64Array, offset = 0): void {
  out[offset] = SH_0;
  out[offset + 1] = SH_1 * y;
  out[offset + 2] = SH_1 * z;
  out[offset + 3] = SH_1 * x;
  out[offset + 4] = 1.092548 * x * y;
  out[offset + 5] = 1.092548 * y * z;
  out[offset + 6] = 0.315392 * (3 * z * z - 1);
  out[offset + 7] = 1.092548 * x * z;
  out[offset + 8] = 0.546274 * (x * x - y * y);
}

const basis = new Float64Array(SH_COUNT);

/** Adds a light from a direction: `soft` 0 is a point far away, 1 so broad that band 2 nearly vanishes. */
export function addLobe(
  light: Float32Array,
  direction: readonly [number, number, number],
  colour: readonly [number, number, number],
  amount: number,
  soft: number,
): void {
  evaluateSh(direction[0], direction[1], direction[2], basis);
  for (let band = 0; band < SH_COUNT; band++) {
    const window = band === 0 ? 1 : band < 4 ? 1 - 0.3 * soft : 1 - 0.8 * soft;
    for (let c = 0; c < 3; c++) light[3 * band + c] += amount * colour[c] * basis[band] * window;
  }
}

/** Four times as many directions as functions would do; these are spread evenly (golden angle) and fixed. */
const PROBE_COUNT = 64;
const probes = makeProbes();

function makeProbes(): { readonly directions: Float64Array; readonly inverse: Float64Array } {
  const directions = new Float64Array(3 * PROBE_COUNT);
  // Golden-angle steps by a rotation matrix instead of sin and cos.
  const stepCos = -0.7373688780783197;
  const stepSin = 0.6754902942615238;
  let c = 1;
  let s = 0;
  for (let i = 0; i < PROBE_COUNT; i++) {
    const y = 1 - (2 * (i + 0.5)) / PROBE_COUNT;
    const radius = Math.sqrt(1 - y * y);
    directions[3 * i] = c * radius;
    directions[3 * i + 1] = y;
    directions[3 * i + 2] = s * radius;
    const next = c * stepCos - s * stepSin;
    s = c * stepSin + s * stepCos;
    c = next;
  }
  return { directions, inverse: leastSquaresInverse(directions) };
}

/** (YᵀY)⁻¹Yᵀ over the probes, [band][probe], so that a function inside the nine bands is recovered exactly. */
function leastSquaresInverse(directions: Float64Array): Float64Array {
  const y = new Float64Array(PROBE_COUNT * SH_COUNT);
  for (let i = 0; i < PROBE_COUNT; i++)
    evaluateSh(directions[3 * i], directions[3 * i + 1], directions[3 * i + 2], y, i * SH_COUNT);
  const width = SH_COUNT + PROBE_COUNT;
  const rows = new Float64Array(SH_COUNT * width);
  for (let a = 0; a < SH_COUNT; a++) {
    for (let b = 0; b < SH_COUNT; b++)
      for (let i = 0; i < PROBE_COUNT; i++) rows[a * width + b] += y[i * SH_COUNT + a] * y[i * SH_COUNT + b];
    for (let i = 0; i < PROBE_COUNT; i++) rows[a * width + SH_COUNT + i] = y[i * SH_COUNT + a];
  }
  // Gauss–Jordan; YᵀY is close to a multiple of the identity, so no pivoting is needed.
  for (let p = 0; p < SH_COUNT; p++) {
    const scale = 1 / rows[p * width + p];
    for (let k = 0; k < width; k++) rows[p * width + k] *= scale;
    for (let r = 0; r < SH_COUNT; r++) {
      const factor = rows[r * width + p];
      if (r !== p && factor !== 0) for (let k = 0; k < width; k++) rows[r * width + k] -= factor * rows[p * width + k];
    }
  }
  const inverse = new Float64Array(SH_COUNT * PROBE_COUNT);
  for (let a = 0; a < SH_COUNT; a++) inverse.set(rows.subarray(a * width + SH_COUNT, (a + 1) * width), a * PROBE_COUNT);
  return inverse;
}

const turned = new Float64Array(SH_COUNT);

/**
 * The light as seen from a turned frame: result(w) = light(R w), by sampling at the probes and fitting, exact within the bands.
 * @param rotation 3 × 3, row by row
 */
export function rotateSh(light: Float32Array, rotation: Float64Array, out: Float32Array): void {
  const { directions, inverse } = probes;
  out.fill(0);
  for (let i = 0; i < PROBE_COUNT; i++) {
    const x = directions[3 * i];
    const y = directions[3 * i + 1];
    const z = directions[3 * i + 2];
    evaluateSh(
      rotation[0] * x + rotation[1] * y + rotation[2] * z,
      rotation[3] * x + rotation[4] * y + rotation[5] * z,
      rotation[6] * x + rotation[7] * y + rotation[8] * z,
      turned,
    );
    for (let c = 0; c < 3; c++) {
      let value = 0;
      for (let band = 0; band < SH_COUNT; band++) value += light[3 * band + c] * turned[band];
      for (let band = 0; band < SH_COUNT; band++) out[3 * band + c] += value * inverse[band * PROBE_COUNT + i];
    }
  }
}

export interface KeyLight {
  /** Unit vector towards the light. */
  readonly direction: readonly [number, number, number];
  /** RGB; a white wall facing the light has this radiance. */
  readonly colour: readonly [number, number, number];
}

const LUMINANCE = [0.3, 0.6, 0.1] as const;
/** Sum of the squared functions of band 2 at any direction, 5 / 4π. */
const SECOND_BAND_POWER = 0.3978873577297384;
/** Share of the first band that the key takes when the second band says that the light is broad, and when it says that it is a point. */
const KEY_SHARE_BROAD = 0.5;
const KEY_SHARE_POINT = 0.96;

/**
 * Takes the shadow-casting key light out of the spherical harmonics: its direction is that of the first band, its strength the share of that
 * band which a single far light explains; the narrower the light, the more the second band follows the first, and the larger that share.
 * @param ambient 27 numbers: what remains
 */
export function splitKeyLight(light: Float32Array, ambient: Float32Array): KeyLight {
  let x = 0;
  let y = 0;
  let z = 0;
  for (let c = 0; c < 3; c++) {
    y += LUMINANCE[c] * light[3 + c];
    z += LUMINANCE[c] * light[6 + c];
    x += LUMINANCE[c] * light[9 + c];
  }
  const length = Math.sqrt(x * x + y * y + z * z);
  const direction: [number, number, number] = length > 1e-6 ? [x / length, y / length, z / length] : [0, 0, 1];
  evaluateSh(direction[0], direction[1], direction[2], basis);
  const colour: [number, number, number] = [0, 0, 0];
  const share = KEY_SHARE_BROAD + (KEY_SHARE_POINT - KEY_SHARE_BROAD) * narrowness(light, length);
  ambient.set(light);
  for (let c = 0; c < 3; c++) {
    const along = direction[1] * light[3 + c] + direction[2] * light[6 + c] + direction[0] * light[9 + c];
    const most = (0.8 * light[c]) / SH_0;
    const strength = Math.max(0, Math.min((share * along) / SH_1, most));
    for (let band = 0; band < SH_COUNT; band++) ambient[3 * band + c] -= strength * basis[band];
    colour[c] = strength / 3.141592653589793;
  }
  return { direction, colour };
}

/** How far the second band, along the direction in `basis`, keeps up with the first: 0 a broad light, 1 a point. */
function narrowness(light: Float32Array, firstBand: number): number {
  let second = 0;
  for (let band = 4; band < SH_COUNT; band++)
    for (let c = 0; c < 3; c++) second += LUMINANCE[c] * light[3 * band + c] * basis[band];
  // The basis functions of band n sum to (2n + 1) / 4π along any direction.
  const ratio = firstBand > 1e-6 ? (second * SH_1) / (SECOND_BAND_POWER * firstBand) : 0;
  return Math.min(1, Math.max(0, ratio));
}
