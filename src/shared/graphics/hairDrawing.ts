import { fitPart } from './fitting';
import { drawCards, type CardMesh, type CardSorter, type CardStyle } from './cards';
import { projectMesh } from './camera';
import { SAMPLES } from './frame';
import { applyTransfer } from './radianceTransfer';
import { lightStrands, type StrandLight } from './hairLight';
import type { FittedPart } from './headModel';
import { computeNormals, toPositionTriangles } from './normals';
import { posePoints } from './pose';
import type { Scene } from './scene';
import { strandTexture } from './strandTexture';
import { pooledScreen } from './visibility';

const LASH_LIGHT: StrandLight = { ambientGain: 1.05, gloss: 0.25, tint: [1, 0.9, 0.8], skinBias: 0.05, hairBias: 0.12 };
const HAIR_LIGHT: StrandLight = { ambientGain: 1.2, gloss: 1, tint: [1, 1, 1], skinBias: 0.06, hairBias: 0.12 };
/** Hair wins over skin that stands up to 7 mm before it: ears and wide temples press hair aside, a mesh does not know. */
const HAIR_LIFT = 1.006;
const LASH_COLOUR = [0.012, 0.01, 0.009] as const;

/** Lays hair and lashes over the frame's veil, nearest first. */
export function drawHair(scene: Scene, sorter: CardSorter): void {
  const { frame, identity } = scene;
  const hair = poseHair(scene);
  if (hair !== null) drawCards(frame, hair, sorter.sort(hair, frame));
  const style: CardStyle = {
    colour: LASH_COLOUR,
    grey: 0,
    opacity: 0.62 - 0.35 * identity.traits.maleness + 0.4 * (scene.makeUp?.worn.linerAmount ?? 0),
    lift: 1.006,
  };
  const lashes = poseLashes(scene, identity.lash, style);
  drawCards(frame, lashes, sorter.sort(lashes, frame));
}

/** Lashes follow the expression and are lit like the skin below them. */
function poseLashes(scene: Scene, part: FittedPart, style: CardStyle): CardMesh {
  const rest = scene.pool.floats('lash rest', 3 * part.vertexCount);
  fitPart(part, scene.restHead, false, rest);
  const triangles = toPositionTriangles(part.triangles, part.positionIndex);
  const light = scene.pool.floats('lash light', 4 * part.vertexCount);
  for (let i = 0; i < part.vertexCount; i++) {
    const from = 4 * part.references[3 * i];
    for (let c = 0; c < 4; c++) light[4 * i + c] = scene.head.light[from + c];
  }
  const positions = scene.pool.floats('lash posed', rest.length);
  posePoints(rest, scene.pose, positions, part.vertexCount);
  const normals = scene.pool.floats('lash normals', rest.length);
  computeNormals(positions, triangles, normals);
  return finish(scene, part, triangles, positions, normals, light, LASH_LIGHT, style, null);
}

function poseHair(scene: Scene): CardMesh | null {
  const { hair, posedHair } = scene;
  if (hair.part === null || hair.texture === null || posedHair === null) return null;
  const { colours } = scene.identity.traits;
  const light = scene.pool.floats('hair light', (4 * posedHair.positions.length) / 3);
  applyTransfer(hair.transfer, scene.ambientInHead, light);
  const style: CardStyle = { colour: colours.hair, grey: colours.grey, opacity: 1.1, lift: HAIR_LIFT };
  const lightness = Math.max(colours.hair[0], 0.02);
  const tint = [0, 1, 2].map((c) => Math.sqrt(colours.hair[c] / lightness) * Math.min(1, 0.35 + 2.5 * lightness)) as [
    number,
    number,
    number,
  ];
  return finish(
    scene,
    hair.part,
    hair.triangles,
    posedHair.positions,
    posedHair.normals,
    light,
    { ...HAIR_LIGHT, tint },
    style,
    scene.hairCut,
  );
}

function finish(
  scene: Scene,
  part: FittedPart,
  triangles: Uint16Array,
  positions: Float32Array,
  normals: Float32Array,
  light: Float32Array,
  strand: StrandLight,
  style: CardStyle,
  aboveCut: Float32Array | null,
): CardMesh {
  const count = part.vertexCount;
  const lit = scene.pool.floats(`${part.kind} lit`, 6 * count);
  lightStrands(positions, normals, light, scene.camera, scene.key, scene.shadow, strand, lit);
  const screen = pooledScreen(scene.pool, part.kind, count);
  projectMesh(scene.camera, SAMPLES, positions, screen.x, screen.y, screen.nearness, count);
  return { mesh: part, triangles, screen, lit, aboveCut, texture: strandTexture(part), style };
}
