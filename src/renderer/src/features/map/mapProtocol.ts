import type { SetId } from '@shared/domain/ids';

/** The points of a map as typed arrays of one length. */
export interface MapPoints {
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Index into the map's sets. */
  readonly set: Int32Array;
  readonly identityIndex: Int32Array;
  readonly sampleIndex: Int32Array;
}

/** Window → worker; each carries a number that its answer repeats. */
export type MapRequest =
  | { readonly type: 'points'; readonly url: string }
  /** Names of the numeric columns that any of the map's sets has. */
  | { readonly type: 'columns'; readonly sets: readonly SetId[] }
  /** One value per point; NaN where its set has no such number. */
  | { readonly type: 'values'; readonly name: string };

export interface MapAnswers {
  readonly points: MapPoints;
  readonly columns: readonly string[];
  readonly values: Float32Array;
}
