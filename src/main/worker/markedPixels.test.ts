import { describe, expect, it } from 'vitest';
import { decodeImage } from '../engine/image/decodeImage';
import { encodeJpeg } from '../engine/image/encodeJpeg';
import { gradientImage, plainPng, testCodecs } from '../engine/image/sampleImages.testing';
import { encodeWebp } from '../engine/image/webpEncoder.testing';
import { markImage, withoutMark } from '../formats/marks/markImage';

describe('marked pictures', () => {
  it('decode to the very pixels that they had, in every format that can be marked', async () => {
    const codecs = await testCodecs();
    const picture = gradientImage(112, 96);
    const files = [
      encodeJpeg(codecs, picture, { quality: 92 }),
      plainPng(picture),
      await encodeWebp(picture, false),
      await encodeWebp(picture, true),
    ];
    for (const [index, bytes] of files.entries()) {
      const marked = markImage(bytes, 'algorithmicMedia');
      const place = `picture ${index}`;
      const before = await decodeImage(codecs, bytes, place);
      const after = await decodeImage(codecs, marked, place);
      expect(after.widthPx).toBe(112);
      expect(Buffer.compare(after.rgb, before.rgb)).toBe(0);
      expect(Buffer.compare(withoutMark(marked), bytes)).toBe(0);
    }
  });
});
