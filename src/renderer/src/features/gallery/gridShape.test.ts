import { describe, expect, it } from 'vitest';
import { gridShape } from './gridShape';

describe('gridShape', () => {
  it('fills the width with tiles, beside the names in identity rows', () => {
    expect(gridShape('flat', 1000, 2, 20)).toMatchObject({
      tilePx: 104,
      labelPx: 0,
      columns: 9,
      slots: 1,
      linePx: 108,
    });
    expect(gridShape('identity', 1000, 2, 20)).toMatchObject({ labelPx: 80, columns: 8, slots: 1 });
  });

  it('sets whole identities beside each other on a sheet', () => {
    const shape = gridShape('sheet', 1000, 1, 12);
    expect(shape).toMatchObject({ columns: 12, slots: 2 });
    expect(shape.slots * shape.slotPx - 14).toBeLessThanOrEqual(1000 - 24);
  });

  it('never has less than one tile, and breaks an identity that is wider than the sheet', () => {
    expect(gridShape('sheet', 0, 4, 0)).toMatchObject({ columns: 1, slots: 1 });
    expect(gridShape('sheet', 600, 4, 10_000)).toMatchObject({ slots: 1, columns: 8 });
  });
});
