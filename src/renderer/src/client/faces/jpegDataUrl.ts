const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const LETTERS = Uint8Array.from(ALPHABET, (letter) => letter.charCodeAt(0));
const PADDING = '='.charCodeAt(0);
const HEAD = 'data:image/jpeg;base64,';
const decoder = new TextDecoder('latin1');

/**
 * A picture as an address that holds it. Chromium goes by the bytes, so other formats than JPEG are shown too.
 * Loading it asks no other process, unlike an object URL: measured in fast scrolling, 11 ms instead of 69. Written byte by byte, because
 * `btoa` wants a string of the bytes first, which costs several times as much as the writing.
 */
export function jpegDataUrl(bytes: Uint8Array): string {
  const text = new Uint8Array(4 * Math.ceil(bytes.length / 3));
  let to = 0;
  for (let at = 0; at < bytes.length; at += 3) {
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text[to++] = LETTERS[three >>> 18] ?? 0;
    text[to++] = LETTERS[(three >>> 12) & 63] ?? 0;
    text[to++] = LETTERS[(three >>> 6) & 63] ?? 0;
    text[to++] = LETTERS[three & 63] ?? 0;
  }
  const missing = (3 - (bytes.length % 3)) % 3;
  text.fill(PADDING, text.length - missing);
  return HEAD + decoder.decode(text);
}
