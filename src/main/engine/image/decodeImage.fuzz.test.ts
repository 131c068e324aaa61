import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { decodeImage } from './decodeImage';
import { encodeJpeg } from './encodeJpeg';
import { buildGif, gradientImage, plainPng, testCodecs } from './sampleImages.testing';
import { encodeWebp } from './webpEncoder.testing';

const codecs = await testCodecs();
const small = gradientImage(24, 18);
const seeds: readonly Uint8Array[] = [
  encodeJpeg(codecs, small, { quality: 80 }),
  plainPng(small),
  buildGif({
    widthPx: 8,
    heightPx: 8,
    palette: [0, 0, 0, 9, 9, 9, 90, 9, 9, 200, 200, 0],
    indices: Array.from({ length: 64 }, (_unused, i) => i & 3),
  }),
  await encodeWebp(small, true),
  await encodeWebp(small, false),
  Buffer.from('P2 3 2 255\n1 2 3 4 5 6'),
  Buffer.concat([Buffer.from('P5 3 2 255\n'), Buffer.alloc(6, 7)]),
];

/** Every input ends in pixels of the stated size or in a `Failure` that names the file; nothing else may come out. */
async function survives(bytes: Uint8Array): Promise<void> {
  try {
    const image = await decodeImage(codecs, bytes, 'fuzz');
    expect(image.rgb.length).toBe(image.widthPx * image.heightPx * 3);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    expect(['corrupt-data', 'invalid-input']).toContain(thrown.code);
    expect(thrown.place).toBe('fuzz');
  }
}

describe('decodeImage under hostile data', () => {
  it('survives random bytes behind every magic number', async () => {
    const magic = fc.constantFrom(
      '\xff\xd8\xff',
      '\x89PNG\r\n\x1a\n',
      'GIF89a',
      'RIFF\x10\0\0\0WEBPVP8 ',
      'P5 ',
      'P3\n',
      '',
    );
    await fc.assert(
      fc.asyncProperty(magic, fc.uint8Array({ maxLength: 300 }), (prefix, tail) =>
        survives(Buffer.concat([Buffer.from(prefix, 'latin1'), tail])),
      ),
      { numRuns: 400 },
    );
  });

  it('survives truncation and flipped bytes of real files', async () => {
    const change = fc.record({
      seed: fc.nat(seeds.length - 1),
      keep: fc.double({ min: 0, max: 1, noNaN: true }),
      edits: fc.array(fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(255)), {
        maxLength: 6,
      }),
    });
    await fc.assert(
      fc.asyncProperty(change, ({ seed, keep, edits }) => {
        const whole = seeds[seed];
        const bytes = Uint8Array.from(whole.subarray(0, Math.round(keep * whole.length)));
        for (const [where, value] of edits) if (bytes.length > 0) bytes[Math.floor(where * bytes.length)] = value;
        return survives(bytes);
      }),
      { numRuns: 600 },
    );
  });
});
