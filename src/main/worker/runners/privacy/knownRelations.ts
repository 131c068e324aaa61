import type { Nearest } from '../../../engine/scoring/relations/nearest';
import type { Searchable } from '../../../engine/scoring/relations/peopleOf';
import type { NearestOfSets } from '../../../engine/scoring/privacy/nearestReal';
import { readScores } from '../../../storage/scores/readScores';
import { scoreStatus } from '../../../storage/scores/scoreStatus';
import type { ScoreTable } from '../../../storage/scores/scoreTypes';
import type { OwnSide, RealSide } from './readSides';

/** What the score job has found already and still holds; null is to be searched. */
export interface KnownRelations {
  /** For rows of `people`. Null where other real sets were searched than are asked for. */
  readonly nearestReal: NearestOfSets | null;
  /** For rows of `pure`; −1 where the nearest was excluded since. */
  readonly nearestOther: Nearest | null;
}

/** @throws Failure corrupt-data, io */
export async function knownRelations(
  libraryPath: string,
  own: OwnSide,
  reals: readonly RealSide[],
): Promise<KnownRelations> {
  const judge = own.judge.key;
  const { samples, people, pure } = own;
  const status = (await scoreStatus(libraryPath, samples.info.id, { judge })).find(
    ({ scorer }) => scorer === 'relations',
  );
  if (status?.state !== 'fresh') return { nearestReal: null, nearestOther: null };
  const table = await readScores(libraryPath, samples.info.id, { judge, samples, scorers: ['relations'] });
  const against = table.sources[0]?.against ?? [];
  const searched = against.filter(({ kind }) => kind === 'real').map(({ setId }) => setId);
  const isSame = searched.length === reals.length && reals.every(({ setId }) => searched.includes(setId));
  const positions = against.map(({ setId }) => reals.findIndex((real) => real.setId === setId));
  return {
    nearestReal: isSame ? nearestRealOf(table, people, reals, positions) : null,
    nearestOther: nearestOtherOf(table, pure),
  };
}

function nearestOtherOf({ reals, integers }: ScoreTable, pure: Searchable): Nearest | null {
  const value = reals.get('judge.nearestOther');
  const [identity, sample] = [integers.get('r.nearestOther.identity'), integers.get('r.nearestOther.sample')];
  if (value === undefined || identity === undefined || sample === undefined) return null;
  const rowOf = finder(pure);
  const at = pure.tableRow.map((row) => rowOf(identity[row] ?? -1, sample[row] ?? -1));
  return { at, value: Float32Array.from(pure.tableRow, (row, i) => ((at[i] ?? -1) < 0 ? NaN : (value[row] ?? NaN))) };
}

function nearestRealOf(
  { reals: columns, integers }: ScoreTable,
  people: Searchable,
  reals: readonly RealSide[],
  positions: readonly number[],
): NearestOfSets | null {
  const value = columns.get('judge.nearestReal');
  const pointers = ['identity', 'sample', 'set'].map((name) => integers.get(`r.nearestReal.${name}`));
  const [identity, sample, set] = pointers;
  if (value === undefined || identity === undefined || sample === undefined || set === undefined) return null;
  const finders = reals.map((real) => finder(real.people));
  const setOf = people.tableRow.map((row) => positions[set[row] ?? -1] ?? -1);
  const at = people.tableRow.map((row, i) => finders[setOf[i] ?? -1]?.(identity[row] ?? -1, sample[row] ?? -1) ?? -1);
  // A pointer that leads nowhere: then nothing of it is believed.
  if (at.some((one) => one < 0)) return null;
  return { set: setOf, at, value: Float32Array.from(people.tableRow, (row) => value[row] ?? NaN) };
}

/** Row of an identity's sample, or −1. */
function finder({ identity, sample }: Searchable): (identity: number, sample: number) => number {
  const rows = new Map<number, number>();
  const keyOf = (person: number, position: number): number => person * 10_000 + position;
  identity.forEach((person, row) => rows.set(keyOf(person, sample[row] ?? 0), row));
  return (person, position) => (person < 0 ? -1 : (rows.get(keyOf(person, position)) ?? -1));
}
