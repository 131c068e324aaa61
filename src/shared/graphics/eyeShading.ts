import { CAMERA_HEIGHT } from './camera';
import { atan2, bell, clamp, mix, PI, smoothStep } from './exactMath';
import { EYEBALL_DIRECTIONS, EYEBALL_TRIANGLES, EYEBALL_VERTEX_COUNT } from './eyeballs';
import { OWNER } from './frame';
import type { HeadModel } from './headModel';
import { glossyRadiance, openIrradiance } from './lightFields';
import { noiseAt, noiseBank, NOISE_SIZE } from './noise';
import type { Scene } from './scene';

/** Sine of the angle at which the iris ends, on the ball. */
const IRIS = 0.425;
const SCLERA = [0.47, 0.435, 0.405] as const;
const SCLERA_CORNER = [0.33, 0.17, 0.145] as const;

const irradiance = new Float32Array(3);
const reflected = new Float32Array(3);

/** Shades points of the eyes: iris, pupil, sclera, the lid's shade and the reflections of the cornea. */
export class EyeShader {
  private readonly pupil: number;
  private readonly edge: number;
  private readonly openness: readonly [right: number, left: number];

  /** @param pupilCoefficient expression's pupil, about −2 (narrow) to 2 (wide) */
  constructor(
    private readonly scene: Scene,
    pupilCoefficient: number,
  ) {
    this.pupil = IRIS * clamp(0.36 + 0.05 * pupilCoefficient, 0.22, 0.55);
    this.edge = 1.1 / Math.max(4, 0.22 * scene.eyeDistance);
    this.openness = [socketOpenness(scene, -1), socketOpenness(scene, 1)];
  }

  shade(k: number, out: Float32Array): void {
    const { scene } = this;
    const { frame, eyes, key } = scene;
    const t = frame.triangle[k];
    const side = t >= EYEBALL_TRIANGLES.length ? 1 : 0;
    const local = side === 0 ? t : t - EYEBALL_TRIANGLES.length;
    const b1 = frame.weight1[k];
    const b2 = frame.weight2[k];
    const b0 = 1 - b1 - b2;
    const i0 = EYEBALL_TRIANGLES[local];
    const i1 = EYEBALL_TRIANGLES[local + 1];
    const i2 = EYEBALL_TRIANGLES[local + 2];
    const blend = (values: Float32Array, offset: number, c: number): number =>
      values[3 * (offset + i0) + c] * b0 + values[3 * (offset + i1) + c] * b1 + values[3 * (offset + i2) + c] * b2;
    const offset = side * EYEBALL_VERTEX_COUNT;
    const dx = blend(EYEBALL_DIRECTIONS, 0, 0);
    const dy = blend(EYEBALL_DIRECTIONS, 0, 1);
    const radius = Math.sqrt(dx * dx + dy * dy);
    const px = blend(eyes.positions, offset, 0);
    const py = blend(eyes.positions, offset, 1);
    const pz = blend(eyes.positions, offset, 2);
    let nx = blend(eyes.normals, offset, 0);
    let ny = blend(eyes.normals, offset, 1);
    let nz = blend(eyes.normals, offset, 2);
    let length = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz);
    nx *= length;
    ny *= length;
    nz *= length;
    let vx = -px;
    let vy = CAMERA_HEIGHT - py;
    let vz = scene.camera.z - pz;
    length = 1 / Math.sqrt(vx * vx + vy * vy + vz * vz);
    vx *= length;
    vy *= length;
    vz *= length;

    this.colourOf(dx, dy, radius, side, out);
    const shade = this.lidShade(k);
    openIrradiance(scene.ambient, nx, ny, nz, irradiance);
    const facing = clamp((nx * key.direction[0] + ny * key.direction[1] + nz * key.direction[2] + 0.2) / 1.2, 0, 1);
    const lit = scene.shadow.lit(px + 0.02 * nx, py + 0.02 * ny, pz + 0.02 * nz, 0.04, 0.1) * facing;
    const surrounding = 0.95 * shade * this.openness[side];
    for (let c = 0; c < 3; c++) out[c] *= surrounding * irradiance[c] + lit * shade * key.colour[c];

