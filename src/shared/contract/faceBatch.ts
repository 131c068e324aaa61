import { Failure } from '../lib/failure';

/** Faces that one request may ask for: about two screenfuls of lines, and an address well below any limit. */
export const MAX_FACES_PER_BATCH = 96;

const LENGTH_BYTES = 4;

/**
 * Several pictures in one answer: a uint32 count, then a uint32 length and that many bytes for each; all little-endian.
 * A picture that is refused or missing has length 0.
 */
export function encodeFaceBatch(pictures: readonly Uint8Array[]): Uint8Array {
  const total = pictures.reduce((sum, { length }) => sum + LENGTH_BYTES + length, LENGTH_BYTES);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, pictures.length, true);
  let at = LENGTH_BYTES;
  for (const picture of pictures) {
    view.setUint32(at, picture.length, true);
    bytes.set(picture, at + LENGTH_BYTES);
    at += LENGTH_BYTES + picture.length;
  }
  return bytes;
}

/**
 * Inverse of `encodeFaceBatch`; the pictures are views of `bytes`.
 * @param expected how many pictures were asked for.
 * @throws Failure corrupt-data when the lengths do not add up or the count is another one
 */
export function decodeFaceBatch(bytes: Uint8Array<ArrayBuffer>, expected: number): Uint8Array<ArrayBuffer>[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lengthAt = (at: number): number => {
    if (at + LENGTH_BYTES > bytes.length) throw broken('it ends within a length');
    return view.getUint32(at, true);
  };
  if (lengthAt(0) !== expected) throw broken(`it does not hold ${expected} pictures`);
  const pictures: Uint8Array<ArrayBuffer>[] = [];
  let at = LENGTH_BYTES;
  while (pictures.length < expected) {
    const start = at + LENGTH_BYTES;
    const end = start + lengthAt(at);
    if (end > bytes.length) throw broken('it ends within a picture');
    pictures.push(bytes.subarray(start, end));
    at = end;
  }
  if (at !== bytes.length) throw broken('bytes follow the last picture');
  return pictures;
}

const broken = (why: string): Failure =>
  new Failure({ code: 'corrupt-data', message: `A batch of faces cannot be read: ${why}.` });
