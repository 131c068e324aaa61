import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';

const BUFFER_BYTES = 1 << 20;
const ZEROS = new Uint8Array(4096);

/**
 * A new file that grows at its end, written in pieces of a mebibyte: many small writes cost more than the bytes do. Calls are synchronous.
 * Errors of the file system pass through, with the file's path in them.
 */
export class PackFile {
  private readonly descriptor: number;
  private readonly buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  private held = 0;
  private written = 0;
  private isOpen = true;

  /** @throws EEXIST where the file is there already */
  constructor(readonly path: string) {
    this.descriptor = openSync(path, 'wx');
  }

  /** Bytes so far; where the next ones will stand. */
  get length(): number {
    return this.written + this.held;
  }

  write(bytes: Uint8Array): void {
    if (this.held + bytes.length > BUFFER_BYTES) this.flush();
    if (bytes.length >= BUFFER_BYTES) {
      this.writeAll(bytes);
      return;
    }
    this.buffer.set(bytes, this.held);
    this.held += bytes.length;
  }

  /** As UTF-8. */
  writeText(text: string): void {
    this.write(Buffer.from(text));
  }

  writeZeros(count: number): void {
    if (count > 0 && this.held + count <= BUFFER_BYTES) {
      this.buffer.fill(0, this.held, this.held + count);
      this.held += count;
      return;
    }
    for (let left = count; left > 0; left -= ZEROS.length)
      this.write(left >= ZEROS.length ? ZEROS : ZEROS.subarray(0, left));
  }

  /** Writes over bytes that were taken before, such as a head that states what only the end knows. */
  overwrite(bytes: Uint8Array, offset: number): void {
    if (offset + bytes.length > this.length) throw new RangeError('only what was written can be written over');
    this.flush();
    writeFully(this.descriptor, bytes, offset);
  }

  /** Flushes to the disk and closes. */
  finish(): void {
    if (!this.isOpen) return;
    this.flush();
    fsyncSync(this.descriptor);
    this.isOpen = false;
    closeSync(this.descriptor);
  }

  /** Closes without what is held; the caller removes the file. */
  abort(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    closeSync(this.descriptor);
  }

  private flush(): void {
    const held = this.held;
    this.held = 0;
    this.writeAll(this.buffer.subarray(0, held));
  }

  private writeAll(bytes: Uint8Array): void {
    writeFully(this.descriptor, bytes, this.written);
    this.written += bytes.length;
  }
}

/** One call may write less than it was given. */
function writeFully(descriptor: number, bytes: Uint8Array, offset: number): void {
  for (let done = 0; done < bytes.length;)
    done += writeSync(descriptor, bytes, done, bytes.length - done, offset + done);
}
