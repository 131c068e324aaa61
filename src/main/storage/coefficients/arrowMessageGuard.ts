import { BATCH_FIELDS, checkBatch } from './arrowBatchGuard';
import type { Column, TableShape } from './arrowSchemaGuard';
import { FlatTable, Unsound } from './flatTable';

const CONTINUES = 0xffffffff;
/** A message begins with a mark and the size of its metadata. */
export const HEAD_BYTES = 8;
/** `MetadataVersion.V5`. */
export const VERSION = 4;
/** `MessageHeader`. */
export const HEADER = { schema: 1, dictionaryBatch: 2, recordBatch: 3 } as const;
/** Fields of `Message` and `DictionaryBatch` in Message.fbs. */
export const MESSAGE = { fields: 5, version: 0, headerType: 1, header: 2, bodyLength: 3, metadata: 4 } as const;
const DICTIONARY_BATCH = { fields: 3, id: 0, data: 1, isDelta: 2 } as const;
const TEXTS: readonly Column[] = [{ kind: 'text' }];

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The start of a message. @returns size of its metadata; 0 says that the stream ends here */
export function metadataBytes(head: Uint8Array): number {
  const view = viewOf(head);
  const bytes = view.getUint32(4, true);
  if (view.getUint32(0, true) !== CONTINUES || bytes % 8 !== 0) throw new Unsound();
  return bytes;
}

export function below(table: FlatTable, field: number, fields: number): FlatTable {
  const inner = table.table(field, fields);
  if (inner === null) throw new Unsound();
  return inner;
}

export interface Message {
  readonly table: FlatTable;
  readonly type: number;
  readonly bodyBytes: number;
}

export function messageOf(metadata: Uint8Array): Message {
  const table = FlatTable.rootOf(metadata, MESSAGE.fields);
  const bodyBytes = table.long(MESSAGE.bodyLength);
  const isOurs = table.short(MESSAGE.version) === VERSION && !table.has(MESSAGE.metadata);
  if (!isOurs || bodyBytes < 0 || bodyBytes % 8 !== 0) throw new Unsound();
  return { table, type: table.byte(MESSAGE.headerType), bodyBytes };
}

/** Checks the messages of one table behind its schema. */
export class PartsGuard {
  private readonly seen = new Set<number>();

  constructor(private readonly shape: TableShape) {}

  check({ table, type }: Message, body: Uint8Array): void {
    if (type === HEADER.recordBatch) checkBatch(below(table, MESSAGE.header, BATCH_FIELDS), this.shape.columns, body);
    else if (type === HEADER.dictionaryBatch)
      this.checkDictionary(below(table, MESSAGE.header, DICTIONARY_BATCH.fields), body);
    else throw new Unsound(); // a second schema, or a tensor: no table of ours has any
  }

  /** A dictionary is given once and as a whole: to one given in pieces there is no end. */
  private checkDictionary(dictionary: FlatTable, body: Uint8Array): void {
    const id = dictionary.long(DICTIONARY_BATCH.id);
    if (!this.shape.dictionaries.has(id) || this.seen.has(id)) throw new Unsound();
    if (dictionary.byte(DICTIONARY_BATCH.isDelta) !== 0) throw new Unsound();
    this.seen.add(id);
    checkBatch(below(dictionary, DICTIONARY_BATCH.data, BATCH_FIELDS), TEXTS, body);
  }
}
