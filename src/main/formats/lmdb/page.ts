/**
 * LMDB's file, as the library on a 64-bit little-endian machine writes it (data version 1): two meta pages, then pages of a B+ tree and of
 * large values. Source: OpenLDAP, libraries/liblmdb/mdb.c (MDB_page, MDB_node, MDB_meta, MDB_db).
 */
export const PAGE_BYTES = 4096;
export const PAGE_HEAD_BYTES = 16;
export const NODE_HEAD_BYTES = 8;
export const MAGIC = 0xbeefc0de;
export const DATA_VERSION = 1;
export const META_PAGES = 2;
/** Page number that says: nothing there. */
export const NO_PAGE = 0xffffffffffffffffn;

export const PAGE_FLAG = { branch: 0x01, leaf: 0x02, overflow: 0x04, meta: 0x08 } as const;
/** The value is not in the node but on pages of its own. */
export const BIG_DATA = 0x01;

/** One of the two trees that a meta page tells of: free pages, and the data. */
export interface Tree {
  readonly depth: number;
  readonly branchPages: number;
  readonly leafPages: number;
  readonly overflowPages: number;
  readonly entries: number;
  /** Null of an empty tree. */
  readonly root: number | null;
}

export const EMPTY_TREE: Tree = { depth: 0, branchPages: 0, leafPages: 0, overflowPages: 0, entries: 0, root: null };

const INTEGER_KEY = 0x08;
const TREE_BYTES = 48;
const META = { magic: 16, version: 20, mapBytes: 32, trees: 40, lastPage: 136, transaction: 144 } as const;

export function pageHead(page: number, flags: number): Buffer {
  const bytes = Buffer.alloc(PAGE_BYTES);
  bytes.writeBigUInt64LE(BigInt(page), 0);
  bytes.writeUInt16LE(flags, 10);
  return bytes;
}

/** Pages that a value of so many bytes takes. */
export const overflowPagesOf = (length: number): number => Math.floor((PAGE_HEAD_BYTES - 1 + length) / PAGE_BYTES) + 1;

export function metaPage(page: 0 | 1, main: Tree, lastPage: number): Buffer {
  const bytes = pageHead(page, PAGE_FLAG.meta);
  bytes.writeUInt32LE(MAGIC, META.magic);
  bytes.writeUInt32LE(DATA_VERSION, META.version);
  bytes.writeBigUInt64LE(BigInt((lastPage + 1) * PAGE_BYTES), META.mapBytes);
  // The tree of free pages also states the size of a page, and that its keys are numbers.
  writeTree(bytes, META.trees, EMPTY_TREE, PAGE_BYTES, INTEGER_KEY);
  writeTree(bytes, META.trees + TREE_BYTES, main, 0, 0);
  bytes.writeBigUInt64LE(BigInt(lastPage), META.lastPage);
  bytes.writeBigUInt64LE(BigInt(page), META.transaction);
  return bytes;
}

function writeTree(bytes: Buffer, at: number, tree: Tree, pad: number, flags: number): void {
  bytes.writeUInt32LE(pad, at);
  bytes.writeUInt16LE(flags, at + 4);
  bytes.writeUInt16LE(tree.depth, at + 6);
  [tree.branchPages, tree.leafPages, tree.overflowPages, tree.entries].forEach((count, i) =>
    bytes.writeBigUInt64LE(BigInt(count), at + 8 + i * 8),
  );
  bytes.writeBigUInt64LE(tree.root === null ? NO_PAGE : BigInt(tree.root), at + 40);
}

export interface Meta {
  readonly pageBytes: number;
  readonly entries: number;
  readonly depth: number;
  readonly root: number | null;
  readonly lastPage: number;
  readonly transaction: number;
}

/** @param bytes the first 152 bytes of a meta page or more. @returns null where this is none that we read */
export function readMeta(bytes: Buffer): Meta | null {
  if (bytes.length < META.transaction + 8 || (bytes.readUInt16LE(10) & PAGE_FLAG.meta) === 0) return null;
  if (bytes.readUInt32LE(META.magic) !== MAGIC || bytes.readUInt32LE(META.version) !== DATA_VERSION) return null;
  const main = META.trees + TREE_BYTES;
  const root = bytes.readBigUInt64LE(main + 40);
  return {
    pageBytes: bytes.readUInt32LE(META.trees),
    depth: bytes.readUInt16LE(main + 6),
    entries: Number(bytes.readBigUInt64LE(main + 32)),
    root: root === NO_PAGE ? null : Number(root),
    lastPage: Number(bytes.readBigUInt64LE(META.lastPage)),
    transaction: Number(bytes.readBigUInt64LE(META.transaction)),
  };
}
