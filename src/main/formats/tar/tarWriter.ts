import { PackFile } from '../packs/packFile';
import { BLOCK_BYTES, paddingOf, tarHeader } from './tarHeader';

/** The end mark, and the least that an archive is filled up to (GNU tar's blocking factor of 20). */
const RECORD_BYTES = 20 * BLOCK_BYTES;

/** Writes a tar archive, synchronously and with equal bytes for equal members. Errors of the file system pass through. */
export class TarWriter {
  private readonly file: PackFile;
  private readonly header = Buffer.alloc(BLOCK_BYTES);

  constructor(path: string) {
    this.file = new PackFile(path);
  }

  /** Bytes so far, without the end mark. */
  get length(): number {
    return this.file.length;
  }

  add(name: string, bytes: Uint8Array): void {
    this.file.write(tarHeader(name, bytes.length, this.header));
    this.file.write(bytes);
    this.file.writeZeros(paddingOf(bytes.length));
  }

  finish(): void {
    this.file.writeZeros(2 * BLOCK_BYTES);
    this.file.writeZeros((RECORD_BYTES - (this.file.length % RECORD_BYTES)) % RECORD_BYTES);
    this.file.finish();
  }

  abort(): void {
    this.file.abort();
  }
}
