import { below, HEAD_BYTES, HEADER, messageOf, metadataBytes, PartsGuard, VERSION, viewOf } from './arrowMessageGuard';
import { SCHEMA_FIELDS, shapeOf } from './arrowSchemaGuard';
import { FlatTable, Unsound } from './flatTable';

/** Fields of `Footer` in File.fbs. */
const FOOTER = { fields: 5, version: 0, schema: 1, dictionaries: 2, recordBatches: 3, metadata: 4 } as const;
/** A block is the place of a message (8 bytes), the size of its metadata with their head (4, and 4 unused), that of its body (8). */
const BLOCK_BYTES = 24;
/** `ARROW1` and two bytes of padding; the file ends with the footer, its length and `ARROW1`. */
const MAGIC = [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31] as const;
export const FILE_HEAD = 8;
export const FILE_TAIL = 4 + MAGIC.length;

const hasMagicAt = (bytes: Uint8Array, at: number): boolean => MAGIC.every((byte, i) => bytes[at + i] === byte);

/** Whether these bytes begin as an Arrow IPC file and not as a stream. */
export const isFile = (bytes: Uint8Array): boolean => hasMagicAt(bytes, 0);

interface Block {
  readonly type: number;
  readonly at: number;
  readonly metadataBytes: number;
  readonly bodyBytes: number;
}

export const bytesOf = (block: Block): number => block.metadataBytes + block.bodyBytes;

function blocksOf(footer: FlatTable, list: number, type: number): Block[] {
  const { start, length } = footer.vector(list, BLOCK_BYTES);
  return Array.from({ length }, (_, index) => {
    const at = start + index * BLOCK_BYTES;
    const block = {
      type,
      at: footer.longAt(at),
      metadataBytes: footer.intAt(at + 8),
      bodyBytes: footer.longAt(at + 16),
    };
    if (block.metadataBytes <= HEAD_BYTES || block.bodyBytes < 0) throw new Unsound();
    return block;
  });
}

/**
 * Reads a file's footer. The messages lie one behind the other, each named once: what the footer leaves out or names twice misleads the
 * library as well. @param end where the messages end, with the mark of their end
 */
export function readFooter(
  bytes: Uint8Array,
  end: number,
): { readonly parts: PartsGuard; readonly blocks: readonly Block[] } {
  const footer = FlatTable.rootOf(bytes, FOOTER.fields);
  if (footer.short(FOOTER.version) !== VERSION || footer.has(FOOTER.metadata)) throw new Unsound();
  const blocks = [
    ...blocksOf(footer, FOOTER.dictionaries, HEADER.dictionaryBatch),
    ...blocksOf(footer, FOOTER.recordBatches, HEADER.recordBatch),
  ].sort((a, b) => a.at - b.at);
  let next = FILE_HEAD;
  for (const block of blocks) {
    if (block.at !== next) throw new Unsound();
    next += bytesOf(block);
  }
  if (next + HEAD_BYTES !== end) throw new Unsound();
  return { parts: new PartsGuard(shapeOf(below(footer, FOOTER.schema, SCHEMA_FIELDS))), blocks };
}

/** A message that the library finds through the footer: of another type than its list says, it would be read again without end. */
export function checkBlock(parts: PartsGuard, block: Block, bytes: Uint8Array): void {
  if (HEAD_BYTES + metadataBytes(bytes.subarray(0, HEAD_BYTES)) !== block.metadataBytes) throw new Unsound();
  const message = messageOf(bytes.subarray(HEAD_BYTES, block.metadataBytes));
  if (message.type !== block.type || message.bodyBytes !== block.bodyBytes) throw new Unsound();
  parts.check(message, bytes.subarray(block.metadataBytes));
}

/** @returns where the footer begins */
export function footerStart(tail: Uint8Array, fileBytes: number): number {
  const start = fileBytes - FILE_TAIL - viewOf(tail).getUint32(0, true);
  if (!hasMagicAt(tail, 4) || start < FILE_HEAD + HEAD_BYTES) throw new Unsound();
  return start;
}

export function checkEnd(mark: Uint8Array): void {
  if (metadataBytes(mark) !== 0) throw new Unsound();
}
