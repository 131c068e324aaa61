import type { Camera } from '@shared/graphics/camera';
import { projectMesh } from '@shared/graphics/camera';
import { headSurface } from '@shared/graphics/buildIdentity';
import { EXPRESSION_COUNT, IDENTITY_COUNT } from '@shared/graphics/coefficientLayout';
import { applyExpression } from '@shared/graphics/expression';
import { ISLAND, type HeadModel } from '@shared/graphics/headModel';
import { computeNormals } from '@shared/graphics/normals';
import { makeHeadPose, posePoints, turnDirections } from '@shared/graphics/pose';
import { shapeOf } from '@shared/graphics/shapeSpace';
import type { LandmarkFit } from './fitLandmarks';

/** The fitted head in the world and in the picture. */
export interface FittedHead {
  readonly rotation: Float64Array;
  /** Unit, 3 per vertex, in the world. */
  readonly normals: Float32Array;
  /** Pixels of the 112 × 112 crop, its corner at the origin, per vertex. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly nearness: Float32Array;
}

const EVEN_ANCESTRY = [1 / 3, 1 / 3, 1 / 3] as const;
const FACE_PLANE = 1.2;

export function poseFittedHead(model: HeadModel, fit: LandmarkFit): FittedHead {
  const identity = new Float32Array(IDENTITY_COUNT);
  identity.set(fit.shape);
  const expression = new Float32Array(EXPRESSION_COUNT);
  expression.set(fit.units);
  const rest = shapeOf(model, identity);
  applyExpression(model, EVEN_ANCESTRY, expression, rest);
  const restNormals = new Float32Array(rest.length);
  computeNormals(rest, headSurface(model).all, restNormals);
  const pose = makeHeadPose([fit.yawDeg, fit.pitchDeg, fit.rollDeg]);
  const count = model.vertexCount;
  const positions = new Float32Array(rest.length);
  const normals = new Float32Array(rest.length);
  posePoints(rest, pose, positions, count);
  turnDirections(restNormals, pose.head, normals, count);
  const camera: Camera = {
    z: FACE_PLANE + fit.distanceDm,
    toCrop: { a: fit.scale * fit.distanceDm, b: 0, tx: fit.shiftX, ty: fit.shiftY },
  };
  const [x, y, nearness] = [0, 1, 2].map(() => new Float32Array(count));
  projectMesh(camera, 1, positions, x, y, nearness, count);
  return { rotation: pose.head, normals, x, y, nearness };
}

const skin = new WeakMap<HeadModel, Uint16Array>();

/** Vertices of plain skin: the front of the face without eyes, brows, lips, nostrils, hairline and beard's edge; by place on the base head. */
export function skinVertices(model: HeadModel): Uint16Array {
  let found = skin.get(model);
  if (found === undefined) skin.set(model, (found = findSkin(model)));
  return found;
}

function findSkin({ body, shape }: HeadModel): Uint16Array {
  const found = new Set<number>();
  body.positionIndex.forEach((vertex, i) => {
    const x = Math.abs(shape.base[3 * vertex]);
    const y = shape.base[3 * vertex + 1];
    const z = shape.base[3 * vertex + 2];
    const isFace = body.island[i] === ISLAND.head && x < 0.62 && y > 6.3 && y < 7.85 && z > 0.75;
    const isBrow = y > 7.4 && y < 7.63 && x > 0.06;
    const isNostril = x < 0.14 && y > 6.7 && y < 6.84;
    if (isFace && !isBrow && !isNostril && body.eyeRing[i] > 8 && body.mouthRing[i] > 7) found.add(vertex);
  });
  return Uint16Array.from(found);
}
