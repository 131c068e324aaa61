import { EXPRESSION } from './coefficientLayout';
import { cos, PI, sin } from './exactMath';
import type { HeadModel } from './headModel';
import { poseRotation } from './pose';

const RINGS = 10;
const SPOKES = 24;
/** The mesh reaches this far from the axis of sight; the rest of the ball is never seen. */
const REACH = (PI / 180) * 105;

/** A front half of a unit ball, looking along +z. */
interface BallMesh {
  readonly directions: Float32Array;
  readonly triangles: Uint16Array;
}

const ball = makeBall();

function makeBall(): BallMesh {
  const directions = [0, 0, 1];
  for (let ring = 1; ring <= RINGS; ring++) {
    const angle = (REACH * ring) / RINGS;
    for (let spoke = 0; spoke < SPOKES; spoke++) {
      const turn = (2 * PI * spoke) / SPOKES;
      directions.push(sin(angle) * cos(turn), sin(angle) * sin(turn), cos(angle));
    }
  }
  const triangles: number[] = [];
  const at = (ring: number, spoke: number): number => (ring === 0 ? 0 : 1 + (ring - 1) * SPOKES + (spoke % SPOKES));
  for (let ring = 0; ring < RINGS; ring++) {
    for (let spoke = 0; spoke < SPOKES; spoke++) {
      triangles.push(at(ring, spoke), at(ring + 1, spoke), at(ring + 1, spoke + 1));
      if (ring > 0) triangles.push(at(ring, spoke), at(ring + 1, spoke + 1), at(ring, spoke + 1));
    }
  }
  return { directions: Float32Array.from(directions), triangles: Uint16Array.from(triangles) };
}

export const EYEBALL_VERTEX_COUNT = ball.directions.length / 3;
export const EYEBALL_TRIANGLES = ball.triangles;
/** Unit direction of each vertex in the eye's own frame, z along the sight. */
export const EYEBALL_DIRECTIONS = ball.directions;

/** Lids lie on the balls with a hair's breadth to spare. */
const SHRINK = 0.995;

/** Centre and half-axes of an eye from the helper vertices that follow the face. */
export function eyeballFrame(
  positions: Float32Array,
  vertices: readonly number[],
): { readonly centre: readonly [number, number, number]; readonly radii: readonly [number, number, number] } {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (const vertex of vertices) {
    for (let c = 0; c < 3; c++) {
      low[c] = Math.min(low[c], positions[3 * vertex + c]);
      high[c] = Math.max(high[c], positions[3 * vertex + c]);
    }
  }
  const middle = (c: number): number => (low[c] + high[c]) / 2;
  const half = (c: number): number => (SHRINK * (high[c] - low[c])) / 2;
  return { centre: [middle(0), middle(1), middle(2)], radii: [half(0), half(1), half(2)] };
}

/** Both balls, right then left, turned by the gaze. @param positions, normals 2 × EYEBALL_VERTEX_COUNT × 3, at rest */
export function placeEyeballs(
  model: HeadModel,
  head: Float32Array,
  expression: Float32Array,
  positions: Float32Array,
  normals: Float32Array,
): void {
  const yaw = (expression[EXPRESSION.gazeYaw] * 180) / PI;
  const pitch = (expression[EXPRESSION.gazePitch] * 180) / PI;
  const vergence = (expression[EXPRESSION.gazeVergence] * 180) / PI;
  [model.landmarks.eyeRight, model.landmarks.eyeLeft].forEach((vertices, side) => {
    const { centre, radii } = eyeballFrame(head, vertices);
    const r = poseRotation(yaw + (side === 0 ? vergence : -vergence), pitch, 0);
    for (let i = 0; i < EYEBALL_VERTEX_COUNT; i++) {
      const x = ball.directions[3 * i];
      const y = ball.directions[3 * i + 1];
      const z = ball.directions[3 * i + 2];
      const to = 3 * (side * EYEBALL_VERTEX_COUNT + i);
      for (let c = 0; c < 3; c++) {
        const turned = r[3 * c] * x + r[3 * c + 1] * y + r[3 * c + 2] * z;
        normals[to + c] = turned;
        positions[to + c] = centre[c] + radii[c] * turned;
      }
    }
  });
}
