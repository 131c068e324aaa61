import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import type { ErrorPayload } from '@shared/domain/jobState';
import type { EncodedSample } from '../engine/generators/graphics/encodedSample';

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

/** Some samples of one identity: building the identity costs as much as several samples, so they are asked for together. */
export interface PixelTask {
  readonly identityIndex: number;
  readonly sampleIndexes: readonly number[];
}

/** Pool to thread. */
export interface PixelRequest extends PixelTask {
  readonly taskId: number;
}

/** Thread to pool; both ends are the same build, so the type is trusted. The bytes of samples are transferred, not copied. */
export type PixelReply =
  | { readonly type: 'ready' }
  | { readonly type: 'rendered'; readonly taskId: number; readonly samples: readonly EncodedSample[] }
  /** `taskId` null: the thread could not even start. */
  | { readonly type: 'failed'; readonly taskId: number | null; readonly error: ErrorPayload };
