import { SH_0, SH_1 } from './sphericalHarmonics';

/** Irradiance over π from the surrounding light on an open surface (cosine-weighted bands: 1, 2/3, 1/4). @param out RGB, at least 0 */
export function openIrradiance(light: Float32Array, x: number, y: number, z: number, out: Float32Array): void {
  evaluate(light, x, y, z, 2 / 3, 1 / 4, out);
}

/** Radiance of the surrounding light from a direction, blurred as a glossy surface sees it. */
export function glossyRadiance(light: Float32Array, x: number, y: number, z: number, out: Float32Array): void {
  evaluate(light, x, y, z, 0.85, 0.55, out);
}

function evaluate(
  light: Float32Array,
  x: number,
  y: number,
  z: number,
  band1: number,
  band2: number,
  out: Float32Array,
): void {
  const b1 = SH_1 * band1;
  const b4 = 1.092548 * band2;
  const b6 = 0.315392 * band2;
  const b8 = 0.546274 * band2;
  for (let c = 0; c < 3; c++) {
    const value =
      SH_0 * light[c] +
      b1 * (y * light[3 + c] + z * light[6 + c] + x * light[9 + c]) +
      b4 * (x * y * light[12 + c] + y * z * light[15 + c] + x * z * light[21 + c]) +
      b6 * (3 * z * z - 1) * light[18 + c] +
      b8 * (x * x - y * y) * light[24 + c];
    out[c] = value > 0 ? value : 0;
  }
}
