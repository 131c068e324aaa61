import { CAMERA_HEIGHT } from './camera';
import { clamp, smoothStep } from './exactMath';
import { ISLAND } from './headModel';
import { glossyRadiance } from './lightFields';
import type { Scene } from './scene';
import { SKIN_STRIDE, toneTexels } from './skinMap';

/** Reflectance of skin at normal incidence (index of refraction 1.4). */
const F0 = 0.028;
/** Pores and fine hair swallow part of the gloss. */
const SPECULAR = 0.5;
/** Light wraps around the edge of the shadow by scattering in the skin, red farthest (Green, "Real-time approximations to subsurface scattering", 2004). */
const WRAP = [0.24, 0.1, 0.055] as const;
const MOUTH_INSIDE = [0.2, 0.055, 0.05] as const;
const SOCKET = [0.45, 0.2, 0.17] as const;
const CLOTHES_BELOW = 5.42;

const texel = new Float32Array(SKIN_STRIDE);
const reflected = new Float32Array(3);

/** Shades points of the head. */
export class SkinShader {
  private readonly neckTone: Float32Array;

  constructor(private readonly scene: Scene) {
    this.neckTone = meanTone(scene);
  }

  /** Linear RGB of point `k` of the frame, written to `out`. */
  shade(k: number, out: Float32Array): void {
    const { scene } = this;
    const { frame, head, model, key, camera, headRotation: h } = scene;
    const { mesh, positions, normals, light } = head;
    const t = frame.triangle[k];
    const i0 = mesh.triangles[t];
    const i1 = mesh.triangles[t + 1];
    const i2 = mesh.triangles[t + 2];
    const b1 = frame.weight1[k];
    const b2 = frame.weight2[k];
    const b0 = 1 - b1 - b2;
    const a = mesh.positionIndex[i0];
    const b = mesh.positionIndex[i1];
    const c = mesh.positionIndex[i2];
    const island = model.body.island[i0];
    const px = positions[3 * a] * b0 + positions[3 * b] * b1 + positions[3 * c] * b2;
    const py = positions[3 * a + 1] * b0 + positions[3 * b + 1] * b1 + positions[3 * c + 1] * b2;
    const pz = positions[3 * a + 2] * b0 + positions[3 * b + 2] * b1 + positions[3 * c + 2] * b2;
    let nx = normals[3 * a] * b0 + normals[3 * b] * b1 + normals[3 * c] * b2;
    let ny = normals[3 * a + 1] * b0 + normals[3 * b + 1] * b1 + normals[3 * c + 1] * b2;
    let nz = normals[3 * a + 2] * b0 + normals[3 * b + 2] * b1 + normals[3 * c + 2] * b2;
    let length = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz + 1e-12);
    nx *= length;
    ny *= length;
    nz *= length;
    let e0 = light[4 * a] * b0 + light[4 * b] * b1 + light[4 * c] * b2;
    let e1 = light[4 * a + 1] * b0 + light[4 * b + 1] * b1 + light[4 * c + 1] * b2;
    let e2 = light[4 * a + 2] * b0 + light[4 * b + 2] * b1 + light[4 * c + 2] * b2;
    const open = light[4 * a + 3] * b0 + light[4 * b + 3] * b1 + light[4 * c + 3] * b2;
    if (island === ISLAND.mouth) {
      out[0] = MOUTH_INSIDE[0] * e0 * 0.35;
      out[1] = MOUTH_INSIDE[1] * e1 * 0.35;
      out[2] = MOUTH_INSIDE[2] * e2 * 0.35;
      return;
    }
    if (island === ISLAND.socket) {
      out[0] = SOCKET[0] * e0 * 0.5;
      out[1] = SOCKET[1] * e1 * 0.5;
      out[2] = SOCKET[2] * e2 * 0.5;
      return;
    }
    let albedo0 = this.neckTone[0];
    let albedo1 = this.neckTone[1];
    let albedo2 = this.neckTone[2];
    let roughness = scene.identity.traits.skin.roughness;
    let lip = 0;
    let f0 = F0;
    if (island === ISLAND.head) {
      const { uvs } = mesh;
      this.sampleSkin(
        uvs[2 * i0] * b0 + uvs[2 * i1] * b1 + uvs[2 * i2] * b2,
        uvs[2 * i0 + 1] * b0 + uvs[2 * i1 + 1] * b1 + uvs[2 * i2 + 1] * b2,
      );
      albedo0 = texel[0];
      albedo1 = texel[1];
      albedo2 = texel[2];
      roughness *= texel[3];
      lip = texel[7];
      const dx = h[0] * texel[4] + h[1] * texel[5] + h[2] * texel[6];
      const dy = h[3] * texel[4] + h[4] * texel[5] + h[5] * texel[6];
      const dz = h[6] * texel[4] + h[7] * texel[5] + h[8] * texel[6];
      nx += dx;
      ny += dy;
      nz += dz;
      length = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz);
      nx *= length;
      ny *= length;
      nz *= length;
      // Relief seen by the surrounding light: its first band, as grey.
      const { ambient } = scene;
      const gain = clamp(
        1 + (0.9 * (dx * ambient[10] + dy * ambient[4] + dz * ambient[7])) / (0.6 * Math.abs(ambient[1]) + 0.3),
        0.5,
        1.5,
      );
      e0 *= gain;
      e1 *= gain;
      e2 *= gain;
      f0 += 0.008 * lip;
    } else {
      const { base } = model.shape;
      const height = base[3 * a + 1] * b0 + base[3 * b + 1] * b1 + base[3 * c + 1] * b2;
      const across = Math.abs(base[3 * a] * b0 + base[3 * b] * b1 + base[3 * c] * b2);
      const behind = smoothStep(0.5, 0, base[3 * a + 2]);
      const collar = CLOTHES_BELOW + 0.3 * smoothStep(0.25, 0.9, across) + 0.2 * behind;
      const cloth = smoothStep(collar, collar - 0.04, height);
      albedo0 += (scene.clothes[0] - albedo0) * cloth;
      albedo1 += (scene.clothes[1] - albedo1) * cloth;
      albedo2 += (scene.clothes[2] - albedo2) * cloth;
      f0 *= 1 - 0.8 * cloth;
    }
    let vx = -px;
    let vy = CAMERA_HEIGHT - py;
    let vz = camera.z - pz;
    length = 1 / Math.sqrt(vx * vx + vy * vy + vz * vz);
    vx *= length;
    vy *= length;
    vz *= length;
    const [kx, ky, kz] = key.direction;
    const lit = scene.shadow.lit(
      px + 0.03 * nx,
      py + 0.03 * ny,
      pz + 0.03 * nz,
      0.03 + 0.03 * scene.shadowSoftness,
      0.1,
    );
    const facing = nx * kx + ny * ky + nz * kz;
    const soft = 0.25 * scene.shadowSoftness;
    const w0 = wrapped(facing, WRAP[0] + soft);
    const w1 = wrapped(facing, WRAP[1] + soft);
    const w2 = wrapped(facing, WRAP[2] + soft);
    // Scattering also reddens the edge of a cast shadow.
    const litRed = 0.35 * Math.sqrt(lit) + 0.65 * lit;
    const d0 = w0 * litRed;
    const d1 = w1 * lit;
    const d2 = w2 * lit;
    const nv = Math.max(0.06, nx * vx + ny * vy + nz * vz);
    // On dark skin nearly all of what is seen is gloss, and a picture exposed for it shows too much.
    const sheen = 0.62 + 0.38 * smoothStep(0.06, 0.3, albedo1);
    let specular = 0;
    if (facing > 0 && lit > 0) {
      let hx = vx + kx;
      let hy = vy + ky;
      let hz = vz + kz;
      length = 1 / Math.sqrt(hx * hx + hy * hy + hz * hz);
      hx *= length;
      hy *= length;
      hz *= length;
      const nh = Math.max(0, nx * hx + ny * hy + nz * hz);
      const vh = Math.max(0, vx * hx + vy * hy + vz * hz);
      const alpha = roughness * roughness + 0.05 * scene.shadowSoftness;
      // Two lobes: the skin's own and a tighter one of its oil (Kelemen and Szirmay-Kalos, 2001, as commonly fitted).
      const lobe = 0.94 * lobeOf(nh, alpha) + 0.06 * lobeOf(nh, alpha * 0.55);
      const m = 1 - vh;
      const m2 = m * m;
      const fresnel = f0 + (1 - f0) * m2 * m2 * m;
      specular =
        (SPECULAR * sheen * 0.25 * lobe * fresnel * facing * lit) /
        Math.max(0.12, (facing * 0.7 + 0.3) * (nv * 0.7 + 0.3));
    }
    const m = 1 - Math.max(0.16, nv);
    const m2 = m * m;
    const rim = (f0 + (0.3 - f0) * m2 * m2 * m) * open * open * (1 - 0.5 * roughness);
    glossyRadiance(scene.ambient, 2 * nv * nx - vx, 2 * nv * ny - vy, 2 * nv * nz - vz, reflected);
    const { colour } = key;
    out[0] = albedo0 * (e0 + d0 * colour[0]) + Math.PI * specular * colour[0] + rim * reflected[0];
    out[1] = albedo1 * (e1 + d1 * colour[1]) + Math.PI * specular * colour[1] + rim * reflected[1];
    out[2] = albedo2 * (e2 + d2 * colour[2]) + Math.PI * specular * colour[2] + rim * reflected[2];
  }

  /** Bilinear values of the skin map at a texture coordinate, into `texel`. */
  private sampleSkin(u: number, v: number): void {
    const { atlas, values } = this.scene.skin;
    const x = clamp((u - atlas.uFirst) * atlas.density - 0.5, 0, atlas.widthPx - 1.001);
    const y = clamp((v - atlas.vFirst) * atlas.density - 0.5, 0, atlas.heightPx - 1.001);
    const x0 = x | 0;
    const y0 = y | 0;
    const fx = x - x0;
    const fy = y - y0;
    const at = (y0 * atlas.widthPx + x0) * SKIN_STRIDE;
    const below = at + atlas.widthPx * SKIN_STRIDE;
    const w00 = (1 - fx) * (1 - fy);
    const w10 = fx * (1 - fy);
    const w01 = (1 - fx) * fy;
    const w11 = fx * fy;
    for (let c = 0; c < SKIN_STRIDE; c++) {
      texel[c] =
        values[at + c] * w00 +
        values[at + SKIN_STRIDE + c] * w10 +
        values[below + c] * w01 +
        values[below + SKIN_STRIDE + c] * w11;
    }
    this.scene.makeUp?.apply(x0, y0, fx, fy, texel);
  }
}

function wrapped(facing: number, wrap: number): number {
  const w = (facing + wrap) / (1 + wrap);
  return w > 0 ? w * (1 - 0.35 * wrap) : 0;
}

/** GGX normal distribution (Walter and others, 2007). */
function lobeOf(nh: number, alpha: number): number {
  const square = alpha * alpha;
  const d = nh * nh * (square - 1) + 1;
  return square / (Math.PI * d * d);
}

/** Tone of the chest: that of the neck where the texture of the head ends. */
function meanTone(scene: Scene): Float32Array {
  const { atlas, values } = scene.skin;
  const sum = new Float32Array(3);
  const texels = toneTexels(atlas);
  for (const at of texels) for (let c = 0; c < 3; c++) sum[c] += values[at * SKIN_STRIDE + c];
  for (let c = 0; c < 3; c++) sum[c] /= Math.max(1, texels.length);
  return sum;
}
