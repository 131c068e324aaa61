import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Failure } from '@shared/lib/failure';
import { ioFailure } from '../../platform/ioFailure';

const WINDOW_BYTES = 1 << 20;

/**
 * Reads pieces of a foreign file: whatever a length in it claims, nothing is set aside before it is known that the file has so many
 * bytes. Reading onwards costs one call per MiB.
 */
export class PackWindow {
  private window: Buffer = Buffer.alloc(0);
  private start = 0;

  private constructor(
    readonly path: string,
    private readonly handle: FileHandle,
    readonly sizeBytes: number,
    private readonly windowBytes: number,
  ) {}

  /**
   * @param windowBytes read at a time: less where the next place is far from the last
   * @throws Failure not-found, io; invalid-input where it is no file
   */
  static async open(path: string, windowBytes = WINDOW_BYTES): Promise<PackWindow> {
    let handle: FileHandle | undefined;
    try {
      // Without O_NONBLOCK, opening a pipe would wait for its writer.
      handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
      const stats = await handle.stat();
      if (stats.isFile()) return new PackWindow(path, handle, stats.size, windowBytes);
    } catch (thrown) {
      await handle?.close();
      throw ioFailure(thrown, 'open the file', path);
    }
    await handle.close();
    throw new Failure({ code: 'invalid-input', message: 'This is not a file.', place: path });
  }

  has(offset: number, length: number): boolean {
    return Number.isSafeInteger(offset) && offset >= 0 && length >= 0 && offset + length <= this.sizeBytes;
  }

  /**
   * The bytes stay as they are as long as they are held; each holds up to a MiB in memory.
   * @throws Failure corrupt-data when the file does not reach so far; io
   */
  async read(offset: number, length: number): Promise<Buffer> {
    if (!this.has(offset, length)) {
      throw new Failure({
        code: 'corrupt-data',
        message: `The file ends at byte ${this.sizeBytes}, but ${length} bytes are expected from byte ${offset} on.`,
        place: this.path,
        remedy: 'The file was cut or damaged; copy or download it again.',
      });
    }
    const at = offset - this.start;
    if (at >= 0 && at + length <= this.window.length) return this.window.subarray(at, at + length);
    if (length > this.windowBytes) return this.fill(Buffer.allocUnsafe(length), offset);
    const wanted = Math.min(this.windowBytes, this.sizeBytes - offset);
    this.window = await this.fill(Buffer.allocUnsafe(wanted), offset);
    this.start = offset;
    return this.window.subarray(0, length);
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  private async fill(into: Buffer, offset: number): Promise<Buffer> {
    try {
      for (let done = 0; done < into.length;) {
        const { bytesRead } = await this.handle.read(into, done, into.length - done, offset + done);
        if (bytesRead === 0) throw new Error('the file became shorter while it was read');
        done += bytesRead;
      }
      return into;
    } catch (thrown) {
      throw ioFailure(thrown, 'read the file', this.path);
    }
  }
}
