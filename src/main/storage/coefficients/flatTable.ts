/** What a guard throws where bytes say what our own writers never say. */
export class Unsound extends Error {}

/** Positions fit in 15 bits: the Arrow library reads them signed. */
const MAX_OFFSET = 0x7fff;

/**
 * One table of a FlatBuffer, read with every step checked against the end of the bytes. Layout: FlatBuffers "Binary format": a table
 * begins with the way back to its list of fields; the list with its own size and the table's; a vector with its length.
 * All reads throw Unsound or RangeError (a read past the end) where the bytes are not such a table.
 */
export class FlatTable {
  private readonly list: number;
  private readonly listBytes: number;
  private readonly tableBytes: number;

  /** @param at where the table begins @param fields how many fields it may have: more than are known are refused */
  private constructor(
    private readonly view: DataView,
    private readonly at: number,
    fields: number,
  ) {
    this.list = at - view.getInt32(at, true);
    this.listBytes = view.getUint16(this.list, true);
    this.tableBytes = view.getUint16(this.list + 2, true);
    const isList = this.listBytes >= 4 && this.listBytes % 2 === 0 && this.listBytes <= 4 + 2 * fields;
    if (!isList || this.tableBytes < 4 || this.tableBytes > MAX_OFFSET) throw new Unsound();
    if (at + this.tableBytes > view.byteLength) throw new Unsound();
  }

  /** The table that a FlatBuffer begins with. */
  static rootOf(bytes: Uint8Array, fields: number): FlatTable {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return new FlatTable(view, view.getUint32(0, true), fields);
  }

  has(field: number): boolean {
    return this.placeOf(field) !== null;
  }

  /** An unsigned number of one byte; 0 where the table leaves it out, as with all numbers. */
  byte(field: number): number {
    const at = this.placeOf(field);
    return at === null ? 0 : this.view.getUint8(at);
  }

  short(field: number): number {
    const at = this.placeOf(field);
    return at === null ? 0 : this.view.getInt16(at, true);
  }

  int(field: number): number {
    const at = this.placeOf(field);
    return at === null ? 0 : this.view.getInt32(at, true);
  }

  /** A signed number of eight bytes; past 2⁵³ it is rounded. */
  long(field: number): number {
    const at = this.placeOf(field);
    return at === null ? 0 : this.longAt(at);
  }

  /** @param at place from `vector` */
  longAt(at: number): number {
    return Number(this.view.getBigInt64(at, true));
  }

  /** @param at place from `vector` */
  intAt(at: number): number {
    return this.view.getInt32(at, true);
  }

  table(field: number, fields: number): FlatTable | null {
    const at = this.below(field);
    return at === null ? null : new FlatTable(this.view, at, fields);
  }

  /** The tables of a vector of tables. @param most how many there may be */
  *tables(field: number, fields: number, most: number): Generator<FlatTable> {
    const { start, length } = this.vector(field, 4);
    if (length > most) throw new Unsound();
    for (let at = start; at < start + 4 * length; at += 4)
      yield new FlatTable(this.view, at + this.view.getUint32(at, true), fields);
  }

  /** Where the items of a vector begin and how many they are; none where the table leaves it out. */
  vector(field: number, itemBytes: number): { readonly start: number; readonly length: number } {
    const at = this.below(field);
    if (at === null) return { start: 0, length: 0 };
    const length = this.view.getUint32(at, true);
    if (at + 4 + length * itemBytes > this.view.byteLength) throw new Unsound();
    return { start: at + 4, length };
  }

  private placeOf(field: number): number | null {
    const entry = 4 + 2 * field;
    const offset = entry < this.listBytes ? this.view.getUint16(this.list + entry, true) : 0;
    if (offset >= this.tableBytes) throw new Unsound();
    return offset === 0 ? null : this.at + offset;
  }

  private below(field: number): number | null {
    const at = this.placeOf(field);
    return at === null ? null : at + this.view.getUint32(at, true);
  }
}
