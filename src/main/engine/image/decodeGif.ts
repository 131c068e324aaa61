import { ByteReader, corruptImage, type NamedBytes } from './byteReader';
import { flattenAlpha, type FlattenedPixels } from './flattenAlpha';
import { unpackGifLzw } from './gifLzw';
import type { GifHeader } from './headers/gifHeader';

const EXTENSION = 0x21;
const GRAPHIC_CONTROL = 0xf9;
const IMAGE = 0x2c;

/** Row order of an interlaced GIF: start and step of its four passes (GIF89a specification, appendix E). */
const INTERLACE = [
  [0, 8],
  [4, 8],
  [2, 4],
  [1, 2],
] as const;

function rowOrder(heightPx: number, interlaced: boolean): readonly number[] {
  if (!interlaced) return Array.from({ length: heightPx }, (_unused, y) => y);
  const rows: number[] = [];
  for (const [start, step] of INTERLACE) for (let y = start; y < heightPx; y += step) rows.push(y);
  return rows;
}

/** Joins the sub-blocks that begin at `at`. */
function joinSubBlocks(reader: ByteReader, start: number): { readonly data: Uint8Array; readonly end: number } {
  const parts: Uint8Array[] = [];
  let at = start;
  for (let length = reader.uint8(at); length > 0; length = reader.uint8(at)) {
    parts.push(reader.slice(at + 1, length));
    at += 1 + length;
  }
  return { data: Buffer.concat(parts), end: at + 1 };
}

/** Finds the first image descriptor and the transparent index that applies to it. */
function findFirstFrame(
  reader: ByteReader,
  start: number,
  place: string,
): { readonly at: number; readonly transparent: number } {
  let transparent = -1;
  for (let at = start; ;) {
    const block = reader.uint8(at);
    if (block === IMAGE) return { at, transparent };
    if (block !== EXTENSION) throw corruptImage(place, `the GIF block at byte ${at} is of no known kind`);
    if (reader.uint8(at + 1) === GRAPHIC_CONTROL && reader.uint8(at + 2) >= 4) {
      transparent = (reader.uint8(at + 3) & 1) === 1 ? reader.uint8(at + 6) : -1;
    }
    at = joinSubBlocks(reader, at + 2).end;
  }
}

/**
 * Decodes the first frame of a GIF on its logical screen; what the frame leaves free is mid-grey.
 * @throws Failure corrupt-data when the frame is cut, lies outside the screen or names colours that do not exist.
 */
export function decodeGif(source: NamedBytes, header: GifHeader): FlattenedPixels {
  const { place } = source;
  const reader = new ByteReader(source);
  const globalEnd = 13 + header.globalColourCount * 3;
  const frame = findFirstFrame(reader, globalEnd, place);
  const left = reader.uint16(frame.at + 1, true);
  const top = reader.uint16(frame.at + 3, true);
  const widthPx = reader.uint16(frame.at + 5, true);
  const heightPx = reader.uint16(frame.at + 7, true);
  const packed = reader.uint8(frame.at + 9);
  if (widthPx === 0 || heightPx === 0 || left + widthPx > header.widthPx || top + heightPx > header.heightPx) {
    throw corruptImage(
      place,
      `its first GIF frame (${widthPx} x ${heightPx} px at ${left}, ${top}) does not fit its screen`,
    );
  }
  const localCount = (packed & 0x80) === 0 ? 0 : 2 << (packed & 7);
  const colourCount = localCount > 0 ? localCount : header.globalColourCount;
  const colours = reader.slice(localCount > 0 ? frame.at + 10 : 13, colourCount * 3);
  const dataAt = frame.at + 10 + localCount * 3;
  const minBits = reader.uint8(dataAt);
  if (minBits < 2 || minBits > 8) throw corruptImage(place, `its GIF data have colour indices of ${minBits} bits`);
  const indices = new Uint8Array(widthPx * heightPx);
  const count = unpackGifLzw(joinSubBlocks(reader, dataAt + 1).data, minBits, indices);
  if (count !== indices.length)
    throw corruptImage(
      place,
      count < 0 ? 'its packed GIF data are broken' : `it has ${count} of ${indices.length} pixels`,
    );
  const rgba = new Uint8Array(header.widthPx * header.heightPx * 4);
  let from = 0;
  for (const y of rowOrder(heightPx, (packed & 0x40) !== 0)) {
    let to = ((top + y) * header.widthPx + left) * 4;
    for (let x = 0; x < widthPx; x++, to += 4) {
      const index = indices[from++];
      if (index === frame.transparent) continue;
      if (index >= colourCount) throw corruptImage(place, `its GIF palette has no colour ${index}`);
      for (let c = 0; c < 3; c++) rgba[to + c] = colours[index * 3 + c];
      rgba[to + 3] = 255;
    }
  }
  return flattenAlpha(rgba);
}
