import { keyOfSample, sampleSetOf, sortedKeys } from '@shared/domain/curationSamples';
import { SampleId } from '@shared/domain/ids';
import type { Slice } from '@shared/domain/reviews/reviewLine';
import { Rng } from '@shared/lib/rng';
import { Failure } from '@shared/lib/failure';

/** How a slice is chosen before it is frozen into a list. */
export type SliceRule =
  | { readonly type: 'all' }
  /** 0-based identity indices, both ends included. */
  | { readonly type: 'identities'; readonly from: number; readonly to: number }
  | { readonly type: 'random'; readonly count: number; readonly seed: number }
  | {
      readonly type: 'worst';
      readonly column: string;
      readonly label: string;
      readonly end: 'low' | 'high';
      readonly count: number;
    }
  | { readonly type: 'ids'; readonly text: string }
  /** Found elsewhere, with how that was. */
  | { readonly type: 'rows'; readonly rows: ArrayLike<number>; readonly words: string };

/** The part of an open sample table that slices need. */
export interface SliceTable {
  readonly rowCount: number;
  readonly idOf: (row: number) => SampleId;
  /** −1 when there is no such sample. */
  readonly rowOf: (id: SampleId) => number;
  readonly identityOf: (row: number) => number;
  readonly identityName: (identity: number) => string;
  readonly values: (column: string) => Promise<Float32Array>;
}

const NAMES_SALT = 0x73_6c_69_63;

/** @throws Failure invalid-input when the rule names nothing, or something that is not there */
export async function sliceOf(table: SliceTable, rule: SliceRule): Promise<Slice> {
  const rows = await rowsOf(table, rule);
  if (rows.length === 0)
    throw new Failure({
      code: 'invalid-input',
      message: 'No sample of the set belongs to this slice.',
      remedy: 'Choose a wider one.',
    });
  const keys = sortedKeys(Float64Array.from(rows, (row) => keyOfSample(table.idOf(row))));
  return { samples: sampleSetOf(keys), words: wordsOf(table, rule, keys.length) };
}

async function rowsOf(table: SliceTable, rule: SliceRule): Promise<number[]> {
  const all = (): number[] => Array.from({ length: table.rowCount }, (_, row) => row);
  switch (rule.type) {
    case 'all':
      return all();
    case 'identities':
      return all().filter((row) => table.identityOf(row) >= rule.from && table.identityOf(row) <= rule.to);
    case 'random':
      return new Rng(rule.seed, NAMES_SALT).shuffle(all()).slice(0, rule.count);
    case 'worst': {
      const values = await table.values(rule.column);
      const sign = rule.end === 'low' ? 1 : -1;
      return all()
        .filter((row) => !Number.isNaN(values[row] ?? NaN))
        .sort((a, b) => sign * ((values[a] ?? 0) - (values[b] ?? 0)) || a - b)
        .slice(0, rule.count);
    }
    case 'rows':
      return Array.from(rule.rows);
    case 'ids':
      return rule.text
        .split(/[\s,;]+/)
        .filter((word) => word !== '')
        .map((word) => {
          const id = SampleId.safeParse(word);
          const row = id.success ? table.rowOf(id.data) : -1;
          if (row >= 0) return row;
          throw new Failure({
            code: 'invalid-input',
            message: `“${word.slice(0, 40)}” is no sample of this set.`,
            remedy: 'A sample id looks like i000012s0003.',
          });
        });
  }
}

function wordsOf(table: SliceTable, rule: SliceRule, count: number): string {
  switch (rule.type) {
    case 'all':
      return 'the whole set';
    case 'identities': {
      const [from, to] = [table.identityName(rule.from), table.identityName(rule.to)];
      return rule.from === rule.to ? `identity ${from}` : `identities ${from} to ${to}`;
    }
    case 'random':
      return `${count} drawn at random (seed ${rule.seed})`;
    case 'worst':
      return `the ${count} with the ${rule.end === 'low' ? 'lowest' : 'highest'} ${rule.label}`;
    case 'rows':
      return rule.words;
    case 'ids':
      return count === 1 ? 'one named sample' : `${count} named samples`;
  }
}
