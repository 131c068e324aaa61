/**
 * Looks over an Arrow IPC stream before the Arrow library reads it: the library believes every length that the metadata claim, and one
 * changed bit there makes it fill the memory. Layout: Arrow "Encapsulated message format", Message.fbs, Schema.fbs; FlatBuffers
 * "Binary format": a table begins with the way back to its list of fields, a vector with its length.
 */
const CONTINUES = 0xffffffff;
const HEADER = { schema: 1, recordBatch: 3 } as const;
const MESSAGE = { headerType: 1, header: 2, bodyLength: 3 } as const;
const SCHEMA = { fields: 1, metadata: 2 } as const;
const FIELD = { children: 5, metadata: 6 } as const;
const BATCH = { nodes: 1, buffers: 2 } as const;
const STRUCT_BYTES = 16;
const MAX_FIELDS = 4096;
const MAX_DEPTH = 4;

class Unsound extends Error {}

/** The metadata of one message; every read is checked against its end. */
class Metadata {
  private readonly view: DataView;
  private fieldCount = 0;

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** @returns size of the body that follows */
  check(): number {
    const message = this.view.getUint32(0, true);
    const typeAt = this.fieldAt(message, MESSAGE.headerType);
    const header = this.below(message, MESSAGE.header);
    const bodyAt = this.fieldAt(message, MESSAGE.bodyLength);
    const type = typeAt === null ? 0 : this.view.getUint8(typeAt);
    if (header === null) throw new Unsound();
    if (type === HEADER.schema) this.checkFields(header, SCHEMA.fields, SCHEMA.metadata, 0);
    else if (type === HEADER.recordBatch) {
      this.vector(header, BATCH.nodes, STRUCT_BYTES);
      this.vector(header, BATCH.buffers, STRUCT_BYTES);
    } else throw new Unsound(); // dictionaries and tensors: these tables have none
    return bodyAt === null ? 0 : Number(this.view.getBigInt64(bodyAt, true));
  }

  private checkFields(table: number, list: number, metadata: number, depth: number): void {
    this.vector(table, metadata, 4);
    const fields = this.vector(table, list, 4);
    if (fields.length > 0 && depth > MAX_DEPTH) throw new Unsound();
    for (let i = 0; i < fields.length; i++) {
      if (++this.fieldCount > MAX_FIELDS) throw new Unsound();
      const at = fields.start + 4 * i;
      this.checkFields(at + this.view.getUint32(at, true), FIELD.children, FIELD.metadata, depth + 1);
    }
  }

  /** Place of a field's value, or null where the table leaves it out. */
  private fieldAt(table: number, field: number): number | null {
    const list = table - this.view.getInt32(table, true);
    const entry = 4 + 2 * field;
    const offset = entry < this.view.getUint16(list, true) ? this.view.getUint16(list + entry, true) : 0;
    return offset === 0 ? null : table + offset;
  }

  private below(table: number, field: number): number | null {
    const at = this.fieldAt(table, field);
    return at === null ? null : at + this.view.getUint32(at, true);
  }

  private vector(table: number, field: number, itemBytes: number): { readonly start: number; readonly length: number } {
    const at = this.below(table, field);
    if (at === null) return { start: 0, length: 0 };
    const length = this.view.getUint32(at, true);
    if (at + 4 + length * itemBytes > this.view.byteLength) throw new Unsound();
    return { start: at + 4, length };
  }
}

/** Whether all lengths that the stream's metadata claim lie within the stream. */
export function isStreamSound(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    let at = 0;
    while (at + 8 <= bytes.length) {
      if (view.getUint32(at, true) !== CONTINUES) return false;
      const size = view.getUint32(at + 4, true);
      if (size === 0) return true;
      const end = at + 8 + size;
      if (end > bytes.length) return false;
      const bodyBytes = new Metadata(bytes.subarray(at + 8, end)).check();
      if (bodyBytes < 0 || end + bodyBytes > bytes.length) return false;
      at = end + bodyBytes;
    }
    return at === bytes.length;
  } catch (thrown) {
    // A read past the end of the view, or a length past the end of the metadata.
    if (thrown instanceof RangeError || thrown instanceof Unsound) return false;
    throw thrown;
  }
}
