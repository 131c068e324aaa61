import { expect, it } from 'vitest';
import { countText, durationText, percentText, sizeText, tableText } from './texts';

it('writes numbers as people read them', () => {
  expect([0, 999, 1000, 1_234_567].map(countText)).toEqual(['0', '999', '1,000', '1,234,567']);
  expect([400, 46_000, 200_000, 7_500_000].map(durationText)).toEqual(['0 s', '46 s', '3 min 20 s', '2 h 5 min']);
  expect([512, 5200, 1_300_000_000].map(sizeText)).toEqual(['512 B', '5.2 kB', '1.3 GB']);
  expect(percentText(0.9341)).toBe('93.4 %');
});

it('sets columns under their headings', () => {
  expect(
    tableText(
      ['name', 'n'],
      [
        ['a', '12'],
        ['long name', '3'],
      ],
    ),
  ).toBe('name       n\na          12\nlong name  3');
});
