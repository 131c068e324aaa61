import type { CancelSignal } from '@shared/lib/abort';

/** The samples of one set as one judge sees them; row `i` of every array is the same sample. */
export interface FaceTable {
  readonly count: number;
  /** Values of one embedding. */
  readonly size: number;
  /** `[count,size] float32`, rows of length 1. A row that begins with NaN was not judged: it is left out of everything. */
  readonly embeddings: Float32Array;
  /** `[count,2] uint32`: high and low half of the picture hash (`pictureHash`). */
  readonly hashes: Uint32Array;
  readonly identityIndex: Int32Array;
  readonly sampleIndex: Int32Array;
  /** Weight of the own identity, 1 where nothing is mixed; below 0.9 a sample says nothing about its identity. */
  readonly weight: Float32Array;
}

/** Another set that is searched, in the order to which the `r.*.set` columns point. Real people only with consent to evaluation. */
export interface OtherSet {
  readonly kind: 'syn' | 'real';
  readonly table: FaceTable;
}

export interface RelationInputs {
  readonly own: FaceTable;
  readonly against: readonly OtherSet[];
  /** Cosine from which this judge takes two pictures for one person. */
  readonly samePersonFrom: number;
  /** Columns of the scorers `image` and `face` by their names in SCORE_COLUMNS, `count` values each; what is missing says nothing. */
  readonly scores: ReadonlyMap<string, Float32Array>;
}

export interface RelationWatch {
  readonly signal?: CancelSignal;
  /** Between blocks: work done and in all, in pairs of samples compared. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Columns of the scorer `relations`, `own.count` values each. */
export interface Relations {
  /** By names of SCORE_COLUMNS; NaN: not computable here. */
  readonly numbers: ReadonlyMap<string, Float32Array>;
  /** `r.*` columns by full name; −1: none. `r.suggest.reasons` holds bits, see SUGGEST_REASONS. */
  readonly pointers: ReadonlyMap<string, Int32Array>;
}
