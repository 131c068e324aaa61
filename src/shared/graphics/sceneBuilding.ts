import { headSurface, type BuiltIdentity, type HeadOfHair } from './buildIdentity';
import type { BufferPool } from './bufferPool';
import { alignCamera, projectMesh, type Camera } from './camera';
import { applyExpression, mouthOpening } from './expression';
import { EYEBALL_TRIANGLES, EYEBALL_VERTEX_COUNT, eyeballFrame, placeEyeballs } from './eyeballs';
import type { ShotFactors } from './factors';
import { fitPart } from './fitting';
import { SAMPLES, type Frame } from './frame';
import type { HeadModel, Mesh } from './headModel';
import { computeNormals, toPositionTriangles } from './normals';
import { sealLips } from './lipSeal';
import { smoothStep } from './exactMath';
import { makeHeadPose, posePoints, turnDirections, type HeadPose } from './pose';
import { applyTransfer } from './radianceTransfer';
import type { PosedGlasses, PosedMesh, PosedWorn, Scene } from './scene';
import type { ShadowMap } from './shadowMap';
import { HAEMOGLOBIN_DENSITY, melaninLog, quickExp, YELLOW_DENSITY } from './skinTone';
import { rotateSh, splitKeyLight } from './sphericalHarmonics';
import { pooledScreen } from './visibility';
import { keepUncut } from './fringe';
import { makeUpOf } from './makeUpPaint';
import { occluderOf } from './occluders';
import { dimUnderHat, hatOf, pressHair } from './wornThings';
import type { WornMesh } from './wornMesh';

/** From this much opening on, teeth and tongue are drawn. */
const MOUTH_SHOWS = 0.015;

/** Puts head, eyes, mouth, light and camera of one shot together, and fills the shadow map. */
export function poseScene(
  model: HeadModel,
  identity: BuiltIdentity,
  shot: ShotFactors,
  frame: Frame,
  shadow: ShadowMap,
  pool: BufferPool,
): { scene: Scene; landmarks: Float32Array } {
  const { nuisances, expression } = shot;
  const hair = identity.hairOf(nuisances.hairOverride ?? identity.discrete.hair);
  const restHead = pool.floats('head rest', identity.rest.length);
  restHead.set(identity.rest);
  applyExpression(model, identity.traits.ancestry, expression, restHead);
  const opening = mouthOpening(model, expression);
  sealLips(model, restHead, smoothStep(0.07, 0.015, opening));
  const pose = makeHeadPose(shot.poseDeg);
  const surface = headSurface(model);

  const ambient = new Float32Array(shot.light.length);
  const key = splitKeyLight(shot.light, ambient);
  const ambientInHead = new Float32Array(ambient.length);
  rotateSh(ambient, pose.head, ambientInHead);

  const landmarks = posedLandmarks(model, restHead, pose);
  const camera = alignCamera(landmarks, nuisances.camera.distanceDm, frame.crop, nuisances.camera.crop);

  const restNormals = pool.floats('head rest normals', restHead.length);
  computeNormals(restHead, surface.all, restNormals);
  const head = poseMesh(pool, 'head', model.body, surface.all, restHead, restNormals, pose, camera);
  applyTransfer(hair.headTransfer, ambientInHead, head.light);
  const hat = hatOf(model, identity.rest, shot);
  if (hat !== null) dimUnderHat(hat, identity.rest, head.light);
  const hatted = hat === null ? null : pressHair(pool, hair, hat);
  const occluderMesh = occluderOf(model, identity, restHead, shot);

  const posedHair = poseHair(pool, hair, hatted?.positions ?? hair.positions, pose);
  const posedHat = hat === null ? null : poseWorn(pool, 'hat', hat.mesh, pose, camera);
  const occluder = occluderMesh === null ? null : poseWorn(pool, 'occluder', occluderMesh, pose, camera);
  const glasses = nuisances.wearsGlasses ? poseGlasses(pool, identity, pose, camera) : null;
  shadow.begin(key.direction, nuisances.shadowSoftness);
  shadow.add(head.positions, surface.outer, false);
  if (glasses !== null) shadow.add(glasses.frame.positions, glasses.frame.triangles, false);
  for (const worn of [posedHat, occluder])
    if (worn !== null) shadow.add(worn.posed.positions, worn.mesh.casting, false);
  if (posedHair !== null)
    shadow.add(posedHair.positions, hatted === null ? hair.casting : keepUncut(hair.triangles, hatted.aboveCut), true);

  const detail = frame.heightPx > 160 ? 'fine' : 'coarse';
  const skin = identity.skinOf(hair.part !== null, detail, nuisances.beardOverride);
  const showsMouth = opening > MOUTH_SHOWS;
  const inMouth = (name: string): PosedMesh | null =>
    showsMouth ? poseInMouth(pool, model, name, restHead, pose, camera) : null;
  const scene: Scene = {
    model,
    identity,
    hair,
    skin,
    frame,
    pool,
    camera,
    headRotation: pose.head,
    key,
    ambient,
    shadow,
    shadowSoftness: nuisances.shadowSoftness,
    clothes: nuisances.clothes,
    pose,
    ambientInHead,
    toneLuminance: toneLuminance(identity),
    restHead,
    head,
    posedHair,
    hairCut: hatted?.aboveCut ?? hair.aboveCut,
    hat: posedHat,
    occluder,
    makeUp: makeUpOf(model, shot, skin, detail),
    glasses,
    eyes: poseEyes(pool, model, restHead, expression, pose, camera),
    teeth: inMouth('teeth'),
    tongue: inMouth('tongue'),
    eyeDistance: distanceOfEyes(landmarks, camera),
  };
  return { scene, landmarks };
}

