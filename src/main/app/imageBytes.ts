/** Magic bytes of what Chromium can show. Names lie, bytes do not. */
const SIGNATURES: readonly { readonly mimeType: string; readonly offset: number; readonly bytes: readonly number[] }[] =
  [
    { mimeType: 'image/jpeg', offset: 0, bytes: [0xff, 0xd8, 0xff] },
    { mimeType: 'image/png', offset: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
    { mimeType: 'image/gif', offset: 0, bytes: [0x47, 0x49, 0x46, 0x38] },
    { mimeType: 'image/webp', offset: 8, bytes: [0x57, 0x45, 0x42, 0x50] },
  ];

/** The MIME type that the first bytes tell, or null when Chromium could not show it. */
export function imageMimeType(bytes: Uint8Array): string | null {
  const found = SIGNATURES.find(({ offset, bytes: wanted }) =>
    wanted.every((byte, index) => bytes[offset + index] === byte),
  );
  return found?.mimeType ?? null;
}
