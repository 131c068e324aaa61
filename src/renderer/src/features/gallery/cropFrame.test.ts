import { expect, it } from 'vitest';
import { ARCFACE_TEMPLATE } from '@shared/graphics/alignment';
import { cropFrame } from './cropFrame';

it('finds the crop in a picture that is twice as large, turned by a quarter and shifted', () => {
  // (x, y) of the crop lies at (300 − 2y, 40 + 2x) of the picture.
  const landmarks = ARCFACE_TEMPLATE.map((value, i) =>
    i % 2 === 0 ? 300 - 2 * (ARCFACE_TEMPLATE[i + 1] ?? 0) : 40 + 2 * (ARCFACE_TEMPLATE[i - 1] ?? value),
  );
  const frame = cropFrame([640, 480, ...landmarks], 112);
  expect([frame?.widthPx, frame?.heightPx]).toEqual([640, 480]);
  const wanted = [300, 40, 300, 264, 76, 264, 76, 40];
  frame?.corners.forEach((value, i) => expect(value).toBeCloseTo(wanted[i] ?? NaN, 6));
  // 96 × 112 leaves out eight columns on either side.
  expect(cropFrame([640, 480, ...landmarks], 96)?.corners[1]).toBeCloseTo(56, 6);
});

it('has none where the import recorded no landmarks, or five times the same', () => {
  expect(cropFrame([640, 480, ...Array.from({ length: 10 }, () => NaN)], 112)).toBeNull();
  expect(cropFrame([640, 480, ...Array.from({ length: 10 }, () => 7)], 112)).toBeNull();
});
