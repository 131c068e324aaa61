import type { FaceEmbedder } from '../../src/main/engine/scoring/faceEmbedder';
import { FaceScorer } from '../../src/main/engine/scoring/scoreFaces';
import { scoreImages } from '../../src/main/engine/scoring/scoreImages';
import { pictureHash } from '../../src/main/engine/scoring/relations/pictureHash';
import { relate } from '../../src/main/engine/scoring/relations/relate';
import type { FaceTable, Relations } from '../../src/main/engine/scoring/relations/relationTypes';
import { parseLandmarks5 } from '../../src/main/engine/image/landmarks5';
import { ARCFACE_TEMPLATE } from '../../src/shared/graphics/alignment';
import type { Faces } from './faces';

export interface Scored {
  readonly relations: Relations;
  readonly scores: ReadonlyMap<string, Float32Array>;
}

/** Scores a set as the score job does: pixels, faces, embeddings, relations. @param heldBack real samples that stay out of the search */
export async function scoreFaults(
  faces: Faces,
  real: Faces | null,
  heldBack: ReadonlySet<number>,
  embedder: FaceEmbedder,
  modelDir: string,
): Promise<Scored> {
  const known = parseLandmarks5(
    [0, 2, 4, 6, 8].map((i) => ARCFACE_TEMPLATE.slice(i, i + 2)),
    'template',
  );
  const scorer = await FaceScorer.create(modelDir);
  const images = scoreImages(faces.crops);
  const found = await scorer.score(faces.crops.map((view) => ({ view, known })));
  const scores = new Map([...images.reals, ...found.reals]);
  const relations = await relate({
    own: await tableOf(faces, embedder),
    against: real === null ? [] : [{ kind: 'real', table: await tableOf(without(real, heldBack), embedder) }],
    samePersonFrom: embedder.info.typicalCosine.samePersonFrom,
    scores,
  });
  return { relations, scores: new Map([...scores, ...relations.numbers]) };
}

async function tableOf({ crops, identityIndex, sampleIndex }: Faces, embedder: FaceEmbedder): Promise<FaceTable> {
  return {
    count: crops.length,
    size: embedder.info.embeddingSize,
    embeddings: await embedder.embed(crops),
    hashes: Uint32Array.from(crops.flatMap((crop) => [...pictureHash(crop)])),
    identityIndex,
    sampleIndex,
    weight: new Float32Array(crops.length).fill(1),
  };
}

function without(faces: Faces, rows: ReadonlySet<number>): Faces {
  const stays = (_value: unknown, row: number): boolean => !rows.has(row);
  return {
    crops: faces.crops.filter(stays),
    identityIndex: faces.identityIndex.filter(stays),
    sampleIndex: faces.sampleIndex.filter(stays),
  };
}
