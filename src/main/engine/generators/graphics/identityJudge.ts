import type { GraphicsOptions } from '@shared/domain/graphicsOptions';
import { sampleIdentity } from '@shared/graphics/factors';
import type { HeadModel } from '@shared/graphics/headModel';
import { createRenderScratch } from '@shared/graphics/render';
import type { FaceEmbedder } from '../../scoring/faceEmbedder';
import { standardPicture, standardShot } from './standardPicture';

/** Says how alike people look, by embeddings of length 1. */
export interface IdentityJudge {
  readonly fingerprint: string;
  readonly embeddingSize: number;
  /** @returns `[candidates.length, embeddingSize]`, row by row */
  embed(candidates: readonly number[]): Promise<Float32Array>;
}

/** Shows the embedder each candidate's standard picture. */
export function createIdentityJudge(
  model: HeadModel,
  recipe: { readonly seed: number; readonly options: GraphicsOptions },
  embedder: FaceEmbedder,
): IdentityJudge {
  const scratch = createRenderScratch();
  const shot = standardShot(model);
  const { fingerprint, embeddingSize } = embedder.info;
  return {
    fingerprint,
    embeddingSize,
    embed: (candidates) =>
      embedder.embed(
        candidates.map((candidate) =>
          standardPicture(model, sampleIdentity(model, recipe.seed, candidate, recipe.options), shot, scratch),
        ),
      ),
  };
}

/** A judge with a limit and everybody it has accepted. */
export interface Judgement {
  readonly fingerprint: string;
  look(candidates: readonly number[]): Promise<Float32Array>;
  /** Whether row `at` is like nobody accepted; then it is accepted itself. */
  accepts(embeddings: Float32Array, at: number): boolean;
}

/** @param largestCosine two people may be at most so alike */
export function createJudgement(judge: IdentityJudge, largestCosine: number): Judgement {
  const size = judge.embeddingSize;
  const accepted: Float32Array[] = [];
  return {
    fingerprint: judge.fingerprint,
    look: (candidates) => judge.embed(candidates),
    accepts: (embeddings, at) => {
      const own = embeddings.slice(at * size, (at + 1) * size);
      if (accepted.some((other) => cosine(own, other) > largestCosine)) return false;
      accepted.push(own);
      return true;
    },
  };
}

function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
