/** Two images to compare. People are numbers given by the caller, equal for equal people; folds run from 0 without gaps. */
export interface VerificationPair {
  /** Rows of the embedding matrix. */
  readonly a: number;
  readonly b: number;
  /** True where both rows show the same person. */
  readonly genuine: boolean;
  readonly fold: number;
  readonly personA: number;
  readonly personB: number;
}

/** Embeddings as one matrix: `rows` vectors of `size` components each, row after row; they need not have unit length. */
export interface Embeddings {
  readonly data: Float32Array;
  readonly rows: number;
  readonly size: number;
}
