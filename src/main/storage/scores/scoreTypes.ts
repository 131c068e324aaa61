import type { ScoreInfo } from '@shared/domain/scores';

/** Scores of some samples of one set, by columns; every column has as many entries as there are rows. */
export interface ScoreRows {
  readonly identityIndex: Int32Array;
  readonly sampleIndex: Int32Array;
  /** By name without `n.`, as in SCORE_COLUMNS: `image.sharpness`. NaN: not computable here. */
  readonly reals: ReadonlyMap<string, Float32Array>;
  /** By whole name: `i.hashHigh`, `r.duplicate.sample`. −1: none. */
  readonly integers: ReadonlyMap<string, Int32Array>;
  /** Of `judge`: `[rows, size] float32`, each row of length 1. */
  readonly embeddings: Embeddings | null;
}

export interface Embeddings {
  readonly size: number;
  readonly values: Float32Array;
}

/** Scores of a whole set, row by row as in its sample table (order of identity and sample). */
export interface ScoreTable {
  readonly rows: number;
  /** By name without `n.`. NaN: not scored. */
  readonly reals: ReadonlyMap<string, Float32Array>;
  /** By whole name (`i.*`, `r.*`). −1: none. */
  readonly integers: ReadonlyMap<string, Int32Array>;
  /** What the columns come from: at most one of each scorer, so that nothing is mixed. */
  readonly sources: readonly ScoreInfo[];
}

/** A part of a set's embeddings. */
export interface EmbeddingPart {
  /** Rows of the sample table that the values belong to. */
  readonly rows: Int32Array;
  /** `[rows.length, size] float32`, each row of length 1. */
  readonly values: Float32Array;
}

/** Embeddings of a whole set, row by row as in its sample table. */
export interface EmbeddingTable<V extends Float32Array | Int8Array> {
  readonly rows: number;
  readonly size: number;
  /** `[rows, size]`; a row of zeros: not scored. Int8: value × 127, rounded. */
  readonly values: V;
  readonly info: ScoreInfo;
}