/** How far the front of the eye stands before its centre. */
const EYE_FRONT = 0.12;

/** Eye, eye, nose, mouth corner, mouth corner; left to right in a frontal picture. */
function posedLandmarks(model: HeadModel, restHead: Float32Array, pose: HeadPose): Float32Array {
  const { landmarks } = model;
  const points = new Float32Array(15);
  [landmarks.eyeRight, landmarks.eyeLeft].forEach((vertices, i) => {
    const { centre } = eyeballFrame(restHead, vertices);
    points.set([centre[0], centre[1], centre[2] + EYE_FRONT], 3 * i);
  });
  [landmarks.noseTip, landmarks.mouthRight, landmarks.mouthLeft].forEach((vertex, i) => {
    points.set(restHead.subarray(3 * vertex, 3 * vertex + 3), 6 + 3 * i);
  });
  const posed = new Float32Array(15);
  posePoints(points, pose, posed, 5);
  return posed;
}

function distanceOfEyes(landmarks: Float32Array, camera: Camera): number {
  const scale = Math.sqrt(camera.toCrop.a * camera.toCrop.a + camera.toCrop.b * camera.toCrop.b);
  const dx = landmarks[0] - landmarks[3];
  const dy = landmarks[1] - landmarks[4];
  const dz = landmarks[2] - landmarks[5];
  return (SAMPLES * scale * Math.sqrt(dx * dx + dy * dy + dz * dz)) / (camera.z - landmarks[2]);
}

function poseMesh(
  pool: BufferPool,
  name: string,
  mesh: Mesh,
  triangles: Uint16Array,
  rest: Float32Array,
  restNormals: Float32Array,
  pose: HeadPose,
  camera: Camera,
): PosedMesh {
  const count = rest.length / 3;
  const positions = pool.floats(`${name} posed`, rest.length);
  const normals = pool.floats(`${name} normals`, rest.length);
  posePoints(rest, pose, positions, count);
  turnDirections(restNormals, pose.head, normals, count);
  const screen = pooledScreen(pool, name, count);
  projectMesh(camera, SAMPLES, positions, screen.x, screen.y, screen.nearness, count);
  return { mesh, triangles, positions, normals, screen, light: pool.floats(`${name} light`, 4 * count) };
}

