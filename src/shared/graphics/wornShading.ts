import { CAMERA_HEIGHT } from './camera';
import { bell, clamp, sin, smoothStep } from './exactMath';
import { glossyRadiance, openIrradiance } from './lightFields';
import { noiseBank, NOISE_SIZE } from './noise';
import type { PosedWorn, Scene } from './scene';
import type { Relief } from './wornMesh';

const irradiance = new Float32Array(3);
const reflected = new Float32Array(3);
const MASK = NOISE_SIZE - 1;

/** What the weave does to a point: lightness, and how far the normal leans across and up. */
interface Detail {
  tone: number;
  across: number;
  up: number;
}
const detail: Detail = { tone: 1, across: 0, up: 0 };

/** Linear RGB of point `k`, which shows something worn. Cloth is lit from both sides of its sheet. */
export function shadeWorn(scene: Scene, worn: PosedWorn, k: number, out: Float32Array): void {
  const { frame, key, camera, headRotation: h } = scene;
  const { mesh, posed } = worn;
  const t = frame.triangle[k];
  const b1 = frame.weight1[k];
  const b2 = frame.weight2[k];
  const b0 = 1 - b1 - b2;
  const i = mesh.triangles[t];
  const j = mesh.triangles[t + 1];
  const l = mesh.triangles[t + 2];
  const material = mesh.materials[mesh.material[i]];
  const at = (values: Float32Array, q: number): number =>
    values[3 * i + q] * b0 + values[3 * j + q] * b1 + values[3 * l + q] * b2;
  const px = at(posed.positions, 0);
  const py = at(posed.positions, 1);
  const pz = at(posed.positions, 2);
  let nx = at(posed.normals, 0);
  let ny = at(posed.normals, 1);
  let nz = at(posed.normals, 2);
  let vx = -px;
  let vy = CAMERA_HEIGHT - py;
  let vz = camera.z - pz;
  let length = 1 / Math.sqrt(vx * vx + vy * vy + vz * vz);
  vx *= length;
  vy *= length;
  vz *= length;
  let open = mesh.open[i] * b0 + mesh.open[j] * b1 + mesh.open[l] * b2;
  if (nx * vx + ny * vy + nz * vz < 0) {
    open *= 0.45; // the inside of the sheet
    nx = -nx;
    ny = -ny;
    nz = -nz;
  }
  const u = mesh.uvs[2 * i] * b0 + mesh.uvs[2 * j] * b1 + mesh.uvs[2 * l] * b2;
  const v = mesh.uvs[2 * i + 1] * b0 + mesh.uvs[2 * j + 1] * b1 + mesh.uvs[2 * l + 1] * b2;
  reliefAt(material.relief, u, v, scene.eyeDistance);
  // Across the head and up it, on the cloth: the head's own axes less their part along the normal suffice.
  nx += detail.across * h[0] + detail.up * h[1];
  ny += detail.across * h[3] + detail.up * h[4];
  nz += detail.across * h[6] + detail.up * h[7];
  length = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz + 1e-12);
  nx *= length;
  ny *= length;
  nz *= length;
  const [kx, ky, kz] = key.direction;
  const facing = nx * kx + ny * ky + nz * kz;
  const isSkin = material.relief === 'skin';
  const wrap = isSkin ? 0.2 : 0.12;
  const wrapped = Math.max(0, (facing + wrap) / (1 + wrap));
  const lit =
    wrapped > 0
      ? scene.shadow.lit(px + 0.05 * nx, py + 0.05 * ny, pz + 0.05 * nz, 0.06 + 0.03 * scene.shadowSoftness, 0.12)
      : 0;
  openIrradiance(scene.ambient, nx, ny, nz, irradiance);
  const nv = clamp(nx * vx + ny * vy + nz * vz, 0, 1);
  const m = 1 - nv;
  const rim = m * m * m;
  let glint = 0;
  if (material.gloss > 0) {
    const rx = 2 * nv * nx - vx;
    const ry = 2 * nv * ny - vy;
    const rz = 2 * nv * nz - vz;
    glossyRadiance(scene.ambient, rx, ry, rz, reflected);
    const towards = Math.max(0, rx * kx + ry * ky + rz * kz);
    glint = towards * towards;
    glint *= glint;
    glint *= glint;
    glint *= glint * lit;
  }
  for (let q = 0; q < 3; q++) {
    const paint = material.colour[q] * detail.tone;
    // Fibres at the edge catch light from behind.
    const fuzz = isSkin ? 0 : 0.25 * rim * (1 - material.gloss) * (paint + 0.04);
    out[q] =
      (paint + fuzz) * (open * irradiance[q] + wrapped * (isSkin && q === 0 ? Math.sqrt(lit) : lit) * key.colour[q]) +
      material.gloss * ((0.04 + 0.3 * rim) * open * reflected[q] + 0.5 * glint * key.colour[q]);
  }
}

const fract = (x: number): number => x - Math.floor(x);

/** @param scale points of the frame between the eyes: what is finer than a point or two is left out */
function reliefAt(relief: Relief, u: number, v: number, scale: number): void {
  const { fine, middle } = noiseBank();
  const worn = middle[((v * 160) & MASK) * NOISE_SIZE + ((u * 160) & MASK)];
  const shows = smoothStep(60, 140, scale);
  detail.tone = 1 + 0.05 * worn;
  detail.across = 0;
  detail.up = 0;
  switch (relief) {
    case 'weave':
    case 'panels':
    case 'plaid': {
      detail.tone += 0.07 * shows * fine[((v * 900) & MASK) * NOISE_SIZE + ((u * 900) & MASK)];
      detail.across = 0.05 * worn;
      if (relief === 'panels') {
        const seam = fract(u / 1.2566 + 0.5) - 0.5; // six panels around: a fifth of 1.2 · 2π each
        const stitch = bell((seam * 1.2566) / 0.016);
        detail.tone *= 1 - 0.22 * stitch;
        detail.across += seam > 0 ? 0.25 * stitch : -0.25 * stitch;
        const du = u / 0.26;
        const dv = (v - 0.98) / 0.15;
        const badge = du * du + dv * dv;
        // A stitched mark in front: whatever the noise draws.
        if (badge < 1 && middle[((v * 110 + 90) & MASK) * NOISE_SIZE + ((u * 130) & MASK)] > 0.25) detail.tone *= 2.6;
      } else if (relief === 'plaid') {
        detail.tone *= (fract(u / 0.22) < 0.4 ? 0.55 : 1) * (fract(v / 0.22) < 0.4 ? 0.6 : 1) * 1.3;
      }
      break;
    }
    case 'knit': {
      const phase = u / 0.062;
      const rib = sin(6.2832 * phase);
      const stitch = shows * sin(6.2832 * (v / 0.04 + 0.5 * Math.floor(phase)));
      detail.across = 0.5 * rib;
      detail.tone *= 0.93 + 0.12 * sin(6.2832 * phase + 1.57) + 0.06 * stitch;
      break;
    }
    case 'pleats': {
      const pleat = fract(v * 4 + 0.2);
      detail.up = pleat < 0.16 ? -0.5 : 0.08;
      detail.tone *= pleat < 0.1 ? 0.82 : 1;
      break;
    }
    case 'skin':
      detail.tone = 1 + 0.03 * worn + 0.02 * fine[((v * 500) & MASK) * NOISE_SIZE + ((u * 500) & MASK)];
      break;
    case 'smooth':
      detail.tone = 1;
  }
}
