import { cos, PI, sin } from './exactMath';
import { roughAngle } from './headReach';
import { eyeballFrame } from './eyeballs';
import { ISLAND, type HeadModel } from './headModel';
import type { Point } from './wornMesh';

const COLUMNS = 56;
const ROW_STEP = 0.1;
/** From this far below the eyes on, dm. */
const LOWEST = -2.1;
/** The axis lies this far behind the eyes. */
const BEHIND = 0.85;
const ROWS = 32;
/** Cloth and hands span hollows: they fall away from a height by no more than this. */
const STEEPEST = 0.8;
/** Shoulders are out of the way of what hangs around a neck. */
const FARTHEST = 1.45;

/** How far the skin reaches from an upright axis through the head, by turn (0 front, positive to the person's left) and height; hollows bridged. */
export class FaceReach {
  private readonly table = new Float32Array(COLUMNS * ROWS);
  /** Height of the eyes and distance between them, dm. */
  readonly eyes: number;
  readonly apart: number;
  private readonly axis: readonly [x: number, z: number];
  private readonly lowest: number;

  /** @param head moving vertices with their expression, before posing */
  constructor(model: HeadModel, head: Float32Array) {
    const right = eyeballFrame(head, model.landmarks.eyeRight).centre;
    const left = eyeballFrame(head, model.landmarks.eyeLeft).centre;
    this.eyes = (right[1] + left[1]) / 2;
    this.apart = left[0] - right[0];
    this.axis = [(right[0] + left[0]) / 2, (right[2] + left[2]) / 2 - BEHIND];
    this.lowest = this.eyes + LOWEST;
    for (const vertex of skinVertices(model)) {
      const x = head[3 * vertex] - this.axis[0];
      const y = head[3 * vertex + 1];
      const z = head[3 * vertex + 2] - this.axis[1];
      const row = Math.floor((y - this.lowest) / ROW_STEP);
      if (row < 0 || row >= ROWS - 1) continue;
      const radius = Math.min(FARTHEST, Math.sqrt(x * x + z * z));
      const column = columnOf(roughAngle(x, z)) | 0;
      for (const to of [column, (column + 1) % COLUMNS]) {
        for (const at of [row * COLUMNS + to, (row + 1) * COLUMNS + to])
          if (radius > this.table[at]) this.table[at] = radius;
      }
    }
    this.bridge();
  }

  /** dm from the axis. @param y height, dm */
  at(turn: number, y: number): number {
    const across = columnOf(turn);
    const left = Math.min(COLUMNS - 1, across | 0);
    const right = (left + 1) % COLUMNS;
    const fx = across - left;
    const up = Math.max(0, Math.min(ROWS - 1.001, (y - this.lowest) / ROW_STEP));
    const low = up | 0;
    const fy = up - low;
    const { table } = this;
    const below = table[low * COLUMNS + left] * (1 - fx) + table[low * COLUMNS + right] * fx;
    const above = table[(low + 1) * COLUMNS + left] * (1 - fx) + table[(low + 1) * COLUMNS + right] * fx;
    return below * (1 - fy) + above * fy;
  }

  /** The point `radius` dm from the axis. */
  point(turn: number, y: number, radius: number): Point {
    return [this.axis[0] + radius * sin(turn), y, this.axis[1] + radius * cos(turn)];
  }

  private bridge(): void {
    const { table } = this;
    const fall = STEEPEST * ROW_STEP;
    const raise = (at: number, from: number): void => {
      if (table[from] - fall > table[at]) table[at] = table[from] - fall;
    };
    for (let pass = 0; pass < 2; pass++) {
      for (let at = 0; at < table.length; at++) {
        if (at >= COLUMNS) raise(at, at - COLUMNS);
        raise(at, at % COLUMNS === 0 ? at + COLUMNS - 1 : at - 1);
      }
      for (let at = table.length - 1; at >= 0; at--) {
        if (at + COLUMNS < table.length) raise(at, at + COLUMNS);
        raise(at, at % COLUMNS === COLUMNS - 1 ? at - COLUMNS + 1 : at + 1);
      }
    }
  }
}

function columnOf(turn: number): number {
  return ((turn / (2 * PI) + 1) * COLUMNS) % COLUMNS;
}

const vertices = new WeakMap<HeadModel, Uint16Array>();

/** Moving vertices of the outer skin. */
function skinVertices(model: HeadModel): Uint16Array {
  let list = vertices.get(model);
  if (list === undefined) {
    const { island, positionIndex } = model.body;
    const found = new Set<number>();
    positionIndex.forEach((vertex, i) => {
      if (island[i] === ISLAND.head || island[i] === ISLAND.chest) found.add(vertex);
    });
    vertices.set(model, (list = Uint16Array.from(found)));
  }
  return list;
}
