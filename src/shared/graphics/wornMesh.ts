import { cos, PI, sin } from './exactMath';
import type { Rgb } from './traits';

/** How the surface of a worn thing looks close by. */
export type Relief = 'smooth' | 'weave' | 'knit' | 'panels' | 'pleats' | 'plaid' | 'skin';

export interface WornMaterial {
  /** Linear RGB. */
  readonly colour: Rgb;
  /** 0 cloth, 1 lacquer. */
  readonly gloss: number;
  readonly relief: Relief;
}

/** Hat, mask or hand on a head at rest; lengths in dm. */
export interface WornMesh {
  readonly positions: Float32Array;
  readonly triangles: Uint16Array;
  /** The same triangles seen from both sides: sheets cast shadow whichever side the light meets. */
  readonly casting: Uint16Array;
  /** Two per vertex, along the cloth in dm. */
  readonly uvs: Float32Array;
  /** Share of the surrounding light that reaches each vertex, 0 to 1. */
  readonly open: Float32Array;
  /** Position in `materials` per vertex. */
  readonly material: Uint8Array;
  readonly materials: readonly WornMaterial[];
}

export type Point = readonly [x: number, y: number, z: number];

/** A vertex of a sheet: where it is, its place on the cloth, its openness. */
export type SheetPoint = readonly [x: number, y: number, z: number, u: number, v: number, open: number];

const TUBE_SIDES = 8;

/** Collects sheets and rounded tubes. */
export class WornBuilder {
  private readonly positions: number[] = [];
  private readonly triangles: number[] = [];
  private readonly uvs: number[] = [];
  private readonly open: number[] = [];
  private readonly material: number[] = [];
  private readonly materials: WornMaterial[] = [];
  private current = 0;

  /** All that is added from now on is made of this. */
  use(material: WornMaterial): void {
    this.current = this.materials.length;
    this.materials.push(material);
  }

  /** A sheet of (rows + 1) × (columns + 1) points; with `closed` the last column is the first. Rows go away from what is seen first. */
  sheet(rows: number, columns: number, closed: boolean, at: (row: number, column: number) => SheetPoint): void {
    const first = this.positions.length / 3;
    const across = closed ? columns : columns + 1;
    for (let row = 0; row <= rows; row++)
      for (let column = 0; column < across; column++) this.vertex(at(row / rows, column / columns));
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const a = first + row * across + column;
        const b = first + row * across + ((column + 1) % across);
        this.triangles.push(a, a + across, b + across, a, b + across, b);
      }
    }
  }

  /** A tube along a line, closed with round ends. @param widths radius per corner of the line */
  tube(corners: readonly Point[], widths: readonly number[]): void {
    const { line, radii } = rounded(rounded({ line: corners, radii: widths }));
    const first = this.positions.length / 3;
    const last = line.length - 1;
    const rings: { readonly centre: Point; readonly radius: number; readonly along: Point }[] = [];
    const end = (i: number, along: Point, sign: number): void => {
      for (const angle of sign < 0 ? [80, 45] : [45, 80]) {
        const s = sin((angle * PI) / 180);
        rings.push({ centre: moved(line[i], along, sign * radii[i] * s), radius: radii[i] * sqrtLeft(s), along });
      }
    };
    end(0, direction(line[0], line[1]), -1);
    line.forEach((centre, i) =>
      rings.push({ centre, radius: radii[i], along: direction(line[Math.max(0, i - 1)], line[Math.min(last, i + 1)]) }),
    );
    end(last, direction(line[last - 1], line[last]), 1);
    rings.forEach(({ centre, radius, along }, ring) => {
      const side = unit(cross(along, Math.abs(along[1]) > 0.8 ? [0, 0, 1] : [0, 1, 0]));
      const up = cross(side, along);
      for (let k = 0; k < TUBE_SIDES; k++) {
        const c = radius * cos((2 * PI * k) / TUBE_SIDES);
        const s = radius * sin((2 * PI * k) / TUBE_SIDES);
        const offset: Point = [c * side[0] + s * up[0], c * side[1] + s * up[1], c * side[2] + s * up[2]];
        this.vertex([...moved(centre, offset, 1), (0.4 * k) / TUBE_SIDES, ring / rings.length, 0.85]);
      }
    });
    for (let ring = 0; ring < rings.length - 1; ring++) {
      for (let k = 0; k < TUBE_SIDES; k++) {
        const a = first + ring * TUBE_SIDES + k;
        const b = first + ring * TUBE_SIDES + ((k + 1) % TUBE_SIDES);
        this.triangles.push(a, b + TUBE_SIDES, b, a, a + TUBE_SIDES, b + TUBE_SIDES);
      }
    }
    const tip = first + (rings.length - 1) * TUBE_SIDES;
    for (let k = 1; k < TUBE_SIDES - 1; k++) {
      this.triangles.push(first, first + k, first + k + 1);
      this.triangles.push(tip, tip + k + 1, tip + k);
    }
  }

  private vertex([x, y, z, u, v, open]: SheetPoint): void {
    this.positions.push(x, y, z);
    this.uvs.push(u, v);
    this.open.push(open);
    this.material.push(this.current);
  }

  mesh(): WornMesh {
    const triangles = Uint16Array.from(this.triangles);
    const casting = new Uint16Array(2 * triangles.length);
    casting.set(triangles);
    for (let t = 0; t < triangles.length; t += 3)
      casting.set([triangles[t], triangles[t + 2], triangles[t + 1]], triangles.length + t);
    return {
      positions: Float32Array.from(this.positions),
      triangles,
      casting,
      uvs: Float32Array.from(this.uvs),
      open: Float32Array.from(this.open),
      material: Uint8Array.from(this.material),
      materials: this.materials,
    };
  }
}

interface Path {
  readonly line: readonly Point[];
  readonly radii: readonly number[];
}

/** Cuts the corners of a path (Chaikin, "An algorithm for high-speed curve generation", 1974); the ends stay. */
function rounded({ line, radii }: Path): Path {
  const last = line.length - 1;
  if (last < 2) return { line, radii };
  const points: Point[] = [line[0]];
  const widths: number[] = [radii[0]];
  for (let i = 0; i < last; i++) {
    for (const share of [0.25, 0.75]) {
      const between = (c: 0 | 1 | 2): number => line[i][c] + share * (line[i + 1][c] - line[i][c]);
      points.push([between(0), between(1), between(2)]);
      widths.push(radii[i] + share * (radii[i + 1] - radii[i]));
    }
  }
  points.push(line[last]);
  widths.push(radii[last]);
  return { line: points, radii: widths };
}

const sqrtLeft = (s: number): number => Math.sqrt(Math.max(0.02, 1 - s * s));

export function moved(from: Point, along: Point, by: number): Point {
  return [from[0] + by * along[0], from[1] + by * along[1], from[2] + by * along[2]];
}

export function cross(a: Point, b: Point): Point {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function unit(a: Point): Point {
  const length = Math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]);
  return length < 1e-9 ? [0, 1, 0] : [a[0] / length, a[1] / length, a[2] / length];
}

function direction(from: Point, to: Point): Point {
  return unit([to[0] - from[0], to[1] - from[1], to[2] - from[2]]);
}
