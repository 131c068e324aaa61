import { CAMERA_HEIGHT, type Camera } from './camera';
import type { KeyLight } from './sphericalHarmonics';
import type { ShadowMap } from './shadowMap';

/** How strands take the light. */
export interface StrandLight {
  /** Factor on the surrounding light. */
  readonly ambientGain: number;
  /** Strength of the gloss along the strand. */
  readonly gloss: number;
  /** The tone of the gloss's second lobe, which has passed through the strand. */
  readonly tint: readonly [number, number, number];
  readonly skinBias: number;
  readonly hairBias: number;
}

/**
 * Light per vertex of hair: diffuse wrapped around the strand and gloss along it, with two lobes, white and tinted
 * (Kajiya and Kay, 1989; Marschner and others, 2003, in the shifted-tangent form of Scheuermann, 2004). Strands run downwards in the card's plane.
 * @param light [r, g, b, openness] per vertex @param out [diffuse RGB, gloss RGB] per vertex
 */
export function lightStrands(
  positions: Float32Array,
  normals: Float32Array,
  light: Float32Array,
  camera: Camera,
  key: KeyLight,
  shadow: ShadowMap,
  strand: StrandLight,
  out: Float32Array,
): void {
  const [kx, ky, kz] = key.direction;
  for (let i = 0, n = 0; n < positions.length; i++, n += 3) {
    let nx = normals[n];
    let ny = normals[n + 1];
    let nz = normals[n + 2];
    const px = positions[n];
    const py = positions[n + 1];
    const pz = positions[n + 2];
    let vx = -px;
    let vy = CAMERA_HEIGHT - py;
    let vz = camera.z - pz;
    let length = 1 / Math.sqrt(vx * vx + vy * vy + vz * vz);
    vx *= length;
    vy *= length;
    vz *= length;
    if (nx * vx + ny * vy + nz * vz < 0) {
      nx = -nx;
      ny = -ny;
      nz = -nz;
    }
    const lit = shadow.lit(px + 0.02 * nx, py + 0.02 * ny, pz + 0.02 * nz, strand.skinBias, strand.hairBias);
    const facing = nx * kx + ny * ky + nz * kz;
    const diffuse = Math.max(0, facing * 0.7 + 0.3) * lit;
    // Down the card: −y less its part along the normal, then shifted towards the normal for each lobe.
    const tx = ny * nx;
    const ty = ny * ny - 1;
    const tz = ny * nz;
    let hx = vx + kx;
    let hy = vy + ky;
    let hz = vz + kz;
    length = 1 / Math.sqrt(hx * hx + hy * hy + hz * hz + 1e-9);
    hx *= length;
    hy *= length;
    hz *= length;
    const gate = lit * Math.min(1, Math.max(0, facing + 0.25) * 1.5);
    const first = gate * lobe(tx + 0.1 * nx, ty + 0.1 * ny, tz + 0.1 * nz, hx, hy, hz, 5);
    const second = gate * lobe(tx - 0.14 * nx, ty - 0.14 * ny, tz - 0.14 * nz, hx, hy, hz, 3);
    const open = light[4 * i + 3];
    for (let c = 0; c < 3; c++) {
      const ambient = light[4 * i + c];
      out[6 * i + c] = ambient * strand.ambientGain + diffuse * key.colour[c];
      out[6 * i + 3 + c] =
        strand.gloss * (key.colour[c] * (0.035 * first + 0.22 * second * strand.tint[c]) + 0.008 * ambient * open);
    }
  }
}

/** (1 − (t·h)²) to the power 2^doublings. */
function lobe(tx: number, ty: number, tz: number, hx: number, hy: number, hz: number, doublings: number): number {
  const square = tx * tx + ty * ty + tz * tz;
  if (square < 1e-9) return 0;
  const along = tx * hx + ty * hy + tz * hz;
  let value = 1 - (along * along) / square;
  if (value <= 0) return 0;
  for (let i = 0; i < doublings; i++) value *= value;
  return value;
}
