import { inflateSync } from 'node:zlib';

/**
 * A small PNG reader for the textures of the head model: 8 bits, grey, grey + alpha, RGB, RGBA or palette, not interlaced.
 * PNG specification, third edition, sections 5 (chunks), 9 (filters) and 11 (IHDR, PLTE, tRNS).
 */
const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const MAX_SIDE = 4096;

/** @returns {{ widthPx: number, heightPx: number, rgba: Uint8Array }} rows top to bottom, four bytes a pixel */
export function decodePng(bytes, place) {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) throw new Error(`${place}: not a PNG file`);
  const chunks = readChunks(bytes, place);
  const header = chunks.find((chunk) => chunk.type === 'IHDR')?.data;
  if (header?.length !== 13) throw new Error(`${place}: no valid IHDR chunk`);
  const widthPx = header.readUInt32BE(0);
  const heightPx = header.readUInt32BE(4);
  const [depth, colourType, , , interlace] = header.subarray(8);
  const channels = CHANNELS[colourType];
  if (depth !== 8 || channels === undefined || interlace !== 0)
    throw new Error(`${place}: only 8 bit, not interlaced PNG is read`);
  if (widthPx < 1 || heightPx < 1 || widthPx > MAX_SIDE || heightPx > MAX_SIDE)
    throw new Error(`${place}: ${widthPx} × ${heightPx} is out of range`);
  const packed = Buffer.concat(chunks.filter((chunk) => chunk.type === 'IDAT').map((chunk) => chunk.data));
  const expected = heightPx * (1 + widthPx * channels);
  const raw = inflateSync(packed, { maxOutputLength: expected });
  if (raw.length !== expected) throw new Error(`${place}: pixel data ends early`);
  const samples = unfilter(raw, widthPx * channels, heightPx, channels, place);
  const palette = chunks.find((chunk) => chunk.type === 'PLTE')?.data;
  const transparency = chunks.find((chunk) => chunk.type === 'tRNS')?.data;
  return { widthPx, heightPx, rgba: toRgba(samples, colourType, palette, transparency) };
}

function readChunks(bytes, place) {
  const chunks = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (at + 12 + length > bytes.length) throw new Error(`${place}: chunk ${type} ends early`);
    chunks.push({ type, data: bytes.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

function unfilter(raw, stride, rows, step, place) {
  const out = new Uint8Array(stride * rows);
  for (let y = 0; y < rows; y++) {
    const filter = raw[y * (stride + 1)];
    if (filter > 4) throw new Error(`${place}: unknown row filter ${filter}`);
    for (let x = 0; x < stride; x++) {
      const left = x >= step ? out[y * stride + x - step] : 0;
      const up = y > 0 ? out[(y - 1) * stride + x] : 0;
      const corner = x >= step && y > 0 ? out[(y - 1) * stride + x - step] : 0;
      out[y * stride + x] = raw[y * (stride + 1) + 1 + x] + predict(filter, left, up, corner);
    }
  }
  return out;
}

function predict(filter, left, up, corner) {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter === 4) {
    const guess = left + up - corner;
    const toLeft = Math.abs(guess - left);
    const toUp = Math.abs(guess - up);
    const toCorner = Math.abs(guess - corner);
    return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
  }
  return 0;
}

function toRgba(samples, colourType, palette, transparency) {
  const channels = CHANNELS[colourType];
  const count = samples.length / channels;
  const rgba = new Uint8Array(count * 4);
  for (let i = 0; i < count; i++) {
    const at = i * channels;
    let red = samples[at];
    let green = red;
    let blue = red;
    let alpha = 255;
    if (colourType === 3) {
      alpha = transparency?.[red] ?? 255;
      [red, green, blue] = palette.subarray(3 * red, 3 * red + 3);
    } else if (colourType === 4) alpha = samples[at + 1];
    else if (colourType !== 0) {
      green = samples[at + 1];
      blue = samples[at + 2];
      if (colourType === 6) alpha = samples[at + 3];
    }
    rgba.set([red, green, blue, alpha], 4 * i);
  }
  return rgba;
}
