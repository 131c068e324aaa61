import { expect, it } from 'vitest';
import { orientImage } from './orientImage';

const letters = (text: string): Uint8Array =>
  Uint8Array.from(text.split('').flatMap((letter) => [letter.charCodeAt(0), 0, 1]));
const STORED = { rgb: letters('ABCDEF'), widthPx: 3, heightPx: 2 };

// ABC   6 = a quarter turn clockwise brings the stored first column to the top row, read from below.
// DEF
it.each([
  [1, 3, 'ABCDEF'],
  [2, 3, 'CBAFED'],
  [3, 3, 'FEDCBA'],
  [4, 3, 'DEFABC'],
  [5, 2, 'ADBECF'],
  [6, 2, 'DAEBFC'],
  [7, 2, 'FCEBDA'],
  [8, 2, 'CFBEAD'],
] as const)('orientation %d', (orientation, widthPx, expected) => {
  const upright = orientImage(STORED, orientation);
  expect(upright).toEqual({ rgb: letters(expected), widthPx, heightPx: 6 / widthPx });
});
