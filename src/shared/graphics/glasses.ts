import { cos, PI, pow, sin } from './exactMath';
import { eyeballFrame } from './eyeballs';
import type { HeadModel } from './headModel';

/** A kind of spectacles; lengths in dm. */
export interface GlassesStyle {
  readonly halfWidth: number;
  readonly halfHeight: number;
  /** 2 is an ellipse, larger is squarer. */
  readonly squareness: number;
  /** The outer upper corner is lifted by this. */
  readonly lift: number;
  readonly rim: number;
  readonly colour: readonly [number, number, number];
  readonly isMetal: boolean;
}

export const GLASSES_STYLES: readonly GlassesStyle[] = [
  {
    halfWidth: 0.255,
    halfHeight: 0.185,
    squareness: 3.2,
    lift: 0.015,
    rim: 0.02,
    colour: [0.012, 0.012, 0.013],
    isMetal: false,
  },
  {
    halfWidth: 0.235,
    halfHeight: 0.205,
    squareness: 2.2,
    lift: 0,
    rim: 0.011,
    colour: [0.3, 0.25, 0.15],
    isMetal: true,
  },
  {
    halfWidth: 0.26,
    halfHeight: 0.165,
    squareness: 4,
    lift: 0.005,
    rim: 0.013,
    colour: [0.14, 0.14, 0.15],
    isMetal: true,
  },
  {
    halfWidth: 0.25,
    halfHeight: 0.195,
    squareness: 2.8,
    lift: 0.03,
    rim: 0.022,
    colour: [0.06, 0.026, 0.012],
    isMetal: false,
  },
  {
    halfWidth: 0.245,
    halfHeight: 0.215,
    squareness: 2,
    lift: 0,
    rim: 0.014,
    colour: [0.02, 0.02, 0.022],
    isMetal: true,
  },
  {
    halfWidth: 0.265,
    halfHeight: 0.175,
    squareness: 3,
    lift: 0.045,
    rim: 0.024,
    colour: [0.05, 0.012, 0.014],
    isMetal: false,
  },
  {
    halfWidth: 0.25,
    halfHeight: 0.15,
    squareness: 3.4,
    lift: 0,
    rim: 0.008,
    colour: [0.35, 0.35, 0.37],
    isMetal: true,
  },
  {
    halfWidth: 0.262,
    halfHeight: 0.2,
    squareness: 2.6,
    lift: 0.01,
    rim: 0.018,
    colour: [0.025, 0.035, 0.06],
    isMetal: false,
  },
];

/** Points around a lens. */
const POINTS = 28;
/** How far the lens bends backwards at its side, per dm². */
const WRAP = 0.16;

export interface GlassesMesh {
  /** At rest, 3 per vertex. */
  readonly positions: Float32Array;
  readonly frameTriangles: Uint16Array;
  readonly lensTriangles: Uint16Array;
}

/** Builds a frame for a face: lenses before the eyes, bridge on the nose, temples to the ears. */
export function makeGlasses(model: HeadModel, head: Float32Array, style: GlassesStyle): GlassesMesh {
  const right = eyeballFrame(head, model.landmarks.eyeRight);
  const left = eyeballFrame(head, model.landmarks.eyeLeft);
  const apart = (left.centre[0] - right.centre[0]) / 2;
  const middle = (left.centre[0] + right.centre[0]) / 2;
  const height = (left.centre[1] + right.centre[1]) / 2 - 0.035;
  const front = frontOf(model, head, right.centre[2] + right.radii[2]);
  const builder = new Builder();
  for (const side of [-1, 1]) {
    const cx = middle + side * Math.max(apart, style.halfWidth + 0.075);
    const outline: Point[] = [];
    for (let i = 0; i < POINTS; i++)
      outline.push(outlinePoint(style, side, cx, height, front, middle, (2 * PI * i) / POINTS));
    builder.rim(outline, [cx, height], style.rim);
    builder.lens(outline, [cx, height, front - WRAP * (cx - middle) * (cx - middle)]);
    const hinge = outlinePoint(style, side, cx, height, front, middle, side > 0 ? 0.35 : PI - 0.35);
    const ear = head.subarray(3 * earVertex(model, side), 3 * earVertex(model, side) + 3);
    const bend: Point = [ear[0] + side * 0.035, ear[1] + 0.02, ear[2]];
    builder.bar(
      [hinge, [hinge[0] + side * 0.03, hinge[1], hinge[2] - 0.06], bend, [bend[0], bend[1] - 0.12, bend[2] - 0.35]],
      0.7 * style.rim,
    );
  }
  const gap = Math.max(apart, style.halfWidth + 0.075) - style.halfWidth;
  const top = height + 0.35 * style.halfHeight;
  builder.bar(
    [
      [middle - gap, top, front],
      [middle - 0.4 * gap, top + 0.025, front + 0.03],
      [middle + 0.4 * gap, top + 0.025, front + 0.03],
      [middle + gap, top, front],
    ],
    0.8 * style.rim,
  );
  return builder.mesh();
}

