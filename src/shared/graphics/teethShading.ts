import { smoothStep } from './exactMath';
import { OWNER } from './frame';
import { openIrradiance } from './lightFields';
import type { PosedMesh, Scene } from './scene';

const TEETH = [0.55, 0.515, 0.44] as const;
const TONGUE = [0.46, 0.18, 0.16] as const;
const irradiance = new Float32Array(3);

/** Teeth and tongue: lit through the open lips, darker to the sides and deeper in the mouth. */
export function shadeInMouth(scene: Scene, posed: PosedMesh, k: number, out: Float32Array): void {
  const { frame, key } = scene;
  const isTeeth = frame.owner[k] === OWNER.teeth;
  const t = frame.triangle[k];
  const b1 = frame.weight1[k];
  const b2 = frame.weight2[k];
  const b0 = 1 - b1 - b2;
  const a = 3 * posed.triangles[t];
  const b = 3 * posed.triangles[t + 1];
  const c = 3 * posed.triangles[t + 2];
  const { positions, normals } = posed;
  let nx = normals[a] * b0 + normals[b] * b1 + normals[c] * b2;
  let ny = normals[a + 1] * b0 + normals[b + 1] * b1 + normals[c + 1] * b2;
  let nz = normals[a + 2] * b0 + normals[b + 2] * b1 + normals[c + 2] * b2;
  const length = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz + 1e-12);
  nx *= length;
  ny *= length;
  nz *= length;
  // Side and depth in the head's own frame.
  const h = scene.headRotation;
  const px = positions[a] * b0 + positions[b] * b1 + positions[c] * b2;
  const py = positions[a + 1] * b0 + positions[b + 1] * b1 + positions[c + 1] * b2 - 6.7;
  const pz = positions[a + 2] * b0 + positions[b + 2] * b1 + positions[c + 2] * b2 - 0.15;
  const side = Math.abs(h[0] * px + h[3] * py + h[6] * pz);
  const front = h[2] * px + h[5] * py + h[8] * pz;
  const openness = smoothStep(0.34, 0.06, side) * smoothStep(0.95, 1.25, front) * lipShade(scene, k);
  openIrradiance(scene.ambient, nx, ny, nz, irradiance);
  const facing = Math.max(0, nx * key.direction[0] + ny * key.direction[1] + nz * key.direction[2]);
  const ambientShare = isTeeth ? 0.17 + 0.68 * openness : 0.12 + 0.3 * openness;
  const keyShare = (isTeeth ? 0.5 : 0.4) * openness * (0.3 + 0.7 * facing);
  for (let q = 0; q < 3; q++)
    out[q] = (isTeeth ? TEETH : TONGUE)[q] * (ambientShare * irradiance[q] + keyShare * key.colour[q]);
}

/** The lips shade the rows next to them. */
function lipShade(scene: Scene, k: number): number {
  const { frame, eyeDistance } = scene;
  let covered = 0;
  for (let i = 1; i <= 2; i++) {
    const reach = Math.max(1, Math.round(i * eyeDistance * 0.016)) * frame.width;
    if (k - reach >= 0 && frame.owner[k - reach] === OWNER.skin) covered += 0.19;
    if (k + reach < frame.owner.length && frame.owner[k + reach] === OWNER.skin) covered += 0.12;
  }
  return 1 - covered;
}