function poseHair(pool: BufferPool, hair: HeadOfHair, rest: Float32Array, pose: HeadPose): Scene['posedHair'] {
  if (hair.part === null) return null;
  const positions = pool.floats('hair posed', rest.length);
  const normals = pool.floats('hair normals', hair.normals.length);
  posePoints(rest, pose, positions, positions.length / 3);
  turnDirections(hair.normals, pose.head, normals, normals.length / 3);
  return { positions, normals };
}

/** Both balls share one list of triangles, the left after the right. */
const bothBalls = Uint16Array.from([
  ...EYEBALL_TRIANGLES,
  ...EYEBALL_TRIANGLES.map((vertex) => vertex + EYEBALL_VERTEX_COUNT),
]);
const eyeMesh: Mesh = {
  positionIndex: Uint16Array.from({ length: 2 * EYEBALL_VERTEX_COUNT }, (_, i) => i),
  uvs: new Float32Array(4 * EYEBALL_VERTEX_COUNT),
  triangles: bothBalls,
};

function poseEyes(
  pool: BufferPool,
  model: HeadModel,
  restHead: Float32Array,
  expression: Float32Array,
  pose: HeadPose,
  camera: Camera,
): PosedMesh {
  const rest = pool.floats('eyes rest', 6 * EYEBALL_VERTEX_COUNT);
  const normals = pool.floats('eyes rest normals', 6 * EYEBALL_VERTEX_COUNT);
  placeEyeballs(model, restHead, expression, rest, normals);
  return poseMesh(pool, 'eyes', eyeMesh, bothBalls, rest, normals, pose, camera);
}

function poseGlasses(pool: BufferPool, identity: BuiltIdentity, pose: HeadPose, camera: Camera): PosedGlasses | null {
  const { glasses } = identity;
  if (glasses === null) return null;
  const { positions, frameTriangles, lensTriangles } = glasses.mesh;
  const normals = pool.floats('glasses rest normals', positions.length);
  computeNormals(positions, frameTriangles, normals);
  const mesh: Mesh = { positionIndex: new Uint16Array(0), uvs: new Float32Array(0), triangles: frameTriangles };
  return {
    frame: poseMesh(pool, 'glasses', mesh, frameTriangles, positions, normals, pose, camera),
    lensTriangles,
    style: glasses.style,
  };
}

function poseWorn(pool: BufferPool, name: string, mesh: WornMesh, pose: HeadPose, camera: Camera): PosedWorn {
  const normals = pool.floats(`${name} rest normals`, mesh.positions.length);
  computeNormals(mesh.positions, mesh.triangles, normals);
  const plain: Mesh = { positionIndex: new Uint16Array(0), uvs: mesh.uvs, triangles: mesh.triangles };
  return { mesh, posed: poseMesh(pool, name, plain, mesh.triangles, mesh.positions, normals, pose, camera) };
}

function poseInMouth(
  pool: BufferPool,
  model: HeadModel,
  name: string,
  restHead: Float32Array,
  pose: HeadPose,
  camera: Camera,
): PosedMesh | null {
  const part = model.parts.get(name);
  if (part === undefined) return null;
  const rest = pool.floats(`${name} rest`, 3 * part.vertexCount);
  fitPart(part, restHead, false, rest);
  const triangles = toPositionTriangles(part.triangles, part.positionIndex);
  const normals = pool.floats(`${name} rest normals`, rest.length);
  computeNormals(rest, triangles, normals);
  return poseMesh(pool, name, part, triangles, rest, normals, pose, camera);
}

function toneLuminance(identity: BuiltIdentity): number {
  const { melanin, haemoglobin, yellow } = identity.traits.skin;
  const weights = [0.3, 0.6, 0.1];
  return weights.reduce(
    (sum, weight, c) =>
      sum +
      weight * quickExp(melaninLog(melanin, c) - haemoglobin * HAEMOGLOBIN_DENSITY[c] - yellow * YELLOW_DENSITY[c]),
    0,
  );
}
