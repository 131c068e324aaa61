import { CAMERA_HEIGHT } from './camera';
import type { GlassesStyle } from './glasses';
import { glossyRadiance, openIrradiance } from './lightFields';
import type { PosedMesh, Scene } from './scene';
import type { Screen } from './visibility';

const irradiance = new Float32Array(3);
const reflected = new Float32Array(3);

/** A point of the frame: paint or metal with a highlight. */
export function shadeFrame(scene: Scene, posed: PosedMesh, style: GlassesStyle, k: number, out: Float32Array): void {
  const { frame, key, camera } = scene;
  const t = frame.triangle[k];
  const b1 = frame.weight1[k];
  const b2 = frame.weight2[k];
  const b0 = 1 - b1 - b2;
  const a = 3 * posed.triangles[t];
  const b = 3 * posed.triangles[t + 1];
  const c = 3 * posed.triangles[t + 2];
  const at = (values: Float32Array, q: number): number => values[a + q] * b0 + values[b + q] * b1 + values[c + q] * b2;
  let nx = at(posed.normals, 0);
  let ny = at(posed.normals, 1);
  let nz = at(posed.normals, 2);
  let length = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz + 1e-12);
  nx *= length;
  ny *= length;
  nz *= length;
  let vx = -at(posed.positions, 0);
  let vy = CAMERA_HEIGHT - at(posed.positions, 1);
  let vz = camera.z - at(posed.positions, 2);
  length = 1 / Math.sqrt(vx * vx + vy * vy + vz * vz);
  vx *= length;
  vy *= length;
  vz *= length;
  const nv = nx * vx + ny * vy + nz * vz;
  openIrradiance(scene.ambient, nx, ny, nz, irradiance);
  glossyRadiance(scene.ambient, 2 * nv * nx - vx, 2 * nv * ny - vy, 2 * nv * nz - vz, reflected);
  const [kx, ky, kz] = key.direction;
  const facing = Math.max(0, nx * kx + ny * ky + nz * kz);
  const towards = Math.max(0, (2 * nv * nx - vx) * kx + (2 * nv * ny - vy) * ky + (2 * nv * nz - vz) * kz);
  let glint = towards * towards;
  glint *= glint;
  glint *= glint;
  for (let q = 0; q < 3; q++) {
    const paint = style.colour[q];
    const mirror = style.isMetal ? 0.9 * paint + 0.08 : 0.045;
    out[q] =
      (style.isMetal ? 0.35 : 1) * paint * (0.85 * irradiance[q] + facing * key.colour[q]) +
      mirror * (0.8 * reflected[q] + glint * key.colour[q]);
  }
}

const GLINT_FROM = 0.9965;

/** Lenses take a little of the light from behind and mirror a little of the surroundings. */
export function drawLenses(scene: Scene, positions: Float32Array, triangles: Uint16Array, screen: Screen): void {
  const { frame, camera, key, ambient } = scene;
  const { veil, passed } = frame;
  const h = scene.headRotation;
  forEachPoint(scene, triangles, screen, (k, a, b, c, b0, b1, b2) => {
    const px = positions[3 * a] * b0 + positions[3 * b] * b1 + positions[3 * c] * b2;
    const py = positions[3 * a + 1] * b0 + positions[3 * b + 1] * b1 + positions[3 * c + 1] * b2;
    const pz = positions[3 * a + 2] * b0 + positions[3 * b + 2] * b1 + positions[3 * c + 2] * b2;
    // The front of a lens is gently curved about the middle of the face.
    const [nx, ny, nz] = turned(h, 0.35 * (px - h[2] * 1.4), 0.35 * (py - 7.25), 1);
    let vx = -px;
    let vy = CAMERA_HEIGHT - py;
    let vz = camera.z - pz;
    const length = 1 / Math.sqrt(vx * vx + vy * vy + vz * vz);
    vx *= length;
    vy *= length;
    vz *= length;
    const nv = nx * vx + ny * vy + nz * vz;
    const rx = 2 * nv * nx - vx;
    const ry = 2 * nv * ny - vy;
    const rz = 2 * nv * nz - vz;
    const m = 1 - Math.max(0, nv);
    const fresnel = 0.05 + 0.6 * m * m * m * m * m;
    glossyRadiance(ambient, rx, ry, rz, reflected);
    const towards = rx * key.direction[0] + ry * key.direction[1] + rz * key.direction[2];
    // The lamp itself, mirrored: a spot some four degrees wide and not a white lens.
    const glint = towards > GLINT_FROM ? Math.min(1, (towards - GLINT_FROM) * 600) : 0;
    for (let q = 0; q < 3; q++) veil[3 * k + q] += passed[k] * (fresnel * reflected[q] + 0.35 * glint * key.colour[q]);
    passed[k] *= 0.95 - fresnel;
  });
}

function turned(h: Float64Array, x: number, y: number, z: number): readonly [number, number, number] {
  const length = 1 / Math.sqrt(x * x + y * y + z * z);
  return [
    (h[0] * x + h[1] * y + h[2] * z) * length,
    (h[3] * x + h[4] * y + h[5] * z) * length,
    (h[6] * x + h[7] * y + h[8] * z) * length,
  ];
}

/** Calls for every point of the frame that the triangles cover and that nothing hides. */
function forEachPoint(
  scene: Scene,
  triangles: Uint16Array,
  screen: Screen,
  visit: (k: number, a: number, b: number, c: number, b0: number, b1: number, b2: number) => void,
): void {
  const { frame } = scene;
  const { x, y, nearness } = screen;
  for (let t = 0; t < triangles.length; t += 3) {
    const a = triangles[t];
    const b = triangles[t + 1];
    const c = triangles[t + 2];
    const area = (x[b] - x[a]) * (y[c] - y[a]) - (y[b] - y[a]) * (x[c] - x[a]);
    if (area === 0) continue;
    const xLow = Math.max(0, Math.ceil(Math.min(x[a], x[b], x[c]) - 0.5));
    const xHigh = Math.min(frame.width - 1, Math.floor(Math.max(x[a], x[b], x[c]) - 0.5));
    const yLow = Math.max(0, Math.ceil(Math.min(y[a], y[b], y[c]) - 0.5));
    const yHigh = Math.min(frame.height - 1, Math.floor(Math.max(y[a], y[b], y[c]) - 0.5));
    for (let py = yLow; py <= yHigh; py++) {
      for (let px = xLow; px <= xHigh; px++) {
        const rx = px + 0.5 - x[a];
        const ry = py + 0.5 - y[a];
        const b1 = (rx * (y[c] - y[a]) - ry * (x[c] - x[a])) / area;
        const b2 = ((x[b] - x[a]) * ry - (y[b] - y[a]) * rx) / area;
        // Neighbouring triangles of a fan share edges: a point on one belongs to the first.
        if (b1 < 0 || b2 <= 0 || b1 + b2 > 1) continue;
        const k = py * frame.width + px;
        const near = nearness[a] * (1 - b1 - b2) + nearness[b] * b1 + nearness[c] * b2;
        if (near < frame.nearness[k]) continue;
        visit(k, a, b, c, 1 - b1 - b2, b1, b2);
      }
    }
  }
}