type Point = readonly [number, number, number];

function outlinePoint(
  style: GlassesStyle,
  side: number,
  cx: number,
  cy: number,
  front: number,
  middle: number,
  angle: number,
): Point {
  const c = cos(angle);
  const s = sin(angle);
  const bend = (v: number): number => (v < 0 ? -1 : 1) * pow(Math.abs(v), 2 / style.squareness);
  const across = bend(c);
  const up = bend(s);
  const x = cx + style.halfWidth * across;
  const outer = Math.max(0, side * across);
  const y = cy + style.halfHeight * up * (1 - 0.08 * (1 - outer)) + style.lift * outer * (up > 0 ? 1 : 0.3);
  return [x, y, front - WRAP * (x - middle) * (x - middle)];
}

/** Depth of the lenses: clear of lashes, brows and the root of the nose. */
function frontOf(model: HeadModel, head: Float32Array, eyeFront: number): number {
  const { base } = model.shape;
  let front = eyeFront + 0.1;
  for (let vertex = 0; vertex < model.vertexCount; vertex++) {
    const x = Math.abs(base[3 * vertex]);
    const y = base[3 * vertex + 1];
    const z = base[3 * vertex + 2];
    if (x < 0.5 && x > 0.1 && y > 7.12 && y < 7.45 && z > 1)
      front = Math.max(front, head[3 * vertex + 2] + 0.03 + WRAP * x * x);
  }
  return front;
}

const earVertices = new WeakMap<HeadModel, readonly [number, number]>();

/** Where the ear meets the head, on the right (−1) or left (1). */
function earVertex(model: HeadModel, side: number): number {
  let pair = earVertices.get(model);
  if (pair === undefined)
    earVertices.set(model, (pair = [nearest(model, [-0.745, 7.33, 0.36]), nearest(model, [0.745, 7.33, 0.36])]));
  return side < 0 ? pair[0] : pair[1];
}

function nearest(model: HeadModel, to: Point): number {
  let best = 0;
  let least = Infinity;
  for (const vertex of model.body.positionIndex) {
    let distance = 0;
    for (let c = 0; c < 3; c++) {
      const d = model.shape.base[3 * vertex + c] - to[c];
      distance += d * d;
    }
    if (distance < least) {
      least = distance;
      best = vertex;
    }
  }
  return best;
}

/** Collects tubes of four sides and lens fans. */
class Builder {
  private readonly positions: number[] = [];
  private readonly frame: number[] = [];
  private readonly lenses: number[] = [];

  /** A closed tube along an outline in the plane of the lens. */
  rim(outline: readonly Point[], centre: readonly [number, number], thickness: number): void {
    const first = this.positions.length / 3;
    for (const [x, y, z] of outline) {
      const dx = x - centre[0];
      const dy = y - centre[1];
      const length = Math.sqrt(dx * dx + dy * dy);
      const ox = (thickness * dx) / length;
      const oy = (thickness * dy) / length;
      const depth = 0.8 * thickness;
      this.positions.push(x, y, z + depth, x + ox, y + oy, z + depth, x + ox, y + oy, z - depth, x, y, z - depth);
    }
    this.tube(first, outline.length, true);
  }

  /** An open tube along a line. */
  bar(line: readonly Point[], thickness: number): void {
    const first = this.positions.length / 3;
    for (const [x, y, z] of line) {
      this.positions.push(
        x - thickness,
        y - thickness,
        z,
        x + thickness,
        y - thickness,
        z + thickness,
        x + thickness,
        y + thickness,
        z,
        x - thickness,
        y + thickness,
        z - thickness,
      );
    }
    this.tube(first, line.length, false);
  }

  lens(outline: readonly Point[], centre: Point): void {
    const first = this.positions.length / 3;
    this.positions.push(...centre);
    for (const point of outline) this.positions.push(...point);
    for (let i = 0; i < outline.length; i++)
      this.lenses.push(first, first + 1 + i, first + 1 + ((i + 1) % outline.length));
  }

  private tube(first: number, count: number, closed: boolean): void {
    for (let i = 0; i < (closed ? count : count - 1); i++) {
      const here = first + 4 * i;
      const there = first + 4 * ((i + 1) % count);
      for (let k = 0; k < 4; k++) {
        const next = (k + 1) % 4;
        this.frame.push(here + k, there + k, there + next, here + k, there + next, here + next);
      }
    }
  }

  mesh(): GlassesMesh {
    return {
      positions: Float32Array.from(this.positions),
      frameTriangles: Uint16Array.from(this.frame),
      lensTriangles: Uint16Array.from(this.lenses),
    };
  }
}
