import { describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { type DecodedImage, decodeImage } from './decodeImage';
import { encodeJpeg } from './encodeJpeg';
import { encodePng } from './encodePng';
import { orientImage } from './orientImage';
import {
  buildGif,
  buildPng,
  gradientImage,
  maxDifference,
  meanDifference,
  plainPng,
  readFixture,
  testCodecs,
  withOrientation,
} from './sampleImages.testing';
import { encodeWebp } from './webpEncoder.testing';

const codecs = await testCodecs();
const decode = (bytes: Uint8Array, place = 'x'): Promise<DecodedImage> => decodeImage(codecs, bytes, place);
const refusal = async (bytes: Uint8Array): Promise<Failure> => {
  const thrown: unknown = await decode(bytes, 'dir/file.bin').then(
    () => new Error('was decoded'),
    (error: unknown) => error,
  );
  if (!(thrown instanceof Failure)) throw thrown;
  expect(thrown.place).toBe('dir/file.bin');
  return thrown;
};

describe('JPEG', () => {
  const picture = gradientImage(40, 24);
  const jpeg = encodeJpeg(codecs, picture, { quality: 95 });

  it('comes back nearly as it was', async () => {
    const back = await decode(jpeg, 'a.jpg');
    expect([back.widthPx, back.heightPx, back.format]).toEqual([40, 24, 'jpeg']);
    expect(meanDifference(back.rgb, picture.rgb)).toBeLessThan(2);
    expect(back.notes).toEqual([]);
  });

  it('is turned upright by its EXIF tag', async () => {
    const stored = await decode(jpeg);
    for (const orientation of [2, 3, 4, 5, 6, 7, 8] as const) {
      const turned = await decode(withOrientation(jpeg, orientation));
      const expected = orientImage(stored, orientation);
      expect([turned.widthPx, turned.heightPx]).toEqual(orientation >= 5 ? [24, 40] : [40, 24]);
      expect(maxDifference(turned.rgb, expected.rgb)).toBe(0);
      expect(turned.notes).toEqual([`turned upright (EXIF orientation ${orientation})`]);
    }
  });

  it('is refused wherever it is cut, never filled with grey', async () => {
    for (const length of [3, 20, 100, 300, jpeg.length >> 1, jpeg.length - 20, jpeg.length - 2, jpeg.length - 1]) {
      expect((await refusal(jpeg.subarray(0, length))).code).toBe('corrupt-data');
    }
  });

  it('is refused when the middle is gone but the end marker is there', async () => {
    const holed = Buffer.concat([jpeg.subarray(0, jpeg.length - 200), jpeg.subarray(jpeg.length - 2)]);
    expect((await refusal(holed)).code).toBe('corrupt-data');
  });

  it('is still read after the decoder crashed on another file', async () => {
    const broken = Buffer.from(jpeg);
    broken.fill(0x24, 30, 160);
    await refusal(broken);
    expect((await decode(jpeg)).widthPx).toBe(40);
  });

  it('in CMYK is refused with the way out', async () => {
    const cmyk = Buffer.from(jpeg);
    const frame = cmyk.indexOf(Buffer.from([0xff, 0xc0]));
    cmyk[frame + 9] = 4;
    const failure = await refusal(cmyk);
    expect(failure.code).toBe('invalid-input');
    expect(failure.remedy).toContain('RGB');
  });
});

describe('PNG', () => {
  it('written by the encoder comes back exactly', async () => {
    const picture = gradientImage(33, 17);
    expect(maxDifference((await decode(encodePng(codecs, picture))).rgb, picture.rgb)).toBe(0);
  });

  it('with filters made by another program equals its reference pixels', async () => {
    const reference = JSON.parse(Buffer.from(readFixture('alignment.json')).toString()) as {
      pictureSum: number;
      pictureSamples: number[][];
    };
    const { rgb, widthPx } = await decode(readFixture('alignment.png'));
    expect(rgb.reduce((sum, value) => sum + value, 0)).toBe(reference.pictureSum);
    for (const [row, column, channel, value] of reference.pictureSamples)
      expect(rgb[(row * widthPx + column) * 3 + channel]).toBe(value);
  });

  it.each([
    ['1-bit grey', { bitDepth: 1, colourType: 0, raw: [0, 0b10000000] }, [255, 255, 255, 0, 0, 0]],
    ['4-bit grey', { bitDepth: 4, colourType: 0, raw: [0, 0x3c] }, [51, 51, 51, 204, 204, 204]],
    ['16-bit grey', { bitDepth: 16, colourType: 0, raw: [0, 0x80, 0x00, 0xff, 0xff] }, [128, 128, 128, 255, 255, 255]],
    [
      'palette with transparency',
      { bitDepth: 8, colourType: 3, palette: [1, 2, 3, 9, 8, 7], transparency: [255, 0], raw: [0, 0, 1] },
      [1, 2, 3, 128, 128, 128],
    ],
    ['grey with alpha', { bitDepth: 8, colourType: 4, raw: [0, 255, 0, 0, 255] }, [128, 128, 128, 0, 0, 0]],
    [
      'colour key',
      { bitDepth: 8, colourType: 2, transparency: [0, 5, 0, 6, 0, 7], raw: [0, 5, 6, 7, 5, 6, 8] },
      [128, 128, 128, 5, 6, 8],
    ],
    [
      'filters 1 to 4',
      { widthPx: 1, heightPx: 4, bitDepth: 8, colourType: 0, raw: [1, 10, 2, 5, 3, 3, 4, 2] },
      [10, 10, 10, 15, 15, 15, 10, 10, 10, 12, 12, 12],
    ],
  ])('%s', async (_name, parts, expected) => {
    const bytes = buildPng({ widthPx: 2, heightPx: 1, ...parts, raw: Uint8Array.from(parts.raw) });
    expect(Array.from((await decode(bytes)).rgb)).toEqual(expected);
  });

  it('interlaced equals the same picture not interlaced', async () => {
    const [widthPx, heightPx] = [11, 9];
    const grey = (x: number, y: number): number => (x * 23 + y * 7) & 255;
    const rows: number[] = [];
    for (const [sx, sy, dx, dy] of [
      [0, 0, 8, 8],
      [4, 0, 8, 8],
      [0, 4, 4, 8],
      [2, 0, 4, 4],
      [0, 2, 2, 4],
      [1, 0, 2, 2],
      [0, 1, 1, 2],
    ] as const) {
      for (let y = sy; y < heightPx; y += dy) {
        rows.push(0);
        for (let x = sx; x < widthPx; x += dx) rows.push(grey(x, y));
      }
    }
    const { rgb } = await decode(
      buildPng({ widthPx, heightPx, bitDepth: 8, colourType: 0, interlace: 1, raw: Uint8Array.from(rows) }),
    );
    for (let y = 0; y < heightPx; y++)
      for (let x = 0; x < widthPx; x++) expect(rgb[(y * widthPx + x) * 3]).toBe(grey(x, y));
  });

  it('that unpacks to more or less than its size is refused without unpacking it all', async () => {
    const bomb = buildPng({ widthPx: 4, heightPx: 4, bitDepth: 8, colourType: 0, raw: new Uint8Array(5_000_000) });
    expect((await refusal(bomb)).message).toContain('more than the 20 bytes');
    const short = buildPng({ widthPx: 4, heightPx: 4, bitDepth: 8, colourType: 0, raw: new Uint8Array(19) });
    expect((await refusal(short)).message).toContain('19 of 20 bytes');
  });

  it('is refused wherever it is cut', async () => {
    const bytes = plainPng(gradientImage(20, 20));
    for (let length = 8; length < bytes.length; length += 7)
      expect((await refusal(bytes.subarray(0, length))).code).toBe('corrupt-data');
  });

  it('with a changed palette is refused by its check sum', async () => {
    const bytes = buildPng({
      widthPx: 1,
      heightPx: 1,
      bitDepth: 8,
      colourType: 3,
      palette: [1, 2, 3],
      raw: Uint8Array.of(0, 0),
    });
    bytes[bytes.indexOf('PLTE') + 5] = 99;
    expect((await refusal(bytes)).message).toContain('check sum');
  });
});

describe('GIF', () => {
  const palette = Array.from({ length: 256 }, (_unused, i) => [i, 255 - i, (i * 7) & 255]).flat();

  it('gives the first frame, exactly', async () => {
    const indices = Array.from({ length: 90 * 80 }, (_unused, i) => (i * i + (i >> 3)) & 255);
    const { rgb } = await decode(buildGif({ widthPx: 90, heightPx: 80, palette, indices }));
    expect(
      maxDifference(
        rgb,
        indices.flatMap((i) => palette.slice(i * 3, i * 3 + 3)),
      ),
    ).toBe(0);
  });

  it('interlaced and repetitive data are unfolded', async () => {
    const rowsInFile = [0, 4, 2, 1, 3];
    const indices = rowsInFile.flatMap((y) => Array.from({ length: 300 }, () => y));
    const { rgb } = await decode(buildGif({ widthPx: 300, heightPx: 5, palette, indices, interlaced: true }));
    for (let y = 0; y < 5; y++) expect(rgb[y * 900]).toBe(y);
  });

  it('shows mid-grey where it is transparent or the frame does not reach', async () => {
    const { rgb, notes } = await decode(
      buildGif({ widthPx: 3, heightPx: 1, palette, indices: [5, 6], transparent: 6, frame: [1, 0, 2, 1] }),
    );
    expect([rgb[0], rgb[3], rgb[6]]).toEqual([128, 5, 128]);
    expect(notes).toEqual(['transparent parts were laid over mid-grey']);
  });

  it('cut, or with a frame outside its screen, is refused', async () => {
    const bytes = buildGif({
      widthPx: 20,
      heightPx: 20,
      palette,
      indices: Array.from({ length: 400 }, (_unused, i) => i & 255),
    });
    for (const length of [10, 400, bytes.length - 200, bytes.length - 4])
      expect((await refusal(bytes.subarray(0, length))).code).toBe('corrupt-data');
    expect(
      (await refusal(buildGif({ widthPx: 2, heightPx: 2, palette, indices: [0], frame: [2, 2, 1, 1] }))).message,
    ).toContain('does not fit');
    expect((await refusal(buildGif({ widthPx: 2, heightPx: 2, palette, indices: [0] }))).message).toContain(
      '1 of 4 pixels',
    );
  });
});

describe('WebP', () => {
  const picture = gradientImage(31, 19);

  it('lossless comes back exactly, lossy nearly', async () => {
    expect(maxDifference((await decode(await encodeWebp(picture, true), 'a.webp')).rgb, picture.rgb)).toBe(0);
    expect(meanDifference((await decode(await encodeWebp(picture, false), 'a.webp')).rgb, picture.rgb)).toBeLessThan(6);
  });

  it('is refused wherever it is cut, also when its length is put right', async () => {
    const bytes = Buffer.from(await encodeWebp(picture, false));
    expect((await refusal(bytes.subarray(0, bytes.length >> 1))).code).toBe('corrupt-data');
    const patched = Buffer.from(bytes.subarray(0, (bytes.length >> 2) * 2));
    patched.writeUInt32LE(patched.length - 8, 4);
    expect((await refusal(patched)).code).toBe('corrupt-data');
  });

  it('animated is refused with the way out', async () => {
    const header = Buffer.from('RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\x09\0\0\x09\0\0', 'latin1');
    expect((await refusal(header)).message).toContain('animated');
  });
});

describe('PGM and PPM', () => {
  it.each([
    ['P2 with comments', 'P2\n# c\n2 1 # d\n9\n0 # e\n9', [0, 0, 0, 255, 255, 255]],
    ['P3', 'P3 1 1 255\n1 2 3', [1, 2, 3]],
    ['P5', 'P5 2 1 255\nAB', [65, 65, 65, 66, 66, 66]],
    ['P6', 'P6 1 1 255\nABC', [65, 66, 67]],
    ['P5 of 16 bits', 'P5 2 1 65535\n\x80\x00\xff\xff', [128, 128, 128, 255, 255, 255]],
    ['P5 whose first pixel is white space', 'P5 1 1 255\n ', [32, 32, 32]],
  ])('%s', async (_name, text, expected) => {
    expect(Array.from((await decode(Buffer.from(text, 'latin1'))).rgb)).toEqual(expected);
  });

  it.each([
    'P5 2 2 255\nABC',
    'P2 2 1 9\n1',
    'P2 2 1 9\n1 10',
    'P5 1 1 9\nA',
    'P2 1 1 9\nx',
    'P2 9000 7000 9\n1 2 3',
    'P5 1 1 0\nA',
  ])('refuses %j', async (text) => {
    expect((await refusal(Buffer.from(text, 'latin1'))).code).toBe('corrupt-data');
  });
});

it('goes by content and says so when the name is wrong', async () => {
  const { notes, format } = await decode(plainPng(gradientImage(4, 4)), 'album/portrait.JPG');
  expect(format).toBe('png');
  expect(notes).toEqual(['named .jpg but holds PNG; read by its content']);
});
