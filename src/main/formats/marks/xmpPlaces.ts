import { Failure } from '@shared/lib/failure';

/** XMP of one file: a part `[start, end)` of its bytes, and the packet inside; null where that cannot be read. */
export interface XmpBlock {
  readonly start: number;
  readonly end: number;
  readonly packet: Uint8Array | null;
}

/** What a walk over a file's parts found. */
export interface XmpPlaces {
  /** Where a new block belongs; never inside of another part. */
  readonly insertAt: number;
  readonly blocks: readonly XmpBlock[];
}

/** A damaged file as a `Failure` that names the place in it. */
export const damaged = (kind: string, at: number, why: string): Failure =>
  new Failure({
    code: 'corrupt-data',
    message: `The ${kind} is damaged: ${why}.`,
    place: `byte ${at}`,
    remedy: 'Restore the image, or exclude it.',
  });

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** True when `text` (Latin-1) stands at `at`; false beyond the end. */
export function isAt(bytes: Uint8Array, at: number, text: string): boolean {
  if (at + text.length > bytes.length) return false;
  for (let index = 0; index < text.length; index++) if (bytes[at + index] !== text.charCodeAt(index)) return false;
  return true;
}

/** Memory of `length` bytes, to be filled. */
export type Allocate = (length: number) => Uint8Array;

const ownMemory: Allocate = (length) => new Uint8Array(length);

/** The bytes without the blocks, and with `block` at `insertAt`. */
export function spliced(
  bytes: Uint8Array,
  { insertAt, blocks }: XmpPlaces,
  block: Uint8Array,
  allocate = ownMemory,
): Uint8Array {
  const cuts = [{ start: insertAt, end: insertAt, packet: block }, ...blocks].sort((a, b) => a.start - b.start);
  const length = cuts.reduce((sum, { start, end }) => sum - (end - start), bytes.length) + block.length;
  const result = allocate(length);
  let from = 0;
  let to = 0;
  const put = (part: Uint8Array): void => {
    result.set(part, to);
    to += part.length;
  };
  for (const { start, end, packet } of cuts) {
    put(bytes.subarray(from, start));
    if (packet === block) put(block);
    from = end;
  }
  put(bytes.subarray(from));
  return result;
}
