import { cos, PI, sin } from './exactMath';
import { eyeballFrame } from './eyeballs';
import { headSurface } from './buildIdentity';
import type { HeadModel } from './headModel';
import type { Point } from './wornMesh';

const TURNS = 36;
const FALLS = 18;
/** The middle of the skull lies this far above the eyes, dm. */
const ABOVE_EYES = 0.27;
/** Shoulders, this far below the eyes, do not belong to the head. */
const LOWEST = -1.23;

/**
 * How far a head reaches from the middle of the skull in every direction: what worn things must clear. Directions are the turn about the
 * vertical (0 to the front, positive to the person's left) and the fall from straight up, radians.
 */
export class HeadReach {
  /** Height of the eyes, dm; people differ in height, and the head is where the body puts it. */
  readonly eyes: number;
  /** The middle of the skull. */
  readonly middle: Point;
  private readonly table = new Float32Array(TURNS * (FALLS + 1));

  /** @param withEars hats sit above the ears, hoods lie over them */
  constructor(model: HeadModel, head: Float32Array, withEars: boolean) {
    const { outer } = headSurface(model);
    const right = eyeballFrame(head, model.landmarks.eyeRight).centre;
    const left = eyeballFrame(head, model.landmarks.eyeLeft).centre;
    this.eyes = (right[1] + left[1]) / 2;
    this.middle = [(right[0] + left[0]) / 2, this.eyes + ABOVE_EYES, depthOf(outer, head, this.eyes)];
    for (let t = 0; t < outer.length; t += 3) {
      const a = 3 * outer[t];
      const b = 3 * outer[t + 1];
      const c = 3 * outer[t + 2];
      if (head[a + 1] < this.eyes + LOWEST || (!withEars && isEar(model, outer[t]))) continue;
      for (const [wa, wb] of WEIGHTS) {
        const wc = 1 - wa - wb;
        this.note(
          head[a] * wa + head[b] * wb + head[c] * wc,
          head[a + 1] * wa + head[b + 1] * wb + head[c + 1] * wc,
          head[a + 2] * wa + head[b + 2] * wb + head[c + 2] * wc,
        );
      }
    }
    this.fillGaps();
  }

  /** dm from the middle to the farthest skin in and around a direction. */
  at(turn: number, fall: number): number {
    const across = ((turn / (2 * PI) + 1) * TURNS) % TURNS;
    const down = Math.max(0, Math.min(FALLS - 1e-6, (fall / PI) * FALLS));
    const left = across | 0;
    const upper = down | 0;
    const fx = across - left;
    const fy = down - upper;
    const right = (left + 1) % TURNS;
    const { table } = this;
    return (
      (table[upper * TURNS + left] * (1 - fx) + table[upper * TURNS + right] * fx) * (1 - fy) +
      (table[(upper + 1) * TURNS + left] * (1 - fx) + table[(upper + 1) * TURNS + right] * fx) * fy
    );
  }

  /** A point as turn, fall and distance from the middle. */
  polar(x: number, y: number, z: number): { readonly turn: number; readonly fall: number; readonly radius: number } {
    const dx = x - this.middle[0];
    const dy = y - this.middle[1];
    const dz = z - this.middle[2];
    const level = Math.sqrt(dx * dx + dz * dz);
    return { turn: roughAngle(dx, dz), fall: roughAngle(level, dy), radius: Math.sqrt(level * level + dy * dy) };
  }

  /** The point that is `radius` dm from the middle in a direction. */
  pointAt(turn: number, fall: number, radius: number): Point {
    const level = radius * sin(fall);
    return [
      this.middle[0] + level * sin(turn),
      this.middle[1] + radius * cos(fall),
      this.middle[2] + level * cos(turn),
    ];
  }

  /** Each sample raises the four nodes about it, so that what is read between nodes is nowhere below the skin. */
  private note(x: number, y: number, z: number): void {
    const { turn, fall, radius } = this.polar(x, y, z);
    const across = ((turn / (2 * PI) + 1) * TURNS) % TURNS;
    const down = (fall / PI) * FALLS;
    const left = across | 0;
    const upper = Math.min(FALLS - 1, down | 0);
    for (let j = 0; j < 2; j++) {
      for (let i = 0; i < 2; i++) {
        const to = (upper + j) * TURNS + ((left + i) % TURNS);
        if (radius > this.table[to]) this.table[to] = radius;
      }
    }
  }

  private fillGaps(): void {
    const { table } = this;
    const top = table.subarray(0, TURNS).reduce((most, value) => Math.max(most, value), 0);
    table.fill(top, 0, TURNS);
    for (let row = 1; row <= FALLS; row++)
      for (let turn = 0; turn < TURNS; turn++)
        if (table[row * TURNS + turn] === 0) table[row * TURNS + turn] = table[(row - 1) * TURNS + turn];
  }
}

/** Angle of (x, y) from the y axis, within 0.0016 (Rajan and others, "Efficient approximations for the arctangent function", 2006): near enough for cloth. */
export function roughAngle(x: number, y: number): number {
  const ax = Math.abs(x);
  const ay = Math.abs(y);
  if (ax + ay === 0) return 0;
  const t = ax < ay ? ax / ay : ay / ax;
  const unit = t * (QUARTER + (1 - t) * (0.2447 + 0.0663 * t));
  const first = ax < ay ? unit : 2 * QUARTER - unit;
  const half = y < 0 ? PI - first : first;
  return x < 0 ? -half : half;
}
const QUARTER = PI / 4;

/** On the base mesh: what stands off the side of the head. */
function isEar(model: HeadModel, vertex: number): boolean {
  const { base } = model.shape;
  const z = base[3 * vertex + 2];
  return Math.abs(base[3 * vertex]) > 0.7 && z > 0.1 && z < 0.64 && base[3 * vertex + 1] < 7.45;
}

/** Half-way between the forehead and the back of the head. */
function depthOf(outer: Uint16Array, head: Float32Array, eyes: number): number {
  let front = -Infinity;
  let back = Infinity;
  for (const vertex of outer) {
    const above = head[3 * vertex + 1] - eyes;
    if (above < 0.2 || above > 0.5) continue;
    front = Math.max(front, head[3 * vertex + 2]);
    back = Math.min(back, head[3 * vertex + 2]);
  }
  return (front + back) / 2;
}

const WEIGHTS = [
  [1, 0],
  [0, 1],
  [0, 0],
  [0.5, 0.5],
  [0.5, 0],
  [0, 0.5],
  [1 / 3, 1 / 3],
] as const;

const reaches = { true: new WeakMap<Float32Array, HeadReach>(), false: new WeakMap<Float32Array, HeadReach>() };

/** The reach of an identity's head at rest, measured once. */
export function reachOf(model: HeadModel, rest: Float32Array, withEars: boolean): HeadReach {
  const kept = reaches[withEars ? 'true' : 'false'];
  let reach = kept.get(rest);
  if (reach === undefined) kept.set(rest, (reach = new HeadReach(model, rest, withEars)));
  return reach;
}
