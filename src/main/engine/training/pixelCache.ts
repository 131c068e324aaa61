import { Failure } from '@shared/lib/failure';
import type { ImageSource } from '../recognition/embed';

/** Decoded images are kept up to this size; at 64 x 64 that is more than 80,000 images. */
export const DEFAULT_CACHE_BYTES = 1024 ** 3;

/** Keeps decoded images in memory until `limitBytes` are used; later images are read again each time. */
export class PixelCache implements ImageSource {
  readonly count: number;
  private readonly kept = new Map<number, Uint8Array>();
  private usedBytes = 0;

  constructor(
    private readonly source: ImageSource,
    private readonly imageBytes: number,
    private readonly limitBytes = DEFAULT_CACHE_BYTES,
  ) {
    this.count = source.count;
  }

  /** @throws Failure `invalid-input` where the source gives another number of bytes than the network's input has. */
  async readRgb(index: number): Promise<Uint8Array> {
    const known = this.kept.get(index);
    if (known !== undefined) return known;
    const pixels = await this.source.readRgb(index);
    if (pixels.length !== this.imageBytes) {
      throw new Failure({
        code: 'invalid-input',
        message: `An image has ${pixels.length} bytes instead of the ${this.imageBytes} of the network's input.`,
        place: `sample ${index}`,
      });
    }
    if (this.usedBytes + this.imageBytes <= this.limitBytes && !this.kept.has(index)) {
      this.kept.set(index, pixels);
      this.usedBytes += this.imageBytes;
    }
    return pixels;
  }
}
