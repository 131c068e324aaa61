/** Float32 arrays kept by name between pictures, so that drawing allocates next to nothing. Contents are those of the last use. */
export class BufferPool {
  private readonly kept = new Map<string, Float32Array>();

  floats(name: string, length: number): Float32Array {
    let buffer = this.kept.get(name);
    if (buffer?.length !== length) {
      buffer = new Float32Array(length);
      this.kept.set(name, buffer);
    }
    return buffer;
  }
}
