import { describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { initCodecs } from './codecs';
import { encodeJpeg } from './encodeJpeg';
import { gradientImage, testCodecs } from './sampleImages.testing';

const codecs = await testCodecs();
const picture = gradientImage(112, 112);

/** Sampling factors of the first component: 0x11 for 4:4:4, 0x22 for 4:2:0. */
const lumaSampling = (jpeg: Uint8Array): number => jpeg[Buffer.from(jpeg).indexOf(Buffer.from([0xff, 0xc0])) + 11];

describe('encodeJpeg', () => {
  it('gives equal bytes for equal pixels, whatever was encoded between', () => {
    const first = encodeJpeg(codecs, picture, { quality: 95 });
    encodeJpeg(codecs, gradientImage(64, 64), { quality: 30 });
    expect(Buffer.compare(first, encodeJpeg(codecs, picture, { quality: 95 }))).toBe(0);
  });

  it('grows with quality and shrinks with 4:2:0', () => {
    const size = (quality: number, chroma: '4:4:4' | '4:2:0'): number =>
      encodeJpeg(codecs, picture, { quality, chroma }).length;
    expect(size(95, '4:4:4')).toBeGreaterThan(size(50, '4:4:4'));
    expect(size(95, '4:2:0')).toBeLessThan(size(95, '4:4:4'));
  });

  it('writes one baseline scan at the chroma that was asked for, and no metadata', () => {
    const full = encodeJpeg(codecs, picture, { quality: 90 });
    expect(lumaSampling(full)).toBe(0x11);
    expect(lumaSampling(encodeJpeg(codecs, picture, { quality: 90, chroma: '4:2:0' }))).toBe(0x22);
    expect(Buffer.from(full).includes(Buffer.from([0xff, 0xe1]))).toBe(false);
  });

  it.each([0, 101, 7.5, NaN])('refuses quality %s', (quality) =>
    expect(() => encodeJpeg(codecs, picture, { quality })).toThrow(RangeError),
  );

  it('refuses pixels that do not fit the size', () => {
    expect(() => encodeJpeg(codecs, { ...picture, widthPx: 111 }, { quality: 90 })).toThrow(RangeError);
  });

  it('says which codec is missing and what to do', async () => {
    const failure: unknown = await initCodecs('/nowhere/at/all').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ code: 'set-up-incomplete', remedy: expect.stringContaining('setup') as string });
  });

  it('names its encoder by the hash of its code', () =>
    expect(codecs.jpegEncoderFingerprint).toMatch(/^mozjpeg-wasm:[0-9a-f]{16}$/));
});
