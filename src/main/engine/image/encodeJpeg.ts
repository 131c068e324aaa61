import type { ImageCodecs, MozjpegSettings } from './codecs';
import { assertRgbImage, type RgbImage } from './rgbImage';
import { rgbToRgba } from './rgbToRgba';

export interface JpegOptions {
  /** 1..100, the scale of libjpeg (ITU-T T.81 annex K tables), so 95 means here what it means elsewhere. */
  readonly quality: number;
  /** `4:4:4` keeps colour at full resolution; `4:2:0` halves it both ways and saves about a sixth. */
  readonly chroma?: '4:4:4' | '4:2:0';
}

const YCBCR = 3;
const ANNEX_K_TABLES = 0;

/** All that the encoder is told: part of what decides the bytes of a file. */
export function jpegSettings(quality: number, chroma: '4:4:4' | '4:2:0' = '4:4:4'): MozjpegSettings {
  return {
    quality,
    // Sequential, one scan: two to three times faster than progressive for files a few percent larger.
    baseline: true,
    progressive: false,
    arithmetic: false,
    optimize_coding: true,
    smoothing: 0,
    color_space: YCBCR,
    quant_table: ANNEX_K_TABLES,
    // The three extra searches are off. The basic one cannot be switched off from outside (0 loops writes a broken file).
    trellis_multipass: false,
    trellis_opt_zero: false,
    trellis_opt_table: false,
    trellis_loops: 1,
    auto_subsample: false,
    chroma_subsample: chroma === '4:4:4' ? 1 : 2,
    separate_chroma_quality: false,
    chroma_quality: quality,
  };
}

/**
 * Encodes a baseline JPEG without metadata. The same pixels and options give the same bytes on every machine and thread.
 * Default chroma is 4:4:4: at 112 px a face's lips and irises are a few pixels wide, which 4:2:0 smears.
 * @throws RangeError for a quality outside 1..100.
 */
export function encodeJpeg(codecs: ImageCodecs, image: RgbImage, options: JpegOptions): Uint8Array {
  assertRgbImage(image);
  const { quality, chroma = '4:4:4' } = options;
  if (!Number.isInteger(quality) || quality < 1 || quality > 100)
    throw new RangeError(`JPEG quality must be a whole number in 1..100, got ${quality}`);
  // The encoder hands out a view of its own memory, which the next call overwrites.
  return codecs.jpegEncoder
    .encode(rgbToRgba(image.rgb), image.widthPx, image.heightPx, jpegSettings(quality, chroma))
    .slice();
}
