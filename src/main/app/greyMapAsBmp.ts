const BMP_HEADER_BYTES = 14 + 40;
const PALETTE_BYTES = 256 * 4;

/** `P5`, width, height and 255, separated by white space and comments, then one white-space byte (netpbm's pgm(5)). */
const HEADER = /^P5(?:\s+|#[^\n]*\n)+(\d{1,6})(?:\s+|#[^\n]*\n)+(\d{1,6})(?:\s+|#[^\n]*\n)+255\s/;

/**
 * An 8-bit binary PGM as a BMP that Chromium can show: a header and a grey palette before the very same rows, so that a picture
 * waiting for hand-placed points is seen without decoding anything in main. Null when the bytes are not such a PGM.
 */
export function greyMapAsBmp(bytes: Uint8Array): Uint8Array | null {
  const header = HEADER.exec(
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1'),
  );
  if (header === null) return null;
  const width = Number(header[1]);
  const height = Number(header[2]);
  const start = header[0].length;
  if (width < 1 || height < 1 || bytes.length - start < width * height) return null;

  const rowBytes = Math.ceil(width / 4) * 4;
  const dataOffset = BMP_HEADER_BYTES + PALETTE_BYTES;
  const bmp = Buffer.alloc(dataOffset + rowBytes * height);
  bmp.write('BM', 0, 'latin1');
  bmp.writeUInt32LE(bmp.length, 2);
  bmp.writeUInt32LE(dataOffset, 10);
  bmp.writeUInt32LE(40, 14);
  bmp.writeInt32LE(width, 18);
  bmp.writeInt32LE(-height, 22); // negative: rows run from top to bottom, as in the PGM
  bmp.writeUInt16LE(1, 26);
  bmp.writeUInt16LE(8, 28);
  for (let grey = 0; grey < 256; grey++) bmp.fill(grey, BMP_HEADER_BYTES + grey * 4, BMP_HEADER_BYTES + grey * 4 + 3);
  for (let row = 0; row < height; row++) {
    bmp.set(bytes.subarray(start + row * width, start + (row + 1) * width), dataOffset + row * rowBytes);
  }
  return bmp;
}
