/**
 * Looks over an Arrow IPC stream or file before the Arrow library reads it: the library believes every length that the metadata claim,
 * and one changed bit there makes it fill the memory. Layout: Arrow "Encapsulated message format", "IPC file format", Message.fbs,
 * Schema.fbs, File.fbs; FlatBuffers "Binary format": a table begins with the way back to its list of fields, a vector with its length.
 */
const CONTINUES = 0xffffffff;
const HEADER = { schema: 1, dictionaryBatch: 2, recordBatch: 3 } as const;
const MESSAGE = { headerType: 1, header: 2, bodyLength: 3 } as const;
const SCHEMA = { fields: 1, metadata: 2 } as const;
const FIELD = { name: 0, type: 2, children: 5, metadata: 6 } as const;
/** Int, FloatingPoint, Utf8, Bool, List, FixedSizeList: what our tables are made of. */
const TYPES: readonly number[] = [2, 3, 5, 6, 12, 16];
const DICTIONARY = { data: 1 } as const;
const BATCH = { length: 0, nodes: 1, buffers: 2, compression: 3 } as const;
const FOOTER = { schema: 1, dictionaries: 2, recordBatches: 3, metadata: 4 } as const;
const STRUCT_BYTES = 16;
const BLOCK_BYTES = 24;
/** `ARROW1` and two bytes of padding; the file ends with the footer, its length and `ARROW1`. */
const MAGIC = [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31] as const;
const FILE_HEAD = 8;
const FILE_TAIL = 4 + MAGIC.length;
const MAX_FIELDS = 4096;
const MAX_DEPTH = 4;
/** A column of bits has eight rows in a byte, and none has more. */
const MAX_ROWS_PER_BYTE = 8;

class Unsound extends Error {}

/** The metadata of one message, or the footer of a file; every read is checked against its end. */
class Metadata {
  private readonly view: DataView;
  private fieldCount = 0;

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** @param left bytes behind these metadata @returns size of the body that follows */
  checkMessage(left: number): number {
    const message = this.view.getUint32(0, true);
    const typeAt = this.fieldAt(message, MESSAGE.headerType);
    const header = this.below(message, MESSAGE.header);
    const bodyBytes = this.long(this.fieldAt(message, MESSAGE.bodyLength));
    const type = typeAt === null ? 0 : this.view.getUint8(typeAt);
    if (header === null || bodyBytes < 0 || bodyBytes > left) throw new Unsound();
    if (type === HEADER.schema) this.checkSchema(header);
    else if (type === HEADER.recordBatch) this.checkBatch(header, bodyBytes);
    else if (type === HEADER.dictionaryBatch) {
      const data = this.below(header, DICTIONARY.data);
      if (data === null) throw new Unsound();
      this.checkBatch(data, bodyBytes);
    } else throw new Unsound(); // tensors: no table of ours has any
    return bodyBytes;
  }

  /** @returns where the messages of the file lie */
  checkFooter(): number[] {
    const footer = this.view.getUint32(0, true);
    const schema = this.below(footer, FOOTER.schema);
    if (schema === null) throw new Unsound();
    this.checkSchema(schema);
    this.vector(footer, FOOTER.metadata, 4);
    return [FOOTER.dictionaries, FOOTER.recordBatches].flatMap((list) => {
      const { start, length } = this.vector(footer, list, BLOCK_BYTES);
      return Array.from({ length }, (_, at) => this.long(start + at * BLOCK_BYTES));
    });
  }

  private checkSchema(schema: number): void {
    this.checkFields(schema, SCHEMA.fields, SCHEMA.metadata, 0);
  }

