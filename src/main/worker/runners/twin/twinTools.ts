import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SetId } from '@shared/domain/ids';
import type { HeadModel } from '@shared/graphics/headModel';
import { loadHeadModel } from '../../../engine/generators/graphics/loadHeadModel';
import { initCodecs, type ImageCodecs } from '../../../engine/image/codecs';
import { decodeImage } from '../../../engine/image/decodeImage';
import type { RgbImage } from '../../../engine/image/rgbImage';
import { createFaceEmbedder, type FaceEmbedder } from '../../../engine/scoring/faceEmbedder';
import { LandmarkFinder } from '../../../engine/scoring/landmarkFinder';
import { loadTensorFlow } from '../../../engine/tensor/bootstrap';
import type { JobPlace } from '../../../jobs/jobContext';
import { ioFailure } from '../../../platform/ioFailure';
import { existingInside, setDir } from '../../../storage/libraryPaths';

export interface TwinTools {
  readonly model: HeadModel;
  readonly codecs: ImageCodecs;
  readonly finder: LandmarkFinder;
  readonly embedder: FaceEmbedder;
}

/** @throws Failure set-up-incomplete when models, codecs or TensorFlow are missing */
export async function openTwinTools({ resourcesDir, modelsDir }: JobPlace): Promise<TwinTools> {
  await loadTensorFlow();
  const [{ model }, codecs, finder, embedder] = await Promise.all([
    loadHeadModel(join(resourcesDir, 'built', 'head-model')),
    initCodecs(join(resourcesDir, 'built', 'codecs')),
    LandmarkFinder.create(modelsDir),
    createFaceEmbedder({ modelDir: modelsDir }),
  ]);
  return { model, codecs, finder, embedder };
}

/** The stored crop of a sample. @throws Failure not-found, corrupt-data, io */
export async function readCrop(
  libraryPath: string,
  setId: SetId,
  file: string,
  codecs: ImageCodecs,
): Promise<RgbImage> {
  const path = await existingInside(setDir(libraryPath, setId), file);
  try {
    return await decodeImage(codecs, await readFile(path), path);
  } catch (thrown) {
    throw ioFailure(thrown, 'read the sample', path);
  }
}
