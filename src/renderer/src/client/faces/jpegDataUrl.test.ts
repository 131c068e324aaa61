import { expect, it } from 'vitest';
import { jpegDataUrl } from './jpegDataUrl';

it.each([0, 1, 2, 3, 255, 20_000, 20_001])('holds every one of %i bytes', (length) => {
  const bytes = Uint8Array.from({ length }, (_unused, i) => (i * 7) & 0xff);
  expect(jpegDataUrl(bytes)).toBe(`data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}`);
});
