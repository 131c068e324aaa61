import { cropSize, type CropName } from './alignment';
import { drawBackdrop } from './backdrop';
import { BufferPool } from './bufferPool';
import type { BuiltIdentity } from './buildIdentity';
import { toPixels } from './camera';
import { develop } from './cameraPipeline';
import { EXPRESSION } from './coefficientLayout';
import { EyeShader } from './eyeShading';
import { checkShotFactors, type ShotFactors } from './factors';
import { clearFrame, layVeil, makeFrame, OPAQUE, OWNER, SAMPLES, type Frame } from './frame';
import { drawLenses, shadeFrame } from './glassesShading';
import { drawHair } from './hairDrawing';
import type { HeadModel } from './headModel';
import { meterExposure, whiteBalance } from './metering';
import type { Scene } from './scene';
import { poseScene } from './sceneBuilding';
import { ShadowMap } from './shadowMap';
import { SkinShader } from './skinShading';
import { completeSeenSkin } from './seenSkin';
import { CardSorter } from './cards';
import { shadeInMouth } from './teethShading';
import { drawVisible } from './visibility';
import { shadeWorn } from './wornShading';

export { buildIdentity } from './buildIdentity';
export type { BuiltIdentity } from './buildIdentity';
export type { CropName } from './alignment';

/** Buffers that one thread reuses from picture to picture. */
export interface RenderScratch {
  readonly frames: Map<CropName, Frame>;
  readonly shadow: ShadowMap;
  readonly sorter: CardSorter;
  readonly pool: BufferPool;
}

export function createRenderScratch(): RenderScratch {
  return { frames: new Map(), shadow: new ShadowMap(), sorter: new CardSorter(), pool: new BufferPool() };
}

export interface RenderedSample {
  /** Four bytes a pixel, rows top to bottom, opaque. */
  readonly rgba: Uint8ClampedArray;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Where the five landmarks are: eye, eye, nose, mouth corner, mouth corner from left to right; x, y in px. */
  readonly landmarks5: Float32Array;
}

/**
 * One picture: a pure function of identity, shot and crop. The scratch carries buffers only.
 * @throws Failure `invalid-input` for factor vectors of the wrong length or with other than finite numbers
 */
export function renderSample(
  model: HeadModel,
  identity: BuiltIdentity,
  shot: ShotFactors,
  crop: CropName,
  scratch: RenderScratch,
): RenderedSample {
  checkShotFactors(shot);
  let frame = scratch.frames.get(crop);
  if (frame === undefined) scratch.frames.set(crop, (frame = makeFrame(crop)));
  clearFrame(frame);
  const { scene, landmarks } = poseScene(model, identity, shot, frame, scratch.shadow, scratch.pool);
  drawOpaque(scene);
  drawHair(scene, scratch.sorter);
  if (scene.glasses !== null) {
    const { frame: rims, lensTriangles } = scene.glasses;
    drawLenses(scene, rims.positions, lensTriangles, rims.screen);
  }
  drawBackdrop(frame, shot.background, scene.ambient, scene.key, shot.nuisances.place);
  completeSeenSkin(scene);
  shadeOpaque(scene, shot.expression[EXPRESSION.pupil]);
  const exposure = meterExposure(scene, shot.nuisances.camera.exposureStops);
  layVeil(frame);
  return {
    rgba: develop(frame, shot.nuisances.camera, exposure, whiteBalance(scene), shot.nuisances.grainSeed),
    ...cropSize(crop),
    landmarks5: toPixels(scene.camera, landmarks),
  };
}

function drawOpaque(scene: Scene): void {
  const { frame, head, eyes, teeth, tongue, glasses, hat, occluder } = scene;
  drawVisible(frame, head.screen, head.triangles, OWNER.skin, true);
  drawVisible(frame, eyes.screen, eyes.triangles, OWNER.eye, false);
  if (glasses !== null) drawVisible(frame, glasses.frame.screen, glasses.frame.triangles, OWNER.glasses, false);
  if (hat !== null) drawVisible(frame, hat.posed.screen, hat.mesh.triangles, OWNER.hat, false);
  if (occluder !== null) drawVisible(frame, occluder.posed.screen, occluder.mesh.triangles, OWNER.occluder, false);
  if (teeth !== null) drawVisible(frame, teeth.screen, teeth.triangles, OWNER.teeth, false);
  if (tongue !== null) drawVisible(frame, tongue.screen, tongue.triangles, OWNER.tongue, false);
}

