import { join } from 'node:path';
import { BufferPool } from '@shared/graphics/bufferPool';
import { projectMesh } from '@shared/graphics/camera';
import { mouthOpening } from '@shared/graphics/expression';
import { sampleIdentity, sampleShot } from '@shared/graphics/factors';
import { makeFrame } from '@shared/graphics/frame';
import type { HeadModel } from '@shared/graphics/headModel';
import { type GraphicsOptions } from '@shared/graphics/recipeOptions';
import { buildIdentity, createRenderScratch, renderSample } from '@shared/graphics/render';
import { poseScene } from '@shared/graphics/sceneBuilding';
import { ShadowMap } from '@shared/graphics/shadowMap';
import { rotateSh } from '@shared/graphics/sphericalHarmonics';
import { loadHeadModel } from '../generators/graphics/loadHeadModel';
import type { RgbImage } from '../image/rgbImage';

export const HEAD_MODEL_DIR = join(import.meta.dirname, '..', '..', '..', '..', 'resources', 'built', 'head-model');

export const loadTestModel = async (): Promise<HeadModel> => (await loadHeadModel(HEAD_MODEL_DIR)).model;

/** A picture of 112 × 112 px of which everything is known, in the frame of the crop. */
export interface RenderedFace {
  readonly crop: RgbImage;
  /** Yaw, pitch, roll, degrees; the turn of the crop is taken off the roll. */
  readonly poseDeg: readonly [number, number, number];
  /** 27 numbers, turned with the crop. */
  readonly light: Float32Array;
  readonly expression: Float32Array;
  readonly mouthOpening: number;
  /** Pixels of every vertex of the head, its corner at the origin. */
  readonly vertexX: Float32Array;
  readonly vertexY: Float32Array;
}

type FaceDrawer = (
  seed: number,
  index: number,
  options: GraphicsOptions,
  poseDeg?: readonly [number, number, number],
) => RenderedFace;

/** Draws person after person of a seed, one shot each, as posed by chance or as told. */
export function faceDrawer(model: HeadModel): FaceDrawer {
  const scratch = createRenderScratch();
  const [frame, shadow, pool] = [makeFrame('112x112'), new ShadowMap(), new BufferPool()];
  return (seed, index, options, poseDeg) => {
    const built = buildIdentity(model, sampleIdentity(model, seed, index, options));
    const drawn = sampleShot(model, seed, index, 0, options);
    const shot = poseDeg === undefined ? drawn : { ...drawn, poseDeg };
    const { rgba, widthPx, heightPx } = renderSample(model, built, shot, '112x112', scratch);
    const { scene } = poseScene(model, built, shot, frame, shadow, pool);
    const [vertexX, vertexY, nearness] = [0, 1, 2].map(() => new Float32Array(model.vertexCount));
    projectMesh(scene.camera, 1, scene.head.positions, vertexX, vertexY, nearness, model.vertexCount);
    const { a, b } = scene.camera.toCrop;
    const turn = Math.atan2(b, a);
    const light = new Float32Array(shot.light.length);
    // A crop turned clockwise shows a world turned clockwise: seen from it, light comes from elsewhere.
    rotateSh(shot.light, aboutView(turn), light);
    const [yaw, pitch, roll] = shot.poseDeg;
    return {
      crop: { rgb: rgbOf(rgba), widthPx, heightPx },
      poseDeg: [yaw, pitch, roll - (turn * 180) / Math.PI],
      light,
      expression: shot.expression,
      mouthOpening: mouthOpening(model, shot.expression),
      vertexX,
      vertexY,
    };
  };
}

/** Faces of a seed, one picture each. */
export function renderFaces(model: HeadModel, seed: number, count: number, options: GraphicsOptions): RenderedFace[] {
  const draw = faceDrawer(model);
  return Array.from({ length: count }, (_unused, index) => draw(seed, index, options));
}

function aboutView(turn: number): Float64Array {
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  return Float64Array.of(c, -s, 0, s, c, 0, 0, 0, 1);
}

function rgbOf(rgba: Uint8ClampedArray): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let i = 0; i < rgb.length; i++) rgb[i] = rgba[4 * Math.floor(i / 3) + (i % 3)];
  return rgb;
}
