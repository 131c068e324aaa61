import { ByteReader, corruptImage, type NamedBytes, unsupportedImage } from '../byteReader';
import { exifOrientation, type ExifOrientation } from '../exifOrientation';
import type { ImageHeader } from './imageHeader';

export interface JpegHeader extends ImageHeader {
  readonly format: 'jpeg';
  readonly componentCount: number;
  readonly orientation: ExifOrientation;
  /** Offset of the first start-of-scan marker's segment. */
  readonly scanOffset: number;
}

/** Many empty progressive scans over a large frame cost minutes; real files have about ten. */
export const MAX_JPEG_SCANS = 100;

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP1 = 0xe1;
const TEM = 0x01;

const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;
const isFrameStart = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Offset of the marker byte at or after `offset`, which must stand on 0xFF (fill bytes are skipped). */
function markerAt(reader: ByteReader, offset: number, place: string): number {
  if (reader.uint8(offset) !== 0xff) throw corruptImage(place, `byte ${offset} should begin a JPEG segment`);
  let at = offset + 1;
  while (reader.uint8(at) === 0xff) at++;
  return at;
}

interface Frame {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly componentCount: number;
}

function readFrame(reader: ByteReader, marker: number, body: number, place: string): Frame {
  // Baseline, extended sequential and progressive with Huffman coding; lossless, hierarchical and arithmetic are not photographs.
  if (marker > 0xc2) {
    throw unsupportedImage(
      place,
      `its JPEG coding (SOF${marker - 0xc0}) is not one of the usual three`,
      'Save it again as an ordinary JPEG.',
    );
  }
  const precision = reader.uint8(body);
  if (precision !== 8)
    throw unsupportedImage(place, `it has ${precision} bits per channel`, 'Save it as an 8-bit JPEG or a PNG.');
  return {
    heightPx: reader.uint16(body + 1),
    widthPx: reader.uint16(body + 3),
    componentCount: reader.uint8(body + 5),
  };
}

/**
 * Walks the segments up to the first scan (ITU-T T.81, annex B). Reads the size and the EXIF orientation.
 * @throws Failure corrupt-data when the header is cut or contradicts itself, invalid-input for codings that are not read.
 */
export function readJpegHeader(source: NamedBytes): JpegHeader {
  const { place } = source;
  const reader = new ByteReader(source);
  let offset = 2;
  let frame: Frame | undefined;
  let orientation: ExifOrientation = 1;
  for (;;) {
    const markerOffset = markerAt(reader, offset, place);
    const marker = reader.uint8(markerOffset);
    const segment = markerOffset + 1;
    if (marker === TEM || isRestart(marker)) {
      offset = segment;
      continue;
    }
    if (marker === EOI || marker === SOI || marker === 0)
      throw corruptImage(place, 'its JPEG header ends before the picture begins');
    const length = reader.uint16(segment);
    if (length < 2) throw corruptImage(place, `the JPEG segment at byte ${segment} has length ${length}`);
    if (marker === SOS) {
      if (frame === undefined) throw corruptImage(place, 'its JPEG data begin before the size is stated');
      return { format: 'jpeg', ...frame, orientation, scanOffset: segment };
    }
    reader.slice(segment, length);
    if (isFrameStart(marker)) {
      if (frame !== undefined) throw corruptImage(place, 'its JPEG header states the size twice');
      frame = readFrame(reader, marker, segment + 2, place);
    } else if (marker === APP1 && length >= 8 && reader.latin1(segment + 2, 6) === 'Exif\0\0') {
      orientation = exifOrientation(reader.slice(segment + 8, length - 8));
    }
    offset = segment + length;
  }
}

/**
 * Does the coded data reach its end marker? A decoder fills what is missing with grey and says nothing a caller sees,
 * so a cut file is found here. What follows the end marker (thumbnails, maker notes) is ignored.
 * @throws Failure corrupt-data when the data stop early or hold more scans than any real file.
 */
export function assertJpegComplete(source: NamedBytes, header: JpegHeader): void {
  const { bytes, place } = source;
  let scanCount = 1;
  let at = header.scanOffset + ((bytes[header.scanOffset] ?? 0) << 8) + (bytes[header.scanOffset + 1] ?? 0);
  while (at + 1 < bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff || marker === 0 || marker === 0xff || marker === TEM || isRestart(marker)) {
      at += bytes[at] === 0xff && marker !== 0xff ? 2 : 1;
      continue;
    }
    if (marker === EOI) return;
    if (marker === SOS) scanCount++;
    if (scanCount > MAX_JPEG_SCANS) throw corruptImage(place, `it has more than ${MAX_JPEG_SCANS} JPEG scans`);
    at += 2 + Math.max(2, ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0));
  }
  throw corruptImage(place, `its JPEG data stop after ${bytes.length} bytes without an end marker`);
}
