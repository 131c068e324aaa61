import { join } from 'node:path';
import { initCodecs, type ImageCodecs } from '../../../engine/image/codecs';
import { createFaceDetector, type FaceDetector } from '../../../engine/scoring/faceDetector';
import { loadTensorFlow } from '../../../engine/tensor/bootstrap';
import type { JobPlace } from '../../../jobs/jobContext';

/** @throws Failure set-up-incomplete when codecs, models or TensorFlow are missing */
export async function openImportTools({
  resourcesDir,
  modelsDir,
}: JobPlace): Promise<{ readonly codecs: ImageCodecs; readonly detector: FaceDetector }> {
  await loadTensorFlow();
  const codecs = await initCodecs(join(resourcesDir, 'built', 'codecs'));
  return { codecs, detector: await createFaceDetector({ modelDir: modelsDir }) };
}
