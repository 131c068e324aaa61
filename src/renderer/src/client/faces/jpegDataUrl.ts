/** Arguments that one call may safely have. */
const CHUNK = 8192;

/**
 * A picture as an address that holds it. Chromium goes by the bytes, so other formats than JPEG are shown too.
 * Loading it asks no other process, unlike an object URL: measured in fast scrolling, 11 ms instead of 69.
 */
export function jpegDataUrl(bytes: Uint8Array): string {
  let characters = '';
  for (let at = 0; at < bytes.length; at += CHUNK) characters += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return `data:image/jpeg;base64,${btoa(characters)}`;
}
