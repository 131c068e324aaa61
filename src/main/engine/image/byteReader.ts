import { Failure } from '@shared/lib/failure';

/** Names the file in every message; a path or anything else a user recognises. */
export interface NamedBytes {
  readonly bytes: Uint8Array;
  readonly place: string;
}

/** The failure for data that contradicts its own format or stops too early. */
export function corruptImage(place: string, what: string, cause?: unknown): Failure {
  return new Failure(
    {
      code: 'corrupt-data',
      message: `The image is damaged: ${what}.`,
      place,
      remedy: 'Copy the file again from its source, or leave it out.',
    },
    cause === undefined ? undefined : { cause },
  );
}

/** The failure for data that is well formed but that this program does not read. */
export function unsupportedImage(place: string, what: string, remedy: string): Failure {
  return new Failure({ code: 'invalid-input', message: `The image cannot be used: ${what}.`, place, remedy });
}

/** Reads numbers out of hostile bytes: a read past the end is a `Failure` (corrupt-data), never `undefined`. */
export class ByteReader {
  private readonly view: DataView;

  constructor(private readonly source: NamedBytes) {
    const { bytes } = source;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get lengthBytes(): number {
    return this.view.byteLength;
  }

  uint8(offset: number): number {
    this.need(offset, 1);
    return this.view.getUint8(offset);
  }

  uint16(offset: number, littleEndian = false): number {
    this.need(offset, 2);
    return this.view.getUint16(offset, littleEndian);
  }

  uint24le(offset: number): number {
    return this.uint16(offset, true) | (this.uint8(offset + 2) << 16);
  }

  uint32(offset: number, littleEndian = false): number {
    this.need(offset, 4);
    return this.view.getUint32(offset, littleEndian);
  }

  /** `length` bytes as Latin-1, which never fails and never joins two bytes into one character. */
  latin1(offset: number, length: number): string {
    this.need(offset, length);
    let text = '';
    for (let i = 0; i < length; i++) text += String.fromCharCode(this.view.getUint8(offset + i));
    return text;
  }

  /** A view, not a copy. */
  slice(offset: number, length: number): Uint8Array {
    this.need(offset, length);
    return this.source.bytes.subarray(offset, offset + length);
  }

  private need(offset: number, length: number): void {
    if (offset < 0 || length < 0 || offset + length > this.view.byteLength) {
      throw corruptImage(
        this.source.place,
        `it ends after ${this.view.byteLength} bytes, byte ${offset + length} is missing`,
      );
    }
  }
}
