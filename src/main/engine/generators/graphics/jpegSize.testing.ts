/** Width and height out of a JPEG's frame header (ITU-T T.81, B.2.2), independent of our decoder. */
export function parseJpegSize(bytes: Uint8Array): { widthPx: number; heightPx: number } {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw new Error('no JPEG');
  for (let at = 2; at < bytes.length;) {
    const marker = bytes[at + 1];
    const length = bytes[at + 2] * 256 + bytes[at + 3];
    if (marker >= 0xc0 && marker <= 0xc2)
      return { heightPx: bytes[at + 5] * 256 + bytes[at + 6], widthPx: bytes[at + 7] * 256 + bytes[at + 8] };
    at += 2 + length;
  }
  throw new Error('no frame');
}
