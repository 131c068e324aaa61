import type { Column } from './arrowSchemaGuard';
import { type FlatTable, Unsound } from './flatTable';

/** Fields of `RecordBatch` in Message.fbs. */
const BATCH = { length: 0, nodes: 1, buffers: 2, compression: 3, variadicCounts: 4 } as const;
export const BATCH_FIELDS = 5;
/** A node is rows and nulls, a buffer is its place in the body and its bytes: two numbers of eight bytes. */
const PAIR_BYTES = 16;
/** A column of bits has eight rows in a byte, and none has more. */
const MAX_ROWS_PER_BYTE = 8;
const OFFSET_BYTES = 4;

const bitBytes = (rows: number): number => Math.ceil(rows / 8);
const isCount = (count: number, most: number): boolean => count >= 0 && count <= most;

/**
 * Checks one part of a table: each column has all rows, the buffers lie in the body one behind the other with room for them, texts and
 * lists end where the next one begins, and nothing is left over. Nothing is packed: our tables are not, and what unpacks can be of any size.
 * @param columns what the schema says it has @throws Unsound, RangeError
 */
export function checkBatch(batch: FlatTable, columns: readonly Column[], body: Uint8Array): void {
  if (batch.has(BATCH.compression) || batch.has(BATCH.variadicCounts)) throw new Unsound();
  const rows = batch.long(BATCH.length);
  if (!isCount(rows, body.length * MAX_ROWS_PER_BYTE)) throw new Unsound();
  const walk = new BatchWalk(batch, body);
  for (const column of columns) walk.visit(column, rows);
  walk.finish();
}

/** Goes through nodes and buffers in the order in which the Arrow library takes them for its columns. */
class BatchWalk {
  private readonly nodes;
  private readonly buffers;
  private readonly body: DataView;
  private node = 0;
  private buffer = 0;
  private end = 0;

  constructor(
    private readonly batch: FlatTable,
    body: Uint8Array,
  ) {
    this.nodes = batch.vector(BATCH.nodes, PAIR_BYTES);
    this.buffers = batch.vector(BATCH.buffers, PAIR_BYTES);
    this.body = new DataView(body.buffer, body.byteOffset, body.byteLength);
  }

  visit(column: Column, rows: number): void {
    const nulls = this.takeNode(rows);
    this.takeBuffer(nulls > 0 ? bitBytes(rows) : 0);
    switch (column.kind) {
      case 'bits':
        this.takeBuffer(bitBytes(rows));
        return;
      case 'numbers':
        this.takeBuffer(rows * column.bytes);
        return;
      case 'text':
        this.takeBuffer(this.takeOffsets(rows));
        return;
      case 'list':
        this.visit(column.item, this.takeOffsets(rows));
        return;
      case 'fixedList':
        this.visit(column.item, rows * column.size);
    }
  }

  finish(): void {
    if (this.node !== this.nodes.length || this.buffer !== this.buffers.length) throw new Unsound();
  }

  /** @returns how many of the rows have no value */
  private takeNode(rows: number): number {
    const at = this.nodes.start + PAIR_BYTES * this.node;
    if (this.node++ >= this.nodes.length || this.batch.longAt(at) !== rows) throw new Unsound();
    const nulls = this.batch.longAt(at + 8);
    if (!isCount(nulls, rows)) throw new Unsound();
    return nulls;
  }

  /** @returns where in the body the next buffer begins */
  private takeBuffer(leastBytes: number): number {
    const at = this.buffers.start + PAIR_BYTES * this.buffer;
    if (this.buffer++ >= this.buffers.length) throw new Unsound();
    const start = this.batch.longAt(at);
    const bytes = this.batch.longAt(at + 8);
    if (start < this.end || start % 8 !== 0 || bytes < leastBytes) throw new Unsound();
    if (!isCount(start, this.body.byteLength) || !isCount(bytes, this.body.byteLength - start)) throw new Unsound();
    this.end = start + bytes;
    return start;
  }

  /** @returns where the last text or list ends, counted in bytes or items */
  private takeOffsets(rows: number): number {
    const start = this.takeBuffer(rows === 0 ? 0 : (rows + 1) * OFFSET_BYTES);
    let last = 0;
    for (let row = 0; rows > 0 && row <= rows; row++) {
      const offset = this.body.getInt32(start + OFFSET_BYTES * row, true);
      if (offset < last || (row === 0 && offset !== 0)) throw new Unsound();
      last = offset;
    }
    return last;
  }
}
