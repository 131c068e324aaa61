/** EXIF tag 0x0112: how the stored picture must be turned to stand upright. 1 = as stored. */
export type ExifOrientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const ORIENTATION_TAG = 0x0112;
const TYPE_SHORT = 3;
/** A first directory with more entries than this is not a photograph's. */
const MAX_ENTRIES = 1_000;

const isOrientation = (value: number): value is ExifOrientation => Number.isInteger(value) && value >= 1 && value <= 8;

/**
 * Reads the orientation out of a TIFF block (the EXIF segment after "Exif\0\0"), looking only at its first directory.
 * Anything malformed gives 1: a wrong camera note must not cost the picture. Never reads outside `tiff`.
 * @param tiff `[n] uint8`, beginning with the byte-order mark.
 */
export function exifOrientation(tiff: Uint8Array): ExifOrientation {
  if (tiff.byteLength < 14) return 1;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return 1;
  const littleEndian = order === 0x4949;
  const directory = view.getUint32(4, littleEndian);
  if (directory < 8 || directory + 2 > tiff.byteLength) return 1;
  const entryCount = Math.min(view.getUint16(directory, littleEndian), MAX_ENTRIES);
  for (let i = 0; i < entryCount; i++) {
    const entry = directory + 2 + i * 12;
    if (entry + 12 > tiff.byteLength) return 1;
    if (view.getUint16(entry, littleEndian) !== ORIENTATION_TAG) continue;
    const value = view.getUint16(entry + 8, littleEndian);
    return view.getUint16(entry + 2, littleEndian) === TYPE_SHORT && isOrientation(value) ? value : 1;
  }
  return 1;
}
