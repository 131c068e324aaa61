import type {
  IdentityFactors,
  IdentityMeshes,
  RequestedAttributes,
  SampleFactors,
  ShotFactors,
} from '@shared/graphics/factors';
import type { FaceSlider } from '@shared/graphics/faceSliders';
import type { GraphicsOptions } from '@shared/graphics/recipeOptions';
import type { FailureDetail } from '@shared/lib/failure';

/** Draft: few pixels, light transfer of an earlier shape. Full: 256 px, the very bytes a set would hold. Large: the same face at 512 px. */
export type Quality = 'draft' | 'full' | 'large';

/** Whom the generator would draw: candidate and sample of a seed under options. */
export interface Draw {
  readonly seed: number;
  readonly candidate: number;
  readonly sample: number;
  readonly options: GraphicsOptions;
}

/** Window → worker. Each gets answers with its own number, the last of them `done` or `failed`. */
export type ExplorerRequest = { readonly number: number } & (
  | { readonly type: 'describe' }
  | { readonly type: 'pick'; readonly draw: Draw }
  /** What a file of coefficients may leave out. */
  | { readonly type: 'suppose'; readonly identity: Float32Array }
  | { readonly type: 'face'; readonly factors: SampleFactors; readonly quality: Quality }
  /** Faces in a row; a newer row of the same name stops an older one. */
  | { readonly type: 'row'; readonly row: string; readonly faces: readonly SampleFactors[] }
  /** One identity in the shots `draw.sample`, `draw.sample + 1` and so on. */
  | {
      readonly type: 'variations';
      readonly identity: IdentityFactors;
      readonly draw: Draw;
      readonly count: number;
    }
);

/** What the panels need to know of the head model. */
export interface Description {
  readonly sliders: readonly FaceSlider[];
  readonly unitNames: readonly string[];
  readonly correctiveNames: readonly string[];
  readonly hairNames: readonly string[];
}

/** Worker → window. */
export type ExplorerAnswer = { readonly number: number } & (
  | ({ readonly type: 'described' } & Description)
  | { readonly type: 'picked'; readonly factors: SampleFactors }
  | { readonly type: 'supposed'; readonly meshes: IdentityMeshes; readonly requested: RequestedAttributes }
  | {
      readonly type: 'face';
      readonly slot: number;
      readonly shot: ShotFactors;
      readonly rgba: Uint8ClampedArray;
      readonly widthPx: number;
      readonly heightPx: number;
    }
  | { readonly type: 'done'; readonly elapsedMs: number }
  | { readonly type: 'failed'; readonly error: FailureDetail }
);
