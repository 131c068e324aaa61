import type { SampleKeys } from '@shared/domain/curationSamples';
import { MAX_SAMPLES_PER_IDENTITY } from '@shared/domain/ids';
import type { CurationStore } from './curationStore';

/** What is needed of a sample table. */
export interface RowPositions {
  readonly opened: { readonly identityIndex: Int32Array; readonly sampleIndex: Int32Array };
}

/** @returns rising keys @param rows of a table, in any order, each once */
export function keysOfRows({ opened }: RowPositions, rows: Uint32Array): SampleKeys {
  const { identityIndex, sampleIndex } = opened;
  return Float64Array.from(
    rows,
    (row) => (identityIndex[row] ?? 0) * MAX_SAMPLES_PER_IDENTITY + (sampleIndex[row] ?? 0),
  ).sort();
}

export interface BulkTargets {
  /** What would change, rising. */
  readonly keys: SampleKeys;
  /** Chosen, but they stand so already. */
  readonly alreadyCount: number;
  /** Chosen and judged otherwise: left alone or overwritten, as was asked. */
  readonly judgedCount: number;
}

/**
 * What a bulk action would change.
 * @param leavesJudged whether samples that someone has kept or excluded stay as they are
 */
export function bulkTargets(
  store: Pick<CurationStore, 'standingAt'>,
  chosen: SampleKeys,
  decision: 'keep' | 'exclude' | 'undecided',
  leavesJudged: boolean,
): BulkTargets {
  let alreadyCount = 0;
  let judgedCount = 0;
  const keys = chosen.filter((key) => {
    const held = store.standingAt(key).decision;
    if (held === decision) {
      alreadyCount++;
      return false;
    }
    if (held === 'undecided') return true;
    judgedCount++;
    return !leavesJudged;
  });
  return { keys, alreadyCount, judgedCount };
}

/** Up to `count` of them, evenly spread, the first and the last among them. */
export function spread(keys: SampleKeys, count: number): number[] {
  if (keys.length <= count) return Array.from(keys);
  return Array.from({ length: count }, (_unused, i) => keys[Math.round((i * (keys.length - 1)) / (count - 1))] ?? 0);
}

/**
 * Rows that suggest themselves, the most likely bad first; equal ones in table order.
 * @param isOpen whether a row is still a question: undecided and no false alarm
 */
export function worstFirst(suggestBad: Float32Array, from: number, isOpen: (row: number) => boolean): Uint32Array {
  const rows: number[] = [];
  suggestBad.forEach((value, row) => {
    if (value >= from && isOpen(row)) rows.push(row);
  });
  return Uint32Array.from(rows.sort((a, b) => (suggestBad[b] ?? 0) - (suggestBad[a] ?? 0) || a - b));
}
