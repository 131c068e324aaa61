import { corruptImage, type NamedBytes } from './byteReader';
import { isPnmDigit, isPnmSpace, type PnmHeader } from './headers/pnmHeader';

/** Yields the numbers of a text PNM in order; `#` begins a comment up to the end of the line. */
function readTextSamples(source: NamedBytes, header: PnmHeader, samples: Uint16Array): void {
  const { bytes, place } = source;
  let at = header.dataOffset;
  for (let i = 0; i < samples.length; i++) {
    for (let inComment = false; at < bytes.length; at++) {
      const byte = bytes[at];
      if (inComment) inComment = byte !== 0x0a && byte !== 0x0d;
      else if (byte === 0x23) inComment = true;
      else if (!isPnmSpace(byte)) break;
    }
    const start = at;
    let value = 0;
    for (; at < bytes.length && isPnmDigit(bytes[at]) && at - start < 6; at++) value = value * 10 + bytes[at] - 0x30;
    if (at === start) {
      throw corruptImage(
        place,
        at >= bytes.length ? `it ends after ${i} of ${samples.length} numbers` : `byte ${at} should be a digit`,
      );
    }
    if (value > header.maxValue)
      throw corruptImage(place, `the number at byte ${start} is above its value of white, ${header.maxValue}`);
    samples[i] = value;
  }
}

function readBinarySamples(source: NamedBytes, header: PnmHeader, samples: Uint16Array): void {
  const { bytes, place } = source;
  const width = header.maxValue > 255 ? 2 : 1;
  const needed = samples.length * width;
  const present = bytes.length - header.dataOffset;
  if (present < needed) throw corruptImage(place, `it has ${present} of ${needed} bytes of pixels`);
  let at = header.dataOffset;
  for (let i = 0; i < samples.length; i++, at += width) {
    const value = width === 1 ? bytes[at] : bytes[at] * 256 + bytes[at + 1];
    if (value > header.maxValue)
      throw corruptImage(place, `the number at byte ${at} is above its value of white, ${header.maxValue}`);
    samples[i] = value;
  }
}

/**
 * Reads PGM and PPM, text (P2, P3) or binary (P5, P6), up to 16 bits, scaled to 0..255 (netpbm's pgm(5) and ppm(5)).
 * @returns `[H,W,3] uint8` RGB. @throws Failure corrupt-data when pixels are missing or above the value of white.
 */
export function decodePnm(source: NamedBytes, header: PnmHeader): Uint8Array {
  const { widthPx, heightPx, channelCount, maxValue } = header;
  const pixelCount = widthPx * heightPx;
  // Two bytes of text are the least a number can take: do not reserve memory for pixels that cannot be there.
  const leastBytes = header.coding === 'text' ? pixelCount * channelCount * 2 - 1 : pixelCount * channelCount;
  if (source.bytes.length - header.dataOffset < leastBytes) {
    throw corruptImage(source.place, `${source.bytes.length} bytes are too few for ${widthPx} x ${heightPx} px`);
  }
  const samples = new Uint16Array(pixelCount * channelCount);
  if (header.coding === 'text') readTextSamples(source, header, samples);
  else readBinarySamples(source, header, samples);
  const rgb = new Uint8Array(pixelCount * 3);
  for (let i = 0; i < pixelCount; i++) {
    for (let c = 0; c < 3; c++) {
      const value = samples[channelCount === 1 ? i : i * 3 + c];
      rgb[i * 3 + c] = maxValue === 255 ? value : Math.floor((value * 255 + maxValue / 2) / maxValue);
    }
  }
  return rgb;
}
