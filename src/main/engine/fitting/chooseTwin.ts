import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import type { TwinOptions } from '@shared/domain/twin';
import { SHAPE_COMPONENT_COUNT, type HeadModel } from '@shared/graphics/headModel';
import { type IdentityFactors, sampleIdentity, sampleShot, type ShotFactors } from '@shared/graphics/factors';
import { createRenderScratch } from '@shared/graphics/render';
import { Failure } from '@shared/lib/failure';
import { standardPicture } from '../generators/graphics/standardPicture';
import type { FaceEmbedder } from '../scoring/faceEmbedder';
import type { FaceFit } from './fitFace';
import { twinShot } from './twinShot';

/** So many candidates in a row may be refused before it is given up. */
const GIVE_UP_AFTER = 60;
/** Shots of a subject in which a candidate is looked at before being taken. */
const SHOTS_LOOKED_AT = 2;

export interface ChosenTwin {
  readonly candidate: number;
}

export interface PassedOver {
  real: number;
  twin: number;
  shape: number;
}

/**
 * Chooses, subject by subject, people of the seed's row who look like nobody in the real set and like no twin chosen before: by whitened
 * shape, and by the judge, who sees each candidate in the subject's own fitted shots, where likeness would be greatest.
 */
export class TwinChooser {
  readonly passedOver: PassedOver = { real: 0, twin: 0, shape: 0 };
  private next = 0;
  private readonly accepted: { readonly shape: Float32Array; readonly embedding: Float32Array }[] = [];
  private readonly scratch = createRenderScratch();

  /** @param real `[n, embeddingSize]`, rows of length 1: every real sample of the set */
  constructor(
    private readonly model: HeadModel,
    private readonly recipe: Pick<GenerateRecipe, 'seed' | 'options'>,
    private readonly rule: Pick<TwinOptions, 'largestCosineToReal' | 'largestCosineToTwin' | 'leastShapeDistance'>,
    private readonly embedder: FaceEmbedder,
    private readonly real: Float32Array,
  ) {}

  /** @param fits of the subject, at least one @throws Failure invalid-input when too many in a row are refused */
  async choose(fits: readonly FaceFit[]): Promise<ChosenTwin> {
    for (let attempt = 0; attempt < GIVE_UP_AFTER; attempt++) {
      const candidate = this.next++;
      const identity = sampleIdentity(this.model, this.recipe.seed, candidate, this.recipe.options);
      const shape = identity.coefficients.slice(0, SHAPE_COMPONENT_COUNT);
      if (this.accepted.some((other) => distance(other.shape, shape) < this.rule.leastShapeDistance)) {
        this.passedOver.shape++;
        continue;
      }
      const embeddings = await this.look(identity, candidate, fits);
      if (this.isTooAlike(embeddings)) continue;
      this.accepted.push({ shape, embedding: embeddings.slice(0, this.embedder.info.embeddingSize) });
      return { candidate };
    }
    const { real, twin, shape } = this.passedOver;
    throw new Failure({
      code: 'invalid-input',
      message: `${GIVE_UP_AFTER} candidates in a row were refused after ${this.accepted.length} ${this.accepted.length === 1 ? 'twin' : 'twins'} (${real} too like a real sample, ${twin} too like another twin, ${shape} too near by shape).`,
      place: 'twin.largestCosineToReal',
      remedy: 'Take another seed, raise the largest likeness to a real person, or lower the distance between twins.',
    });
  }

  private look(identity: IdentityFactors, candidate: number, fits: readonly FaceFit[]): Promise<Float32Array> {
    const shots: ShotFactors[] = fits
      .slice(0, SHOTS_LOOKED_AT)
      .map((fit, i) => twinShot(fit, sampleShot(this.model, this.recipe.seed, candidate, i, this.recipe.options)));
    return this.embedder.embed(shots.map((shot) => standardPicture(this.model, identity, shot, this.scratch)));
  }

  private isTooAlike(embeddings: Float32Array): boolean {
    const { embeddingSize } = this.embedder.info;
    if (largestCosine(embeddings, this.real, embeddingSize) > this.rule.largestCosineToReal) {
      this.passedOver.real++;
      return true;
    }
    const first = embeddings.subarray(0, embeddingSize);
    if (this.accepted.some((other) => dotOf(first, other.embedding) > this.rule.largestCosineToTwin)) {
      this.passedOver.twin++;
      return true;
    }
    return false;
  }
}

const distance = (a: Float32Array, b: Float32Array): number =>
  Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0));

function dotOf(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Over all pairs of rows. */
export function largestCosine(a: Float32Array, b: Float32Array, size: number): number {
  let largest = -1;
  for (let i = 0; i < a.length; i += size)
    for (let j = 0; j < b.length; j += size)
      largest = Math.max(largest, dotOf(a.subarray(i, i + size), b.subarray(j, j + size)));
  return largest;
}
