import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import type { DigitalSourceType } from '@shared/domain/digitalSourceType';
import { Failure } from '@shared/lib/failure';
import { markImage } from '../../../formats/marks/markImage';
import type { Allocate } from '../../../formats/marks/xmpPlaces';
import { sha256Hex } from '../../../platform/hash';
import { ioFailure, isMissing } from '../../../platform/ioFailure';

/** An image of the library on its way out. */
export interface StoredImage {
  readonly from: string;
  /** What the sample table says of the file. */
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Origin to be written into it; null leaves the bytes as they are. */
  readonly mark: DigitalSourceType | null;
}

/** An image as it goes out. */
export interface OutgoingImage {
  /** Valid until the next image is read. */
  readonly bytes: Uint8Array;
  /** Of `bytes`, 32 bytes. */
  readonly sha256: Buffer;
}

/** The disk as the copying sees it; a test gives one that fails. */
export interface CopyDisk {
  /** Fills `into` from the start of the file. @returns bytes read */
  readonly read: (path: string, into: Uint8Array) => number;
  readonly write: (path: string, bytes: Uint8Array) => void;
}

function withFile<T>(path: string, flags: 'r' | 'w', work: (file: number) => T): T {
  const file = openSync(path, flags);
  try {
    return work(file);
  } finally {
    closeSync(file);
  }
}

function readInto(file: number, into: Uint8Array): number {
  // A read that gives the size and less than was asked for has met the end of the file: one call for most files.
  let length = readSync(file, into, 0, into.length, null);
  if (length === into.length - 1) return length;
  for (let got = -1; got !== 0 && length < into.length; length += got)
    got = readSync(file, into, length, into.length - length, null);
  return length;
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}

/** Fewer system calls than `readFileSync` and `writeFileSync`: the size is known and the buffer is used again. */
export const realDisk: CopyDisk = {
  read: (path, into) => withFile(path, 'r', (file) => readInto(file, into)),
  write: (path, bytes) => {
    withFile(path, 'w', (file) => {
      writeAll(file, bytes);
    });
  },
};

const changed = (path: string, how: string): Failure =>
  new Failure({
    code: 'corrupt-data',
    message: `A stored image ${how}, so it is not what the set says it is; the export stops.`,
    place: path,
    remedy: 'Restore the file from a backup, or exclude the sample and export again.',
  });

/** Reads stored images, checks each against its hash and marks it. One buffer serves all images of a run; it grows to the largest. */
export class StoredImages {
  private buffer = Buffer.allocUnsafe(1 << 16);

  constructor(private readonly disk: CopyDisk) {}

  /** @param allocate where the marked bytes may go. @throws Failure corrupt-data naming the file, io */
  read(image: StoredImage, allocate?: Allocate): OutgoingImage {
    const stored = this.checked(image);
    const bytes = image.mark === null ? stored : marked(stored, image.mark, image.from, allocate);
    // Where nothing was added the hash has been taken already.
    const sha256 = bytes === stored ? Buffer.from(image.sha256, 'hex') : createHash('sha256').update(bytes).digest();
    return { bytes, sha256 };
  }

  private checked({ from, sha256, sizeBytes }: StoredImage): Uint8Array {
    // One byte more shows a file that has grown.
    if (this.buffer.length <= sizeBytes) this.buffer = Buffer.allocUnsafe((sizeBytes + 1) * 2);
    const into = this.buffer.subarray(0, sizeBytes + 1);
    try {
      const length = this.disk.read(from, into);
      const bytes = into.subarray(0, length);
      if (length !== sizeBytes || sha256Hex(bytes) !== sha256) throw changed(from, 'was changed');
      return bytes;
    } catch (thrown) {
      if (isMissing(thrown)) throw changed(from, 'is missing');
      throw ioFailure(thrown, 'read a stored image', from);
    }
  }
}

function marked(bytes: Uint8Array, mark: DigitalSourceType, place: string, allocate?: Allocate): Uint8Array {
  try {
    return markImage(bytes, mark, allocate);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    throw new Failure({
      remedy: 'Exclude the sample, or export without marks and say why.',
      ...thrown.toDetail(),
      place,
    });
  }
}