    // The cornea stands out of the ball: its normals lean further from the axis.
    const bulge = 0.75 * smoothStep(IRIS * 1.15, IRIS * 0.8, radius);
    const axis = this.axisOf(side);
    const along = nx * axis[0] + ny * axis[1] + nz * axis[2];
    let cx = nx + bulge * (nx - along * axis[0]);
    let cy = ny + bulge * (ny - along * axis[1]);
    let cz = nz + bulge * (nz - along * axis[2]);
    length = 1 / Math.sqrt(cx * cx + cy * cy + cz * cz);
    cx *= length;
    cy *= length;
    cz *= length;
    const nv = Math.max(0, cx * vx + cy * vy + cz * vz);
    const rx = 2 * nv * cx - vx;
    const ry = 2 * nv * cy - vy;
    const rz = 2 * nv * cz - vz;
    const m = 1 - nv;
    const fresnel = 0.03 + 0.6 * m * m * m * m * m;
    glossyRadiance(scene.ambient, rx, ry, rz, reflected);
    const towards = rx * key.direction[0] + ry * key.direction[1] + rz * key.direction[2];
    const spread = 0.03 + 0.075 * scene.shadowSoftness;
    const glint =
      (0.95 - 0.4 * scene.shadowSoftness) *
      smoothStep(1 - spread * 1.5, 1 - spread * 0.5, towards) *
      smoothStep(0.3, 0.8, shade);
    for (let c = 0; c < 3; c++)
      out[c] +=
        fresnel * shade * this.openness[side] * reflected[c] + glint * Math.min(1, lit * 3 + 0.25) * key.colour[c];
  }

  private axisOf(side: number): readonly [number, number, number] {
    const { normals } = this.scene.eyes;
    const at = 3 * side * EYEBALL_VERTEX_COUNT;
    return [normals[at], normals[at + 1], normals[at + 2]];
  }

  /** Reflectance at a place of the ball. */
  private colourOf(dx: number, dy: number, radius: number, side: number, out: Float32Array): void {
    const { colours, detail } = this.scene.identity.traits;
    const bank = noiseBank();
    const corner = smoothStep(0.5, 0.88, Math.abs(dx));
    const veins = smoothStep(0.6, 1.6, noiseAt(bank.middle, dx * 190 + side * 77, dy * 240)) * (0.08 + 0.3 * corner);
    const white = 1 - 0.28 * smoothStep(0.45, 0.95, radius);
    for (let c = 0; c < 3; c++) out[c] = mix(SCLERA[c], SCLERA_CORNER[c], Math.min(1, 0.62 * corner + veins)) * white;
    const inside = smoothStep(IRIS + this.edge + 0.012, IRIS - this.edge - 0.012, radius);
    if (inside <= 0) return;
    const angle = atan2(dy, dx) / PI;
    const rho = radius / IRIS;
    const fibres = noiseAt(bank.fine, angle * (NOISE_SIZE / 2) + 90 * detail.phaseU, rho * 22 + side * 131);
    const cloud = noiseAt(bank.middle, angle * (NOISE_SIZE / 2), rho * 30 + 90 * detail.phaseV);
    const ring = bell((rho - 0.52) / 0.16);
    const rim = smoothStep(0.78, 1.02, rho) * (0.35 + 0.25);
    const dark = smoothStep(this.pupil + this.edge, this.pupil - this.edge, radius);
    for (let c = 0; c < 3; c++) {
      let iris =
        colours.iris[c] * (1 + 0.28 * fibres + 0.12 * cloud + 0.3 * ring * (c === 0 ? 1.2 : c === 1 ? 0.9 : 0.4));
      iris = Math.max(0.004, iris) * (1 - rim);
      iris = mix(iris, 0.004, dark);
      out[c] = mix(out[c], iris, inside);
    }
  }

  /** Shade of lids and lashes: how much skin lies just above, and beside, in the picture. */
  private lidShade(k: number): number {
    const { frame, eyeDistance } = this.scene;
    const step = eyeDistance * 0.017;
    let covered = 0;
    for (let i = 1; i <= 5; i++) {
      const above = k - Math.max(1, Math.round(i * step)) * frame.width;
      if (above >= 0 && frame.owner[above] === OWNER.skin) covered += i < 3 ? 1.3 : 0.8;
    }
    for (let i = 1; i <= 2; i++) {
      const below = k + Math.max(1, Math.round(i * step)) * frame.width;
      if (below < frame.owner.length && frame.owner[below] === OWNER.skin) covered += 0.55;
      const reach = Math.max(1, Math.round(i * step));
      if (frame.owner[k - reach] === OWNER.skin) covered += 0.35;
      if (frame.owner[k + reach] === OWNER.skin) covered += 0.35;
    }
    return clamp(1 - 0.115 * covered, 0.3, 1);
  }
}

/** Skin around the eyes, right and left: edge loops just outside the lids. */
const LID_LOOPS = [7, 10] as const;
const sockets = new WeakMap<HeadModel, { readonly vertices: readonly number[]; readonly isLeft: readonly boolean[] }>();

function socketVertices(model: HeadModel): {
  readonly vertices: readonly number[];
  readonly isLeft: readonly boolean[];
} {
  let found = sockets.get(model);
  if (found === undefined) {
    const { positionIndex, eyeRing } = model.body;
    const around = positionIndex.filter((_, i) => eyeRing[i] >= LID_LOOPS[0] && eyeRing[i] <= LID_LOOPS[1]);
    const vertices = [...new Set(around)];
    found = { vertices, isLeft: vertices.map((vertex) => model.shape.base[3 * vertex] > 0) };
    sockets.set(model, found);
  }
  return found;
}

/** Share of the surrounding light that reaches an eye past brow, nose and hair: what the skin around it gets. @param side −1 right, 1 left */
function socketOpenness(scene: Scene, side: -1 | 1): number {
  const { vertices, isLeft } = socketVertices(scene.model);
  const { light, normals } = scene.head;
  let reached = 0;
  let open = 1e-6;
  vertices.forEach((vertex, i) => {
    if (isLeft[i] !== side > 0) return;
    openIrradiance(scene.ambient, normals[3 * vertex], normals[3 * vertex + 1], normals[3 * vertex + 2], irradiance);
    reached += light[4 * vertex + 1];
    open += irradiance[1];
  });
  return clamp(reached / open, 0.15, 1);
}
