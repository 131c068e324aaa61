import type { PackFile } from '../packs/packFile';

/** CPython, Modules/_pickle.c: FRAME_SIZE_TARGET and BATCHSIZE. */
const FRAME_TARGET_BYTES = 64 * 1024;
const BATCH_SIZE = 1000;

const op = (...codes: number[]): Buffer => Buffer.from(codes);
const FRAME = 0x95;
const MEMOIZE = op(0x94);
const EMPTY_LIST = op(0x5d);
const MARK = op(0x28);
const APPEND = op(0x61);
const APPENDS = op(0x65);
const TUPLE2_MEMOIZE_STOP = op(0x86, 0x94, 0x2e);
const SHORT_BINBYTES = 0x43;
const BINBYTES = 0x42;

export interface ListInParts {
  /** Call before each item. */
  next(): void;
  /** Call after the last one. */
  end(): void;
}

/**
 * Writes a pickle in frames as CPython's C pickler does: a frame is closed at the first value after it has 64 KiB, bytes of 64 KiB and more
 * stand between frames, and lists grow by 1000 items at a time.
 */
export class FramedPickle {
  private pieces: Buffer[] = [];
  private frameBytes = 0;

  constructor(
    private readonly file: PackFile,
    protocol: 4 | 5,
  ) {
    file.write(op(0x80, protocol));
  }

  /** @param count of the items that will follow */
  list(count: number): ListInParts {
    this.beginValue();
    this.put(EMPTY_LIST, MEMOIZE);
    let done = 0;
    const endBatch = (): void => {
      if (done > 0) this.put(count === 1 ? APPEND : APPENDS);
    };
    return {
      next: () => {
        if (done % BATCH_SIZE === 0) {
          endBatch();
          if (count > 1) this.put(MARK);
        }
        done++;
        this.beginValue();
      },
      end: endBatch,
    };
  }

  bytes(bytes: Uint8Array): void {
    const head =
      bytes.length < 256 ? op(SHORT_BINBYTES, bytes.length) : Buffer.concat([op(BINBYTES), uint32(bytes.length)]);
    if (bytes.length < FRAME_TARGET_BYTES) this.put(head, Buffer.from(bytes), MEMOIZE);
    else {
      this.closeFrame();
      this.file.write(head);
      this.file.write(bytes);
      this.put(MEMOIZE);
    }
  }

  boolean(value: boolean): void {
    this.put(op(value ? 0x88 : 0x89));
  }

  /** The two last lists become a pair, and the pickle ends. */
  endAsPair(): void {
    this.put(TUPLE2_MEMOIZE_STOP);
    this.closeFrame();
  }

  private beginValue(): void {
    if (this.frameBytes >= FRAME_TARGET_BYTES) this.closeFrame();
  }

  private put(...pieces: readonly Buffer[]): void {
    for (const piece of pieces) {
      this.pieces.push(piece);
      this.frameBytes += piece.length;
    }
  }

  private closeFrame(): void {
    // CPython writes fewer than 4 bytes without a frame around them.
    if (this.frameBytes >= 4) {
      const head = Buffer.alloc(9);
      head[0] = FRAME;
      head.writeBigUInt64LE(BigInt(this.frameBytes), 1);
      this.file.write(head);
    }
    for (const piece of this.pieces) this.file.write(piece);
    this.pieces = [];
    this.frameBytes = 0;
  }
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
