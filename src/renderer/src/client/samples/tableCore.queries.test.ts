import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { Rng } from '@shared/lib/rng';
import { sampleId } from '@shared/domain/ids';
import { TableCore } from './tableCore';
import { DECISION_CODE, EVERYTHING } from './viewQuery';
import type { ViewQuery } from './viewQuery';

const ROWS = 400;
const PER_IDENTITY = 8;
const rng = new Rng(11);
const identityIndex = Int32Array.from({ length: ROWS }, (_unused, row) => 3 * Math.floor(row / PER_IDENTITY));
const sampleIndex = Int32Array.from({ length: ROWS }, (_unused, row) => row % PER_IDENTITY);
const nameOf = (row: number): string => `p${identityIndex[row] ?? 0}`;
const column = (): Float32Array =>
  Float32Array.from({ length: ROWS }, () => (rng.chance(0.1) ? NaN : Math.round(rng.range(-20, 20))));
const numbers: ReadonlyMap<string, Float32Array> = new Map([
  ['yawDeg', column()],
  ['pitchDeg', column()],
]);
const valueAt = (name: string, row: number): number => numbers.get(name)?.[row] ?? NaN;
const zeros = new Int32Array(ROWS);

/** An array of its own for each column: Arrow writes one that two columns share only once, and then cannot read it. */
function samples(): Uint8Array {
  return tableToIPC(
    tableFromArrays({
      identityIndex,
      sampleIndex,
      identityName: Array.from(zeros, (_zero, row) => nameOf(row)),
      partnerIndex: new Int32Array(ROWS),
      widthPx: new Int32Array(ROWS),
      heightPx: new Int32Array(ROWS),
      sizeBytes: new Int32Array(ROWS),
      weight: new Float32Array(ROWS),
      'n.yawDeg': numbers.get('yawDeg') ?? new Float32Array(),
      'n.pitchDeg': numbers.get('pitchDeg') ?? new Float32Array(),
    }),
    'stream',
  );
}

function opened(bytes: Uint8Array): TableCore {
  const core = new TableCore(bytes);
  core.setMeasures(bytes);
  return core;
}

/** The rows of a query by its definition: row by row, and a comparing sort. */
function rowsByDefinition(query: ViewQuery, codes: Uint8Array): number[] {
  const idOf = (row: number): string => sampleId(identityIndex[row] ?? 0, sampleIndex[row] ?? 0);
  const passes = (row: number): boolean =>
    Object.entries(DECISION_CODE).every(([name, code]) => codes[row] !== code || query.decisions[name as 'keep']) &&
    Object.entries(query.ranges).every(([name, [low, high]]) => {
      const value = valueAt(name, row);
      return value >= low && value <= high;
    }) &&
    (idOf(row).includes(query.text) || nameOf(row).includes(query.text));
  const rows = Array.from(zeros, (_zero, row) => row).filter(passes);
  const values = query.sortBy === null ? undefined : numbers.get(query.sortBy);
  if (values === undefined) return query.isDescending ? rows.reverse() : rows;
  rows.sort((a, b) => {
    const [x, y] = [values[a] ?? NaN, values[b] ?? NaN];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
    return (query.isDescending ? y - x : x - y) || a - b;
  });
  if (!query.isGrouped) return rows;
  const identities = [...new Set(rows.map((row) => identityIndex[row] ?? 0))];
  if (query.identityOrder === 'index') identities.sort((a, b) => a - b);
  return identities.flatMap((identity) => rows.filter((row) => identityIndex[row] === identity));
}

function randomQuery(): ViewQuery {
  const range = (): [number, number] => {
    const low = rng.range(-22, 10);
    return [low, low + rng.range(0, 25)];
  };
  const texts = ['', '', '', 'i000009', '00009s0003', 's0005', 'p1', '42', 'i', 'zz'];
  return {
    ...EVERYTHING,
    text: texts[rng.below(texts.length)] ?? '',
    decisions: { undecided: rng.chance(0.8), keep: rng.chance(0.8), exclude: rng.chance(0.8) },
    ranges: {
      ...(rng.chance(0.5) ? { yawDeg: range() } : {}),
      ...(rng.chance(0.5) ? { pitchDeg: range() } : {}),
    },
    sortBy: [null, 'yawDeg', 'pitchDeg'][rng.below(3)] ?? null,
    isDescending: rng.chance(0.5),
    isGrouped: rng.chance(0.5),
    identityOrder: rng.chance(0.5) ? 'index' : 'first',
  };
}

describe('TableCore, one query after another', () => {
  const core = opened(samples());
  const codes = new Uint8Array(ROWS);

  it('gives rows and histograms as they are by definition, whatever was asked before', () => {
    for (let step = 0; step < 120; step++) {
      if (step % 7 === 0) {
        const rows = Uint32Array.from({ length: 20 }, () => rng.below(ROWS));
        const next = Uint8Array.from(rows, () => rng.below(3));
        rows.forEach((row, at) => (codes[row] = next[at] ?? 0));
        core.setDecisions(rows, next);
      }
      const query = randomQuery();
      const rows = rowsByDefinition(query, codes);
      expect([...core.view(query, () => 0).order], JSON.stringify(query)).toEqual(rows);
      // One of them is not looked at each time, and must come right all the same.
      for (const [name, bins] of core.matches(step % 3 === 0 ? ['yawDeg'] : ['yawDeg', 'pitchDeg'])) {
        const measured = rows.filter((row) => !Number.isNaN(valueAt(name, row))).length;
        expect(bins.reduce((sum, count) => sum + count, 0)).toBe(measured);
      }
    }
  });

  it('lets through what is on every list, and all when a list is forgotten', () => {
    const open = opened(samples());
    open.setList('one', Uint32Array.from([1, 5, 9]));
    open.setList('two', Uint32Array.from([5, 9, 12]));
    const query = { ...EVERYTHING, lists: ['one', 'two'] };
    expect([...open.view(query, () => 0).order]).toEqual([5, 9]);
    open.setList('two', null);
    expect([...open.view(query, () => 0).order]).toEqual([1, 5, 9]);
  });

  it('puts scores beside their samples, in whatever order and number they come', () => {
    const open = opened(samples());
    const scores = tableFromArrays({
      identityIndex: Int32Array.from([3, 0, 999]),
      sampleIndex: Int32Array.from([1, 2, 0]),
      'n.judge.consistency': Float32Array.from([0.25, 0.75, 0.5]),
      'r.nearestOther.identity': Int32Array.from([6, -1, 6]),
      'r.nearestOther.sample': Int32Array.from([4, -1, 4]),
    });
    open.setScores(tableToIPC(scores, 'stream'));
    expect([...open.view({ ...EVERYTHING, ranges: { 'judge.consistency': [0, 1] } }, () => 0).order]).toEqual([2, 9]);
    expect(open.row(9).neighbours.get('nearestOther')).toEqual({ id: sampleId(6, 4), set: -1 });
    expect(open.row(2).neighbours.size).toBe(0);
    open.setScores(null);
    expect(open.summaries().map(({ name }) => name)).toEqual(['yawDeg', 'pitchDeg']);
  });
});
