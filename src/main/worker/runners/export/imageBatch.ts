import { mkdirSync, statSync } from 'node:fs';
import { sep } from 'node:path';
import type { DigitalSourceType } from '@shared/domain/digitalSourceType';
import { ioFailure } from '../../../platform/ioFailure';
import { OutgoingBytes } from './outgoingBytes';
import { type CopyDisk, type OutgoingImage, type StoredImage, StoredImages } from './storedImages';

/** Images that go out together. In columns: they cross to a thread, and a few lists cross faster than many small objects. */
export interface ImageBatch {
  readonly from: string[];
  readonly sha256: string[];
  readonly sizeBytes: number[];
  readonly mark: (DigitalSourceType | null)[];
  /** The files to be written; null where the bytes are wanted back, for a pack. */
  readonly to: string[] | null;
  /** Look for files of an earlier run. */
  readonly isResumed: boolean;
}

/** What became of a batch, image by image. */
export interface BatchDone {
  /** Of what goes out, 32 bytes each. */
  readonly sha256: Uint8Array;
  readonly sizeBytes: Uint32Array;
  /** What goes out, one after another; null where it was written to files. */
  readonly bytes: Uint8Array | null;
}

/** A batch ends at whichever comes first: large enough to cross to a thread cheaply, small enough to cancel and to hold several. */
export const BATCH_IMAGES = 64;
export const BATCH_BYTES = 1 << 20;

const HASH_BYTES = 32;

/**
 * Reads images, checks each against its hash, marks it and writes it to its file, or gives the bytes back. Calls are synchronous on purpose:
 * for files of a few kilobytes a round trip through libuv's threads costs more than the copy (measured in bench/export.ts).
 *
 * Image files are not flushed one by one (nor does `cp` do so): after a power cut the manifest's hashes tell what is missing.
 */
export class BatchWorker {
  private readonly images: StoredImages;
  private readonly earlier: EarlierFiles;
  private readonly own = new OutgoingBytes();
  private folder = '';

  constructor(private readonly disk: CopyDisk) {
    this.images = new StoredImages(disk);
    this.earlier = new EarlierFiles(disk);
  }

  /**
   * @param spare room for the bytes that come back, of a batch that is done with; null makes its own.
   * @throws Failure corrupt-data naming the file, disk-full, io
   */
  work(batch: ImageBatch, spare: ArrayBuffer | null): BatchDone {
    const { from, to } = batch;
    const sha256 = new Uint8Array(from.length * HASH_BYTES);
    const sizeBytes = new Uint32Array(from.length);
    const out = to === null ? new OutgoingBytes(spare, BATCH_BYTES * 1.25) : this.own;
    for (let nth = 0; nth < from.length; nth++) {
      if (to !== null) out.clear();
      const image = this.images.read(imageOf(batch, nth), out.room);
      out.keep(image.bytes);
      if (to !== null) this.write(to[nth] ?? '', image, batch.isResumed);
      sha256.set(image.sha256, nth * HASH_BYTES);
      sizeBytes[nth] = image.bytes.length;
    }
    return { sha256, sizeBytes, bytes: to === null ? out.kept : null };
  }

  private write(to: string, image: OutgoingImage, isResumed: boolean): void {
    try {
      const folder = to.slice(0, to.lastIndexOf(sep));
      if (folder !== this.folder) {
        mkdirSync(folder, { recursive: true });
        this.folder = folder;
      }
      if (!(isResumed && this.earlier.holds(to, image))) this.disk.write(to, image.bytes);
    } catch (thrown) {
      throw ioFailure(thrown, 'write a file of the export', to);
    }
  }
}

const imageOf = ({ from, sha256, sizeBytes, mark }: ImageBatch, nth: number): StoredImage => ({
  from: from[nth] ?? '',
  sha256: sha256[nth] ?? '',
  sizeBytes: sizeBytes[nth] ?? 0,
  mark: mark[nth] ?? null,
});

/** What an earlier run of the job has written. */
class EarlierFiles {
  private buffer = Buffer.allocUnsafe(1 << 16);

  constructor(private readonly disk: CopyDisk) {}

  /** True when the file is there with these very bytes. */
  holds(path: string, { bytes }: OutgoingImage): boolean {
    if (statSync(path, { throwIfNoEntry: false })?.size !== bytes.length) return false;
    if (this.buffer.length < bytes.length) this.buffer = Buffer.allocUnsafe(bytes.length * 2);
    const into = this.buffer.subarray(0, bytes.length);
    return this.disk.read(path, into) === bytes.length && Buffer.compare(into, bytes) === 0;
  }
}
