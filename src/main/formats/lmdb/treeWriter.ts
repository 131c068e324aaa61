import type { PackFile } from '../packs/packFile';
import { BIG_DATA, NODE_HEAD_BYTES, PAGE_BYTES, PAGE_FLAG, PAGE_HEAD_BYTES, pageHead, type Tree } from './page';

/** What a leaf holds under a key: the value itself, or where it lies. */
export type LeafValue = Buffer | { readonly page: number; readonly length: number };

interface Child {
  readonly page: number;
  readonly firstKey: Buffer;
}

const even = (size: number): number => size + (size & 1);
const NODE_ROOM = PAGE_BYTES - PAGE_HEAD_BYTES;

/** Builds the B+ tree of keys that come in order, page after page from the leaves up; only one child per page is held in memory. */
export class TreeWriter {
  private nodes: Buffer[] = [];
  private used = 0;
  private firstKey: Buffer | null = null;
  private children: Child[] = [];
  private entries = 0;

  constructor(private readonly file: PackFile) {}

  /** Keys in rising order of their bytes. */
  add(key: Buffer, value: LeafValue): void {
    const node = leafNode(key, value);
    if (this.used + node.length + 2 > NODE_ROOM) this.endLeaf();
    this.firstKey ??= key;
    this.nodes.push(node);
    this.used += node.length + 2;
    this.entries++;
  }

  finish(overflowPages: number): Tree {
    this.endLeaf();
    const leafPages = this.children.length;
    let level = this.children;
    let depth = leafPages === 0 ? 0 : 1;
    let branchPages = 0;
    while (level.length > 1) {
      level = this.writeBranches(level);
      branchPages += level.length;
      depth++;
    }
    return { depth, branchPages, leafPages, overflowPages, entries: this.entries, root: level[0]?.page ?? null };
  }

  private endLeaf(): void {
    if (this.firstKey === null) return;
    this.children.push({ page: writePage(this.file, PAGE_FLAG.leaf, this.nodes), firstKey: this.firstKey });
    this.nodes = [];
    this.used = 0;
    this.firstKey = null;
  }

  /** Shared out evenly: LMDB takes a branch with one child for damage. */
  private writeBranches(children: readonly Child[]): Child[] {
    const largest = children.reduce((most, { firstKey }) => Math.max(most, firstKey.length), 0);
    const perPage = Math.floor(NODE_ROOM / (even(NODE_HEAD_BYTES + largest) + 2));
    const pages = Math.ceil(children.length / perPage);
    return Array.from({ length: pages }, (_, page) => {
      const start = Math.floor((page * children.length) / pages);
      const own = children.slice(start, Math.floor(((page + 1) * children.length) / pages));
      const nodes = own.map((child, i) => branchNode(i === 0 ? Buffer.alloc(0) : child.firstKey, child.page));
      return { page: writePage(this.file, PAGE_FLAG.branch, nodes), firstKey: own[0]?.firstKey ?? Buffer.alloc(0) };
    });
  }
}

/** Nodes lie from the end of the page towards its head, where their places are listed in order. */
function writePage(file: PackFile, flag: number, nodes: readonly Buffer[]): number {
  const page = file.length / PAGE_BYTES;
  const bytes = pageHead(page, flag);
  let upper = PAGE_BYTES;
  nodes.forEach((node, i) => {
    upper -= node.length;
    bytes.set(node, upper);
    bytes.writeUInt16LE(upper, PAGE_HEAD_BYTES + i * 2);
  });
  bytes.writeUInt16LE(PAGE_HEAD_BYTES + nodes.length * 2, 12);
  bytes.writeUInt16LE(upper, 14);
  file.write(bytes);
  return page;
}

function leafNode(key: Buffer, value: LeafValue): Buffer {
  const isHere = Buffer.isBuffer(value);
  const node = Buffer.alloc(even(NODE_HEAD_BYTES + key.length + (isHere ? value.length : 8)));
  node.writeUInt32LE(value.length, 0);
  node.writeUInt16LE(isHere ? 0 : BIG_DATA, 4);
  node.writeUInt16LE(key.length, 6);
  node.set(key, NODE_HEAD_BYTES);
  if (isHere) node.set(value, NODE_HEAD_BYTES + key.length);
  else node.writeBigUInt64LE(BigInt(value.page), NODE_HEAD_BYTES + key.length);
  return node;
}

/** 48 bits of page number where a leaf has length and flags. */
function branchNode(key: Buffer, page: number): Buffer {
  const node = Buffer.alloc(even(NODE_HEAD_BYTES + key.length));
  node.writeUIntLE(page, 0, 6);
  node.writeUInt16LE(key.length, 6);
  node.set(key, NODE_HEAD_BYTES);
  return node;
}