const shaded = new Float32Array(3);

/** Skin that fills a pixel is shaded once for the pixel, everything else point by point. */
function shadeOpaque(scene: Scene, pupil: number): void {
  const { frame } = scene;
  const skin = new SkinShader(scene);
  const eye = new EyeShader(scene, pupil);
  const { width, height, owner, nearness, passed } = frame;
  for (let y = 0; y < height; y += SAMPLES) {
    for (let x = 0; x < width; x += SAMPLES) {
      const first = y * width + x;
      const last = first + width + 1;
      const whole =
        owner[first] === OWNER.skin &&
        owner[first + 1] === OWNER.skin &&
        owner[last - 1] === OWNER.skin &&
        owner[last] === OWNER.skin &&
        Math.abs(nearness[first] - nearness[last]) < 0.004 * nearness[first] &&
        !isAtEdge(scene, first) &&
        !isAtEdge(scene, last);
      if (whole) {
        if (passed[first] + passed[first + 1] + passed[last - 1] + passed[last] < OPAQUE) continue;
        // Always the same point: alternating between them turns fine relief into a chequered pattern.
        skin.shade(first + width, shaded);
        write(frame, first);
        write(frame, first + 1);
        write(frame, last - 1);
        write(frame, last);
        continue;
      }
      const worn = owner[first] === OWNER.hat ? scene.hat : owner[first] === OWNER.occluder ? scene.occluder : null;
      if (worn !== null && frame.triangle[first] === frame.triangle[last] && isSameOwner(frame, first)) {
        if (passed[first] + passed[first + 1] + passed[last - 1] + passed[last] < OPAQUE) continue;
        shadeWorn(scene, worn, ((x + y) >> 1) & 1 ? first + 1 : first + width, shaded);
        for (const k of [first, first + 1, last - 1, last]) write(frame, k);
        continue;
      }
      for (let j = 0; j < SAMPLES; j++) {
        for (let i = 0; i < SAMPLES; i++) {
          const k = first + j * width + i;
          if (passed[k] < OPAQUE) continue;
          switch (owner[k]) {
            case OWNER.none:
              continue;
            case OWNER.skin:
              skin.shade(k, shaded);
              break;
            case OWNER.eye:
              eye.shade(k, shaded);
              break;
            case OWNER.glasses:
              if (scene.glasses === null) continue;
              shadeFrame(scene, scene.glasses.frame, scene.glasses.style, k, shaded);
              break;
            case OWNER.hat:
              if (scene.hat !== null) shadeWorn(scene, scene.hat, k, shaded);
              break;
            case OWNER.occluder:
              if (scene.occluder !== null) shadeWorn(scene, scene.occluder, k, shaded);
              break;
            default: {
              const posed = owner[k] === OWNER.teeth ? scene.teeth : scene.tongue;
              if (posed === null) continue;
              shadeInMouth(scene, posed, k, shaded);
            }
          }
          write(frame, k);
        }
      }
    }
  }
}

function isSameOwner({ owner, width }: Frame, first: number): boolean {
  const shown = owner[first];
  return owner[first + 1] === shown && owner[first + width] === shown && owner[first + width + 1] === shown;
}

/** Edge loops from the seam of the lips and from the lids within which one point does not speak for its pixel: the seam would be a row of dots. */
const SEAM = 4;
const LID_EDGE = 5;

function isAtEdge({ frame, head, model }: Scene, k: number): boolean {
  const corner = head.mesh.triangles[frame.triangle[k]];
  return model.body.mouthRing[corner] <= SEAM || model.body.eyeRing[corner] <= LID_EDGE;
}

function write(frame: Frame, k: number): void {
  frame.colour[3 * k] = shaded[0];
  frame.colour[3 * k + 1] = shaded[1];
  frame.colour[3 * k + 2] = shaded[2];
}
