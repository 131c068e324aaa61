import type { PackedPlace } from '../../../formats/packs/datasetWriter';

const HASH_BYTES = 32;

/**
 * What was written, image by image, as the manifest states it: 40 bytes each and, in a pack, its key. A million images take less
 * than a hundred mebibytes.
 */
export class WrittenImages {
  private readonly hashes: Buffer;
  private readonly sizes: Uint32Array;
  private readonly files: string[] = [];
  private readonly fileOf: Uint32Array;
  private readonly entries: string[] = [];

  /** @param pathOf where each image lies that is a file of its own; null where `put` says it. */
  constructor(
    readonly count: number,
    private readonly pathOf: ((index: number) => string) | null,
  ) {
    this.hashes = Buffer.alloc(count * HASH_BYTES);
    this.sizes = new Uint32Array(count);
    this.fileOf = new Uint32Array(pathOf === null ? count : 0);
  }

  /** @param sha256 32 bytes. @param place null where the image is a file of its own */
  put(index: number, sha256: Uint8Array, sizeBytes: number, place: PackedPlace | null): void {
    this.hashes.set(sha256, index * HASH_BYTES);
    this.sizes[index] = sizeBytes;
    if (place === null) return;
    // Images come shard by shard.
    let file = this.files.lastIndexOf(place.path);
    if (file < 0) file = this.files.push(place.path) - 1;
    this.fileOf[index] = file;
    this.entries[index] = place.entry;
  }

  sha256(index: number): string {
    return this.hashes.toString('hex', index * HASH_BYTES, (index + 1) * HASH_BYTES);
  }

  sizeBytes(index: number): number {
    return this.sizes[index] ?? 0;
  }

  get totalBytes(): number {
    return this.sizes.reduce((sum, size) => sum + size, 0);
  }

  /** Files of the pack that hold images; none where each image is a file. */
  get packFiles(): readonly string[] {
    return this.files;
  }

  path(index: number): string {
    return this.pathOf?.(index) ?? this.files[this.fileOf[index] ?? 0] ?? '';
  }

  /** Key inside the file; null where the image is the file. */
  entry(index: number): string | null {
    return this.pathOf === null ? (this.entries[index] ?? '') : null;
  }
}
