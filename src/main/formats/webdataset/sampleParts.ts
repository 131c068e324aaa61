/** The files of one sample, by ending in lower case. */
export interface WebSample {
  readonly key: string;
  /** Byte of the archive at which its first member stands. */
  readonly offset: number;
  readonly parts: Map<string, { readonly name: string; readonly bytes: Uint8Array }>;
}

/**
 * Key and ending as webdataset cuts a name: the key ends at the first dot of the file's own name, folders belong to the key
 * (webdataset/tariterators.py `base_plus_ext`). @returns null where the name has none, which webdataset passes over
 */
export function keyAndEnding(name: string): { readonly key: string; readonly ending: string } | null {
  const match = /^((?:.*\/)?[^./]+)\.([^/]*)$/.exec(name);
  const [, key, ending] = match ?? [];
  return key === undefined || ending === undefined ? null : { key, ending: ending.toLowerCase() };
}

/** Names such as `__meta__`, which webdataset keeps for itself. */
export const isReserved = (name: string): boolean => /^__[^/]*__(?:$|\/)/.test(name);

/** Endings that trainers decode as pictures. */
export const IMAGE_ENDINGS: readonly string[] = ['jpg', 'jpeg', 'png', 'webp', 'ppm', 'pgm'];
