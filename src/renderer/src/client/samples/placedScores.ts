import { sampleId } from '@shared/domain/ids';
import { SCORE_REFS } from '@shared/domain/scores';
import type { ScoreRef } from '@shared/domain/scores';
import type { RowIndex } from './rowIndex';
import type { SampleColumns, ScoreColumns } from './sampleColumns';
import type { Neighbour } from './tableProtocol';

export interface PlacedScores {
  readonly numbers: ReadonlyMap<string, Float32Array>;
  readonly references: ReadonlyMap<string, Int32Array>;
}

/** Scores in the order of the sample table. The rule is that they come so; a set that grew meanwhile has fewer, which find their rows. */
export function placeScores(scores: ScoreColumns, columns: SampleColumns, index: RowIndex): PlacedScores {
  if (isSame(scores.identityIndex, columns.identityIndex) && isSame(scores.sampleIndex, columns.sampleIndex))
    return scores;
  const rows = Int32Array.from(scores.identityIndex, (identity, at) =>
    index.rowAt(identity, scores.sampleIndex[at] ?? -1),
  );
  const place = <T extends Float32Array | Int32Array>(values: T, placed: T): T => {
    rows.forEach((row, at) => {
      if (row >= 0) placed[row] = values[at] ?? NaN;
    });
    return placed;
  };
  const { rowCount } = columns;
  return {
    numbers: new Map(
      [...scores.numbers].map(([name, values]) => [name, place(values, new Float32Array(rowCount).fill(NaN))]),
    ),
    references: new Map(
      [...scores.references].map(([name, values]) => [name, place(values, new Int32Array(rowCount).fill(-1))]),
    ),
  };
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let row = 0; row < a.length; row++) if (a[row] !== b[row]) return false;
  return true;
}

/** The samples that a row's relations point to. */
export function neighboursOf(references: ReadonlyMap<string, Int32Array>, row: number): Map<ScoreRef, Neighbour> {
  const found = new Map<ScoreRef, Neighbour>();
  for (const name of SCORE_REFS) {
    const identity = references.get(`${name}.identity`)?.[row] ?? -1;
    const sample = references.get(`${name}.sample`)?.[row] ?? -1;
    if (identity < 0 || sample < 0) continue;
    found.set(name, { id: sampleId(identity, sample), set: references.get(`${name}.set`)?.[row] ?? -1 });
  }
  return found;
}
