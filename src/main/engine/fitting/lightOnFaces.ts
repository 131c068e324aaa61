import { evaluateSh, SH_COUNT } from '@shared/graphics/sphericalHarmonics';

/** Directions that a face shows to the camera: at most 70° off. */
const NORMALS = makeNormals();
/** Irradiance over π: bands weigh 1, 2/3, 1/4 (Ramamoorthi and Hanrahan, 2001). */
const BAND_WEIGHTS = [1, 2 / 3, 2 / 3, 2 / 3, 0.25, 0.25, 0.25, 0.25, 0.25] as const;
const LUMINANCE = [0.3, 0.6, 0.1] as const;

function makeNormals(): readonly Float64Array[] {
  const rows: Float64Array[] = [];
  for (let i = 0; i < 400; i++) {
    const y = 1 - (2 * (i + 0.5)) / 400;
    const radius = Math.sqrt(1 - y * y);
    const turn = i * 2.399963229728653;
    const z = Math.sin(turn) * radius;
    if (z < 0.35) continue;
    const row = new Float64Array(SH_COUNT);
    evaluateSh(Math.cos(turn) * radius, y, z, row);
    rows.push(row);
  }
  return rows;
}

/** Mean irradiance, over π, of the surfaces that face the camera. @param bands nine numbers of one channel */
export function meanIrradiance(bands: ArrayLike<number>): number {
  let sum = 0;
  for (const row of NORMALS)
    for (let band = 0; band < SH_COUNT; band++) sum += row[band] * BAND_WEIGHTS[band] * bands[band];
  return sum / NORMALS.length;
}

/** Irradiance (luminance) of each direction, scaled to a mean of 1: the shading, without how bright the picture is exposed. */
export function shadingOf(light: ArrayLike<number>): Float64Array {
  const values = Float64Array.from(NORMALS, (row) => {
    let sum = 0;
    for (let band = 0; band < SH_COUNT; band++)
      for (let c = 0; c < 3; c++) sum += row[band] * BAND_WEIGHTS[band] * LUMINANCE[c] * light[3 * band + c];
    return sum;
  });
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value / mean);
}

/** Relative difference of two lights: root mean square of the difference of their shadings over that of the second, 0 for equal ones. */
export function lightDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const first = shadingOf(a);
  const second = shadingOf(b);
  let difference = 0;
  let square = 0;
  second.forEach((value, i) => {
    difference += (first[i] - value) ** 2;
    square += value * value;
  });
  return Math.sqrt(difference / square);
}