  /** Rows and buffers lie within the body, and nothing is packed: these tables are not, and what unpacks can be of any size. */
  private checkBatch(batch: number, bodyBytes: number): void {
    const maxRows = bodyBytes * MAX_ROWS_PER_BYTE;
    const isCount = (count: number, most: number): boolean => count >= 0 && count <= most;
    if (this.fieldAt(batch, BATCH.compression) !== null) throw new Unsound();
    if (!isCount(this.long(this.fieldAt(batch, BATCH.length)), maxRows)) throw new Unsound();
    const nodes = this.vector(batch, BATCH.nodes, STRUCT_BYTES);
    for (let i = 0; i < nodes.length; i++) {
      const at = nodes.start + i * STRUCT_BYTES;
      const rows = this.long(at);
      if (!isCount(rows, maxRows) || !isCount(this.long(at + 8), rows)) throw new Unsound();
    }
    const buffers = this.vector(batch, BATCH.buffers, STRUCT_BYTES);
    for (let i = 0; i < buffers.length; i++) {
      const at = buffers.start + i * STRUCT_BYTES;
      const offset = this.long(at);
      if (!isCount(offset, bodyBytes) || !isCount(this.long(at + 8), bodyBytes - offset)) throw new Unsound();
    }
  }

  /** A signed number of eight bytes; 0 where a table leaves it out. */
  private long(at: number | null): number {
    return at === null ? 0 : Number(this.view.getBigInt64(at, true));
  }

  private checkFields(table: number, list: number, metadata: number, depth: number): void {
    this.vector(table, metadata, 4);
    const fields = this.vector(table, list, 4);
    if (fields.length > 0 && depth > MAX_DEPTH) throw new Unsound();
    for (let i = 0; i < fields.length; i++) {
      if (++this.fieldCount > MAX_FIELDS) throw new Unsound();
      const at = fields.start + 4 * i;
      const field = at + this.view.getUint32(at, true);
      const typeAt = this.fieldAt(field, FIELD.type);
      if (typeAt === null || !TYPES.includes(this.view.getUint8(typeAt))) throw new Unsound();
      this.vector(field, FIELD.name, 1);
      this.checkFields(field, FIELD.children, FIELD.metadata, depth + 1);
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

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Looks over the message at a place. @returns where the next one begins; null at the end of a stream @throws Unsound, RangeError */
function checkMessageAt(bytes: Uint8Array, at: number): number | null {
  const view = viewOf(bytes);
  if (view.getUint32(at, true) !== CONTINUES) throw new Unsound();
  const size = view.getUint32(at + 4, true);
  if (size === 0) return null;
  const end = at + 8 + size;
  if (end > bytes.length) throw new Unsound();
  return end + new Metadata(bytes.subarray(at + 8, end)).checkMessage(bytes.length - end);
}

/** Runs a check. A read past the end of a view, or a length past the end of the metadata, is what it looks for. */
function isSound(check: () => void): boolean {
  try {
    check();
    return true;
  } catch (thrown) {
    if (thrown instanceof RangeError || thrown instanceof Unsound) return false;
    throw thrown;
  }
}

/** Whether all lengths that the stream's metadata claim lie within the stream. */
export const isStreamSound = (bytes: Uint8Array): boolean =>
  isSound(() => {
    let at: number | null = 0;
    while (at !== null && at + 8 <= bytes.length) at = checkMessageAt(bytes, at);
    if (at !== null && at !== bytes.length) throw new Unsound();
  });

const hasMagicAt = (bytes: Uint8Array, at: number): boolean => MAGIC.every((byte, i) => bytes[at + i] === byte);

/** Whether these bytes begin as an Arrow IPC file and not as a stream. */
export const isFile = (bytes: Uint8Array): boolean => hasMagicAt(bytes, 0);

/** Whether all lengths that the file's footer and its messages claim lie within the file. */
export const isFileSound = (bytes: Uint8Array): boolean =>
  isSound(() => {
    const tail = bytes.length - FILE_TAIL;
    if (!isFile(bytes) || tail < FILE_HEAD || !hasMagicAt(bytes, tail + 4)) throw new Unsound();
    const footer = tail - viewOf(bytes).getUint32(tail, true);
    if (footer < FILE_HEAD) throw new Unsound();
    const body = bytes.subarray(0, footer);
    // The messages lie one behind the other, each named once: what the footer leaves out or names twice misleads the library as well.
    let next: number | null = FILE_HEAD;
    for (const at of new Metadata(bytes.subarray(footer, tail)).checkFooter().sort((a, b) => a - b)) {
      if (at !== next) throw new Unsound();
      next = checkMessageAt(body, at);
    }
    if (next === null || checkMessageAt(body, next) !== null) throw new Unsound();
  });
