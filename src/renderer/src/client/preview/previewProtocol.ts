import type { CropName } from '@shared/domain/generateRecipe';
import type { MixupRecipe } from '@shared/graphics/identityMixup';
import type { IdentityRule } from '@shared/graphics/identityWalk';
import type { GraphicsOptions } from '@shared/graphics/recipeOptions';
import type { FailureDetail } from '@shared/lib/failure';

/** Window → worker: draw these people. A newer request stops an older one. */
export interface PreviewRequest {
  readonly number: number;
  readonly seed: number;
  readonly options: GraphicsOptions;
  readonly crop: CropName;
  /** Each is drawn at sample index `sampleIndex`. */
  readonly identityIndices: readonly number[];
  readonly sampleIndex: number;
  /** Who the identities are, as the set will choose them; left out or null: identity i is candidate i. */
  readonly rule?: IdentityRule | null;
  /** Mixes as the set does; left out or null: each identity by itself. */
  readonly mixup?: Omit<MixupRecipe, 'seed'> | null;
}

/** Worker → window: one face, in the order it was asked for; or why there is none. */
export type PreviewAnswer =
  | {
      readonly type: 'face';
      readonly number: number;
      readonly slot: number;
      readonly rgba: Uint8ClampedArray;
      readonly widthPx: number;
      readonly heightPx: number;
    }
  | { readonly type: 'done'; readonly number: number; readonly elapsedMs: number }
  | { readonly type: 'failed'; readonly number: number; readonly error: FailureDetail };
