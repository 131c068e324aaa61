import { exactFoldAccuracy } from '../evaluation/foldAccuracy';
import { cosineScores } from '../evaluation/pairScores';
import { embedImages } from '../recognition/embed';
import type { Recogniser } from '../recognition/recogniser';
import type { DevelopmentPairs } from './trainingData';

/** Mean accuracy over the folds of the development pairs, flip-summed; running statistics and weights stay as they are. */
export async function developmentAccuracy(
  recogniser: Recogniser,
  { images, pairs }: DevelopmentPairs,
): Promise<number> {
  const embeddings = await embedImages(recogniser, images, { flip: true });
  const foldCount = pairs.reduce((highest, pair) => Math.max(highest, pair.fold + 1), 0);
  return exactFoldAccuracy(cosineScores(embeddings, pairs), pairs, foldCount).mean;
}
