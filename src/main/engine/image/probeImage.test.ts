import { describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { encodeJpeg } from './encodeJpeg';
import { MAX_PIXELS, MAX_SIDE_PX, probeImage } from './probeImage';
import { buildGif, buildPng, gradientImage, plainPng, testCodecs, withOrientation } from './sampleImages.testing';

const png = (widthPx: number, heightPx: number): Buffer =>
  buildPng({ widthPx, heightPx, bitDepth: 8, colourType: 2, raw: new Uint8Array(1) });

function failureOf(bytes: Uint8Array): Failure {
  try {
    probeImage(bytes, 'folder/photo.jpg');
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown;
    throw thrown;
  }
  throw new Error('expected a failure');
}

describe('probeImage', () => {
  it('reads sizes from headers', async () => {
    const codecs = await testCodecs();
    const jpeg = encodeJpeg(codecs, gradientImage(37, 21), { quality: 90 });
    expect(probeImage(jpeg, 'a')).toMatchObject({
      format: 'jpeg',
      widthPx: 37,
      heightPx: 21,
      componentCount: 3,
      orientation: 1,
    });
    expect(probeImage(plainPng(gradientImage(5, 9)), 'a')).toMatchObject({ format: 'png', widthPx: 5, heightPx: 9 });
    expect(probeImage(Buffer.from('P5 # made by hand\n92\t112\r\n255\n'), 'a')).toMatchObject({
      format: 'pnm',
      widthPx: 92,
      heightPx: 112,
      dataOffset: 30,
    });
    const gif = buildGif({ widthPx: 3, heightPx: 2, palette: [0, 0, 0, 255, 255, 255], indices: [0, 1, 0, 1, 0, 1] });
    expect(probeImage(gif, 'a')).toMatchObject({ format: 'gif', widthPx: 3, heightPx: 2 });
  });

  it.each([true, false])('reads the EXIF orientation, little endian %s', async (littleEndian) => {
    const jpeg = encodeJpeg(await testCodecs(), gradientImage(16, 8), { quality: 90 });
    for (let orientation = 1; orientation <= 8; orientation++) {
      expect(probeImage(withOrientation(jpeg, orientation, littleEndian), 'a')).toMatchObject({ orientation });
    }
    expect(probeImage(withOrientation(jpeg, 77, littleEndian), 'a')).toMatchObject({ orientation: 1 });
  });

  it('accepts the largest size and refuses the next', () => {
    expect(probeImage(png(8000, MAX_PIXELS / 8000), 'a').heightPx).toBe(MAX_PIXELS / 8000);
    expect(failureOf(png(8000, MAX_PIXELS / 8000 + 1)).code).toBe('invalid-input');
    expect(failureOf(png(MAX_SIDE_PX + 1, 1)).code).toBe('invalid-input');
  });

  it('refuses 20,000 x 20,000 px from the header alone, naming file, size and remedy', () => {
    const failure = failureOf(png(20_000, 20_000));
    expect(failure.code).toBe('invalid-input');
    expect(failure.message).toContain('20000 x 20000 px');
    expect(failure.place).toBe('folder/photo.jpg');
    expect(failure.remedy).toContain('Scale it down');
  });

  it.each([
    ['empty file', new Uint8Array(0), 'corrupt-data'],
    ['zero width', png(0, 5), 'corrupt-data'],
    ['PNG cut in its header', png(5, 5).subarray(0, 20), 'corrupt-data'],
    ['JPEG of three bytes', Uint8Array.of(0xff, 0xd8, 0xff), 'corrupt-data'],
    [
      'PNG colour type that does not exist',
      buildPng({ widthPx: 1, heightPx: 1, bitDepth: 8, colourType: 5, raw: new Uint8Array(1) }),
      'corrupt-data',
    ],
    ['text', Buffer.from('hello, this is a letter'), 'invalid-input'],
    ['bitmap', Buffer.from('BM      '), 'invalid-input'],
    ['PGM without a size', Buffer.from('P5\n# only a comment'), 'corrupt-data'],
    ['WebP that promises more than it has', Buffer.from('RIFF\xff\xff\0\0WEBPVP8L', 'latin1'), 'corrupt-data'],
  ])('refuses %s', (_name, bytes, code) => {
    const failure = failureOf(bytes);
    expect(failure.code).toBe(code);
    expect(failure.place).toBe('folder/photo.jpg');
    expect(failure.remedy).toBeTruthy();
  });
});
