const MAX_CODES = 4096;

/**
 * Unpacks GIF's variable-width LZW (GIF89a specification, appendix F).
 * @param minBits 2..8: bits of a colour index. @param indices filled with as many indices as the data hold.
 * @returns how many indices were written; less than `indices.length` means cut data, -1 a code that cannot exist.
 */
export function unpackGifLzw(data: Uint8Array, minBits: number, indices: Uint8Array): number {
  const clearCode = 1 << minBits;
  const endCode = clearCode + 1;
  const prefix = new Uint16Array(MAX_CODES);
  const suffix = new Uint8Array(MAX_CODES);
  const lengths = new Uint16Array(MAX_CODES);
  for (let i = 0; i < clearCode; i++) {
    suffix[i] = i;
    lengths[i] = 1;
  }
  let bits = minBits + 1;
  let next = endCode + 1;
  let previous = -1;
  let buffer = 0;
  let bufferBits = 0;
  let at = 0;
  let written = 0;
  while (written < indices.length) {
    while (bufferBits < bits) {
      if (at >= data.length) return written;
      buffer |= data[at++] << bufferBits;
      bufferBits += 8;
    }
    const code = buffer & ((1 << bits) - 1);
    buffer >>>= bits;
    bufferBits -= bits;
    if (code === clearCode) {
      bits = minBits + 1;
      next = endCode + 1;
      previous = -1;
      continue;
    }
    if (code === endCode) return written;
    if (code > next || (code === next && previous < 0) || (previous < 0 && code > endCode)) return -1;
    // A code equal to `next` is the one case not yet in the table: the previous string and its own first index.
    const isNew = code === next;
    const length = isNew ? lengths[previous] + 1 : lengths[code];
    let cursor = isNew ? previous : code;
    const stringLength = isNew ? length - 1 : length;
    for (let i = stringLength - 1; i >= 0; i--) {
      if (written + i < indices.length) indices[written + i] = suffix[cursor];
      if (i > 0) cursor = prefix[cursor];
    }
    const first = suffix[cursor];
    if (isNew && written + length - 1 < indices.length) indices[written + length - 1] = first;
    written = Math.min(indices.length, written + length);
    if (previous >= 0 && next < MAX_CODES) {
      prefix[next] = previous;
      suffix[next] = first;
      lengths[next] = lengths[previous] + 1;
      next++;
      if (next === 1 << bits && bits < 12) bits++;
    }
    previous = code;
  }
  return written;
}
