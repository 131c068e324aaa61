import { describe, expect, it } from 'vitest';
import { SampleId } from '@shared/domain/ids';
import { EVERYTHING, ViewQuery } from '../../client/samples/viewQuery';
import { activeFilters } from './activeFilters';

describe('activeFilters', () => {
  it('finds none in a view of everything', () => {
    expect(activeFilters(EVERYTHING)).toEqual([]);
  });

  it('names each, and takes each away alone', () => {
    const query: ViewQuery = {
      ...EVERYTHING,
      text: ' anna ',
      decisions: { undecided: true, keep: true, exclude: false },
      ranges: { 'image.sharpness': [0, 12], similar: [0.5, 1] },
      lists: ['picked on the map'],
      similarTo: SampleId.parse('i000001s0002'),
      sortBy: 'similar',
      isGrouped: false,
    };
    const filters = activeFilters(query);
    expect(filters.map(({ text }) => text)).toEqual([
      '“anna”',
      'undecided or kept',
      'Sharpness 0 to 12',
      'Similar 0.5 to 1',
      'picked on the map',
      'similar to i000001s0002',
    ]);
    expect(filters[2]?.without.ranges).toEqual({ similar: [0.5, 1] });
    expect(filters[5]?.without).toMatchObject({
      similarTo: null,
      sortBy: null,
      ranges: { 'image.sharpness': [0, 12] },
    });
    const nothingLeft = filters.reduce<ViewQuery>(
      (left, { key }) => activeFilters(left).find((filter) => filter.key === key)?.without ?? left,
      query,
    );
    expect(nothingLeft).toEqual(EVERYTHING);
  });

  it('opens views that were saved before fields came later', () => {
    const { text, decisions, ranges, sortBy, isDescending, isGrouped } = EVERYTHING;
    const old = { text, decisions, ranges, sortBy, isDescending, isGrouped };
    expect(ViewQuery.parse(old)).toEqual(EVERYTHING);
  });
});
