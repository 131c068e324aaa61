import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import type { ErrorPayload } from '@shared/domain/jobState';
import type { EncodedSample, GivenSample } from '../engine/generators/graphics/encodedSample';

/** What a pixel thread is born with. */
export interface PixelSetup {
  readonly recipe: GenerateRecipe;
  /** Which candidate of the endless row of people that the recipe's seed gives is identity i of the set; null: candidate i. */
  readonly candidates: readonly number[] | null;
  /** resources/built/head-model */
  readonly headModelDir: string;
  /** resources/built/codecs */
  readonly codecsDir: string;
}

/** Samples that the recipe decides: factors are drawn from its seed at these places. */
export interface RecipeTask {
  readonly identityIndex: number;
  readonly sampleIndexes: readonly number[];
}

/** Samples whose factors are given; of the recipe only the crop and the quality of the file count. */
export interface GivenTask {
  readonly identityIndex: number;
  readonly given: readonly GivenSample[];
}

/** Some samples of one identity: building the identity costs as much as several samples, so they are asked for together. */
export type PixelTask = RecipeTask | GivenTask;

/** Pool to thread. */
export interface PixelRequest {
  readonly taskId: number;
  readonly task: PixelTask;
}

/** Thread to pool; both ends are the same build, so the type is trusted. The bytes of samples are transferred, not copied. */
export type PixelReply =
  | { readonly type: 'ready' }
  | { readonly type: 'rendered'; readonly taskId: number; readonly samples: readonly EncodedSample[] }
  /** `taskId` null: the thread could not even start. */
  | { readonly type: 'failed'; readonly taskId: number | null; readonly error: ErrorPayload };
