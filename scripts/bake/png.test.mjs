import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodePng } from './png.mjs';

/** A PNG without valid checksums, which the reader does not ask for. */
function makePng(width, height, colourType, rows, extra = []) {
  const chunk = (type, data) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colourType, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    ...extra.map(([type, data]) => chunk(type, Buffer.from(data))),
    chunk('IDAT', deflateSync(Buffer.from(rows))),
  ]);
}

describe('decodePng', () => {
  it('undoes every row filter', () => {
    // Grey, 3 wide: the decoded rows are all 10, 20, 30 by each filter in turn (PNG, section 9.2).
    const rows = [0, 10, 20, 30, 1, 10, 10, 10, 2, 0, 0, 0, 3, 5, 5, 5, 4, 0, 0, 0];
    const { rgba } = decodePng(makePng(3, 5, 0, rows), 'test');
    for (let y = 0; y < 5; y++) expect([0, 1, 2].map((x) => rgba[4 * (3 * y + x)])).toEqual([10, 20, 30]);
    expect(rgba[3]).toBe(255);
  });

  it('reads palettes with transparency, grey with alpha, RGB and RGBA', () => {
    const palette = decodePng(
      makePng(
        2,
        1,
        3,
        [0, 1, 0],
        [
          ['PLTE', [1, 2, 3, 4, 5, 6]],
          ['tRNS', [9]],
        ],
      ),
      'test',
    );
    expect([...palette.rgba]).toEqual([4, 5, 6, 255, 1, 2, 3, 9]);
    expect([...decodePng(makePng(1, 1, 4, [0, 7, 8]), 'test').rgba]).toEqual([7, 7, 7, 8]);
    expect([...decodePng(makePng(1, 1, 2, [0, 1, 2, 3]), 'test').rgba]).toEqual([1, 2, 3, 255]);
    expect([...decodePng(makePng(1, 1, 6, [0, 1, 2, 3, 4]), 'test').rgba]).toEqual([1, 2, 3, 4]);
  });

  it('refuses what is not such a PNG, naming the file', () => {
    expect(() => decodePng(Buffer.from('JFIF, surely'), 'a.png')).toThrow(/a\.png: not a PNG/);
    expect(() => decodePng(makePng(20000, 20000, 0, [0]), 'a.png')).toThrow(/out of range/);
    expect(() => decodePng(makePng(4, 4, 0, [0, 1]), 'a.png')).toThrow(/ends early/);
    expect(() => decodePng(makePng(1, 1, 0, [5, 1]), 'a.png')).toThrow(/row filter 5/);
    expect(() => decodePng(makePng(3, 1, 0, [0, 1, 2, 3]).subarray(0, 50), 'a.png')).toThrow(/ends early/);
  });
});
