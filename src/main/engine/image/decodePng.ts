import { inflateSync } from 'node:zlib';
import { crc32 } from '@shared/lib/crc32';
import { ByteReader, corruptImage, type NamedBytes, unsupportedImage } from './byteReader';
import { PNG_GREY, PNG_GREY_ALPHA, PNG_PALETTE, PNG_RGB, PNG_RGBA, type PngHeader } from './headers/pngHeader';
import { PngColours } from './pngColours';
import { type PngPass, pngPasses } from './pngPasses';
import { flattenAlpha, type FlattenedPixels } from './flattenAlpha';
import { unfilterPngRow } from './unfilterPngRow';

/** Rows as stored, before they become 8-bit RGB; 16-bit RGBA at the pixel limit would be twice this. */
const MAX_RAW_BYTES = 384 * 1024 * 1024;

const CHANNELS = new Map([
  [PNG_GREY, 1],
  [PNG_RGB, 3],
  [PNG_PALETTE, 1],
  [PNG_GREY_ALPHA, 2],
  [PNG_RGBA, 4],
]);

interface PngChunks {
  readonly pixelData: Uint8Array;
  readonly palette: Uint8Array | undefined;
  readonly transparency: Uint8Array | undefined;
}

/** Walks the chunks. Only the five that make pixels are looked at; text, profiles and animation frames are stepped over unread. */
function collectChunks(source: NamedBytes): PngChunks {
  const { place } = source;
  const reader = new ByteReader(source);
  const parts: Uint8Array[] = [];
  let palette: Uint8Array | undefined;
  let transparency: Uint8Array | undefined;
  for (let at = 8; ;) {
    const length = reader.uint32(at);
    const name = reader.latin1(at + 4, 4);
    if (length > 0x7fffffff) throw corruptImage(place, `the PNG chunk at byte ${at} has an impossible length`);
    const body = reader.slice(at + 8, length);
    const expected = reader.uint32(at + 8 + length);
    if (name === 'IDAT') parts.push(body);
    else if (name === 'IHDR' || name === 'PLTE' || name === 'tRNS') {
      // Pixel data carry their own check sum inside; these small chunks have only this one.
      if (crc32(reader.slice(at + 4, length + 4)) !== expected)
        throw corruptImage(place, `the check sum of its PNG chunk ${name} is wrong`);
      if (name === 'PLTE') palette = body;
      if (name === 'tRNS') transparency = body;
    } else if (name === 'IEND') return { pixelData: Buffer.concat(parts), palette, transparency };
    at += 12 + length;
  }
}

function inflate(data: Uint8Array, expectedBytes: number, place: string): Uint8Array {
  try {
    const raw = inflateSync(data, { maxOutputLength: expectedBytes });
    if (raw.length === expectedBytes) return raw;
    throw corruptImage(place, `it unpacks to ${raw.length} of ${expectedBytes} bytes`);
  } catch (cause) {
    if (cause instanceof RangeError)
      throw corruptImage(place, `it unpacks to more than the ${expectedBytes} bytes its size allows`, cause);
    if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_')) {
      throw corruptImage(place, `its packed PNG data are broken (${cause.message})`, cause);
    }
    throw cause;
  }
}

const rowBytesOf = (pass: PngPass, bitsPerPixel: number): number => Math.ceil((pass.widthPx * bitsPerPixel) / 8);

/**
 * Decodes every PNG of the specification (all colour types, depths and interlacing) to 8-bit RGB over mid-grey.
 * The first picture of an animated PNG. Gamma and colour profiles are not applied.
 * @throws Failure corrupt-data for damaged files, invalid-input for ones that would take too much memory.
 */
export function decodePng(source: NamedBytes, header: PngHeader): FlattenedPixels {
  const { place } = source;
  const { widthPx, heightPx, bitDepth, colourType } = header;
  const chunks = collectChunks(source);
  const colours = new PngColours(header, chunks.palette, chunks.transparency, place);
  const bitsPerPixel = (CHANNELS.get(colourType) ?? 0) * bitDepth;
  const passes = pngPasses(widthPx, heightPx, header.interlaced);
  const expectedBytes = passes.reduce((sum, pass) => sum + pass.heightPx * (1 + rowBytesOf(pass, bitsPerPixel)), 0);
  if (expectedBytes > MAX_RAW_BYTES) {
    throw unsupportedImage(
      place,
      `it unpacks to ${Math.round(expectedBytes / 1048576)} MiB`,
      'Scale it down, or save it with 8 bits per channel.',
    );
  }
  const raw = inflate(chunks.pixelData, expectedBytes, place);
  const rgba = new Uint8Array(widthPx * heightPx * 4);
  const stepBytes = Math.max(1, bitsPerPixel >> 3);
  let at = 0;
  for (const pass of passes) {
    const rowBytes = rowBytesOf(pass, bitsPerPixel);
    let previous: Uint8Array = new Uint8Array(rowBytes);
    for (let y = 0; y < pass.heightPx; y++) {
      const row = raw.subarray(at + 1, at + 1 + rowBytes);
      if (!unfilterPngRow(raw[at], row, previous, stepBytes))
        throw corruptImage(place, `row ${y} has PNG filter ${raw[at]}, which does not exist`);
      colours.writeRow(row, pass, y, rgba, widthPx);
      previous = row;
      at += 1 + rowBytes;
    }
  }
  return flattenAlpha(rgba);
}
