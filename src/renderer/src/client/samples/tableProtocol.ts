import type { SampleId, SetId } from '@shared/domain/ids';
import type { SampleTexts } from '@shared/domain/sample';
import type { ScoreRef } from '@shared/domain/scores';
import type { ColumnSummary } from './columnSummary';
import type { PackedNames } from './identityNames';
import type { ViewQuery } from './viewQuery';

/** Window → worker. Each question carries a number that its answer repeats. */
export type TableRequest =
  | { readonly type: 'load'; readonly setId: SetId }
  | { readonly type: 'columns' }
  | { readonly type: 'scores'; readonly url: string }
  | { readonly type: 'view'; readonly query: ViewQuery }
  | { readonly type: 'matches'; readonly columns: readonly string[] }
  | { readonly type: 'values'; readonly column: string }
  | { readonly type: 'row'; readonly row: number }
  | { readonly type: 'nearestSame'; readonly row: number }
  | { readonly type: 'list'; readonly name: string; readonly rows: Uint32Array | null }
  | { readonly type: 'decisions'; readonly rows: Uint32Array; readonly codes: Uint8Array };

export interface TableOpened {
  readonly rowCount: number;
  readonly identityIndex: Int32Array<ArrayBuffer>;
  readonly sampleIndex: Int32Array<ArrayBuffer>;
  /** Rows are in rising order of identity and sample, which is the rule. */
  readonly isStored: boolean;
  readonly names: PackedNames;
  readonly identityCount: number;
  /** Most samples of any identity. */
  readonly largestIdentity: number;
}

export interface ViewAnswer {
  /** Row numbers in the order to show. */
  readonly order: Uint32Array<ArrayBuffer>;
  /** There are other columns than before. */
  readonly hasNewColumns: boolean;
  readonly elapsedMs: number;
}

/** Counts of rows in the last view per column, in the bins of its summary. */
export type Matches = ReadonlyMap<string, Uint32Array<ArrayBuffer>>;

/** A sample that a relation points to. */
export interface Neighbour {
  readonly id: SampleId;
  /** Index into `ScoreInfo.against`; −1: this set. */
  readonly set: number;
}

/** All that is known of one sample. */
export interface SampleDetail extends SampleNumbers, SampleTexts {}

export interface SampleNumbers {
  readonly row: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly sizeBytes: number;
  readonly partnerIndex: number;
  readonly weight: number;
  readonly numbers: ReadonlyMap<string, number>;
  readonly neighbours: ReadonlyMap<ScoreRef, Neighbour>;
  /** Number of its group of near duplicates, or null. */
  readonly duplicateGroup: number | null;
}

/** Most alike sample of the same identity; null where the set has no embeddings or only one sample. */
export type NearestSame = { readonly row: number; readonly cosine: number } | null;

export interface TableAnswers {
  readonly load: TableOpened;
  /** Every column in which something was measured. */
  readonly columns: readonly ColumnSummary[];
  /** Whether anything was scored. */
  readonly scores: boolean;
  readonly view: ViewAnswer;
  readonly matches: Matches;
  readonly values: Float32Array<ArrayBuffer>;
  readonly row: SampleDetail;
  readonly nearestSame: NearestSame;
  readonly list: null;
  readonly decisions: null;
}
