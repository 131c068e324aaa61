import type { FailureDetail } from '@shared/lib/failure';
import type { ColumnSummary } from './columnSummary';
import type { ViewQuery } from './viewQuery';

/** Window → worker. Each question carries a number that its answer repeats. */
export type TableRequest =
  | { readonly type: 'load'; readonly url: string }
  | { readonly type: 'view'; readonly query: ViewQuery }
  | { readonly type: 'row'; readonly row: number }
  | { readonly type: 'decisions'; readonly rows: Uint32Array; readonly codes: Uint8Array };

export interface TableOpened {
  readonly rowCount: number;
  readonly identityIndex: Int32Array;
  readonly sampleIndex: Int32Array;
  readonly partnerIndex: Int32Array;
  readonly identityNames: ReadonlyMap<number, string>;
  readonly columns: readonly ColumnSummary[];
}

export interface ViewAnswer {
  /** Row numbers in the order to show. */
  readonly order: Uint32Array;
  /** Counts of matching rows per column, in the bins of its summary. */
  readonly matching: ReadonlyMap<string, Uint32Array>;
  readonly elapsedMs: number;
}

/** All that is known of one sample. */
export interface SampleDetail {
  readonly row: number;
  readonly file: string;
  readonly sha256: string;
  readonly source: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly sizeBytes: number;
  readonly partnerIndex: number;
  readonly weight: number;
  readonly numbers: ReadonlyMap<string, number>;
}

export interface TableAnswers {
  readonly load: TableOpened;
  readonly view: ViewAnswer;
  readonly row: SampleDetail;
  readonly decisions: null;
}

export interface Question {
  readonly number: number;
  readonly request: TableRequest;
}

/** Worker → window. */
export type Answer =
  | { readonly number: number; readonly ok: true; readonly value: TableAnswers[TableRequest['type']] }
  | { readonly number: number; readonly ok: false; readonly error: FailureDetail };
