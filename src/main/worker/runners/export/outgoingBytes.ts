/** Bytes put one after another into one piece of memory that grows when it must. */
export class OutgoingBytes {
  private bytes: Uint8Array;
  private used = 0;

  /** @param spare memory to use, or null to take some of `capacity` bytes */
  constructor(spare: ArrayBuffer | null = null, capacity = 1 << 16) {
    this.bytes = new Uint8Array(spare ?? new ArrayBuffer(capacity));
  }

  /** Room for `length` bytes at the end, to be filled; they count once they are given to `keep`. */
  readonly room = (length: number): Uint8Array => {
    if (this.used + length > this.bytes.length) {
      const grown = new Uint8Array((this.used + length) * 2);
      grown.set(this.bytes.subarray(0, this.used));
      this.bytes = grown;
    }
    return this.bytes.subarray(this.used, this.used + length);
  };

  /** Puts bytes at the end; where `room` was given for them and filled, nothing is copied. */
  keep(bytes: Uint8Array): void {
    const isThere = bytes.buffer === this.bytes.buffer && bytes.byteOffset === this.used;
    if (!isThere) this.room(bytes.length).set(bytes);
    this.used += bytes.length;
  }

  clear(): void {
    this.used = 0;
  }

  get kept(): Uint8Array {
    return this.bytes.subarray(0, this.used);
  }
}
