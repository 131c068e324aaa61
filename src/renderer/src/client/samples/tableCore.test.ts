import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { smallTableBytes } from './columns.testing';
import { IdentityNames } from './identityNames';
import { TableCore } from './tableCore';
import { DECISION_CODE, EVERYTHING } from './viewQuery';
import type { ViewQuery } from './viewQuery';

const opened = (bytes: Uint8Array): TableCore => {
  const core = new TableCore(bytes);
  core.setMeasures(bytes);
  return core;
};

const rowsOf = (query: Partial<ViewQuery>, core = opened(smallTableBytes())): number[] => [
  ...core.view({ ...EVERYTHING, ...query }, () => 0).order,
];

describe('TableCore', () => {
  it('opens the columns of the protocol', () => {
    const core = opened(smallTableBytes());
    const { rowCount, names } = core.opened();
    expect(rowCount).toBe(6);
    expect(new IdentityNames(names).of(1)).toBe('bo');
    // A column without one measured value has nothing to filter by.
    expect(core.summaries().map(({ name, low, high, missingCount }) => [name, low, high, missingCount])).toEqual([
      ['yawDeg', -5, 20, 1],
    ]);
  });

  it('orders by identity and sample, whatever the order on disk', () => {
    expect(rowsOf({})).toEqual([2, 3, 4, 5, 0, 1]);
    expect(rowsOf({ isDescending: true })).toEqual([1, 0, 5, 4, 3, 2]);
  });

  it('orders by a number, what was not measured last in both directions', () => {
    expect(rowsOf({ sortBy: 'yawDeg', isGrouped: false })).toEqual([1, 3, 0, 5, 2, 4]);
    expect(rowsOf({ sortBy: 'yawDeg', isGrouped: false, isDescending: true })).toEqual([2, 5, 0, 3, 1, 4]);
  });

  it('keeps identities together when grouped', () => {
    expect(rowsOf({ sortBy: 'yawDeg' })).toEqual([3, 2, 5, 4, 1, 0]);
  });

  it('filters by range, both ends included, and drops what was not measured', () => {
    expect(rowsOf({ ranges: { yawDeg: [0, 10] } })).toEqual([3, 5, 0]);
  });

  it('finds by part of an identity or of an id', () => {
    expect(rowsOf({ text: 'CLE' })).toEqual([0, 1]);
    expect(rowsOf({ text: 'i000001s0001' })).toEqual([5]);
    expect(rowsOf({ text: 'nobody' })).toEqual([]);
  });

  it('filters by decision as of the last question, not by itself', () => {
    const core = opened(smallTableBytes());
    core.setDecisions(Uint32Array.from([0, 2]), Uint8Array.from([DECISION_CODE.exclude, DECISION_CODE.keep]));
    expect(rowsOf({ decisions: { undecided: false, keep: false, exclude: true } }, core)).toEqual([0]);
    expect(rowsOf({ decisions: { undecided: true, keep: false, exclude: false } }, core)).toEqual([3, 4, 5, 1]);
  });

  it('counts what matches in the bins of the whole', () => {
    const core = opened(smallTableBytes());
    core.view({ ...EVERYTHING, text: 'anna' }, () => 0);
    const bins = [...(core.matches(['yawDeg', 'unheard']).get('yawDeg') ?? [])];
    expect(bins.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(bins.at(-1)).toBe(1);
  });

  it('gives all of one row, and refuses one that is not there', () => {
    const core = opened(smallTableBytes());
    expect(core.row(1)).toMatchObject({
      sizeBytes: 20,
      numbers: new Map([
        ['yawDeg', -5],
        ['blank', NaN],
      ]),
    });
    expect(() => core.row(6)).toThrow(/no row 6/);
  });

  it('says which column is missing or of another type, and refuses what is no table', () => {
    expect(() => new TableCore(Uint8Array.from([1, 2, 3]))).toThrow(/cannot be read/);
    const wrong = tableToIPC(tableFromArrays({ identityIndex: Float64Array.from([1]) }), 'stream');
    expect(() => new TableCore(wrong)).toThrow(
      expect.objectContaining({ code: 'corrupt-data', place: expect.stringContaining('identityIndex') as string }),
    );
  });
});
