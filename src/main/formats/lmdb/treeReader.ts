import { corruptAt } from '../packs/packFault';
import type { PackWindow } from '../packs/packWindow';
import { BIG_DATA, NODE_HEAD_BYTES, PAGE_FLAG, PAGE_HEAD_BYTES, readMeta, type Meta } from './page';

export interface LmdbEntry {
  readonly key: string;
  readonly value: Buffer;
  /** Byte of the node, for messages. */
  readonly offset: number;
}

const HEAD_BYTES = 152;
const PAGE_SIZES: readonly number[] = [4096, 8192, 16384, 32768, 65536];
const MAX_DEPTH = 32;
const MAX_VALUE_BYTES = 1024 * 1024 * 1024;
/** Keys and lists of one's own: `__keys__` of ten million images has 100 MB, which is passed over unread. */
const isOwn = (key: string): boolean => key.startsWith('__');

/** The newer of the two meta pages; null where the file does not begin like an LMDB. @throws Failure corrupt-data */
export async function readNewestMeta(tree: PackWindow): Promise<Meta | null> {
  if (!tree.has(0, HEAD_BYTES)) return null;
  const first = readMeta(await tree.read(0, HEAD_BYTES));
  if (first === null) return null;
  const { pageBytes } = first;
  if (!PAGE_SIZES.includes(pageBytes)) throw corruptAt(tree.path, 40, `A page of ${pageBytes} bytes is not known.`);
  const second = tree.has(pageBytes, HEAD_BYTES) ? readMeta(await tree.read(pageBytes, HEAD_BYTES)) : null;
  const meta = second !== null && second.transaction > first.transaction ? second : first;
  if (!tree.has(0, (meta.lastPage + 1) * pageBytes))
    throw corruptAt(tree.path, tree.sizeBytes, `The file should have ${meta.lastPage + 1} pages and is shorter.`);
  return { ...meta, pageBytes };
}

/**
 * Every entry in the order of the keys. Depth and number of pages are bounded by what the head states, so no page that points at itself is
 * followed for ever. Of values under `__…__` only short ones are read; long ones come empty.
 * @param tree read a page at a time. @param values read where large values lie
 * @throws Failure corrupt-data naming the byte
 */
export async function* readEntries(tree: PackWindow, values: PackWindow, meta: Meta): AsyncGenerator<LmdbEntry> {
  const { pageBytes, lastPage } = meta;
  const pagesLeft = { count: lastPage + 1 };
  if (meta.depth > MAX_DEPTH) throw corruptAt(tree.path, 0, `A tree of depth ${meta.depth} is not possible.`);
  let count = 0;
  let previous: Buffer | null = null;

  async function* walk(page: number, depth: number): AsyncGenerator<LmdbEntry> {
    const at = page * pageBytes;
    if (page > lastPage || page < 2) throw corruptAt(tree.path, at, `Page ${page} is none of the tree’s.`);
    if (pagesLeft.count-- === 0) throw corruptAt(tree.path, at, 'The tree has more pages than the file.');
    const bytes = await tree.read(at, pageBytes);
    const flags = bytes.readUInt16LE(10);
    const isLeaf = depth === meta.depth;
    if (Number(bytes.readBigUInt64LE(0)) !== page || (flags & 0x7f) !== (isLeaf ? PAGE_FLAG.leaf : PAGE_FLAG.branch))
      throw corruptAt(tree.path, at, `Page ${page} is not the ${isLeaf ? 'leaf' : 'branch'} that should be there.`);
    for (const node of nodesOf(bytes, at, tree.path)) {
      if (!isLeaf) {
        yield* walk(bytes.readUIntLE(node, 6), depth + 1);
        continue;
      }
      const entry = await entryAt(bytes, node, at);
      if (previous !== null && Buffer.compare(previous, entry.raw) >= 0)
        throw corruptAt(tree.path, at + node, `The key ${JSON.stringify(entry.key)} is out of order or comes twice.`);
      previous = Buffer.from(entry.raw);
      count++;
      yield entry;
    }
  }

  async function entryAt(page: Buffer, node: number, at: number): Promise<LmdbEntry & { readonly raw: Buffer }> {
    const offset = at + node;
    const length = page.readUInt32LE(node);
    const flags = page.readUInt16LE(node + 4);
    const keyEnd = node + NODE_HEAD_BYTES + page.readUInt16LE(node + 6);
    const dataEnd = keyEnd + (flags === BIG_DATA ? 8 : length);
    if (keyEnd > page.length || dataEnd > page.length || (flags !== 0 && flags !== BIG_DATA))
      throw corruptAt(tree.path, offset, 'An entry reaches beyond its page, or is of a kind that no dataset has.');
    const raw = page.subarray(node + NODE_HEAD_BYTES, keyEnd);
    const key = raw.toString('latin1');
    if (flags === 0) return { key, raw, value: page.subarray(keyEnd, dataEnd), offset };
    const start = Number(page.readBigUInt64LE(keyEnd)) * pageBytes + PAGE_HEAD_BYTES;
    if (length > MAX_VALUE_BYTES || !values.has(start, length))
      throw corruptAt(
        tree.path,
        offset,
        `The entry claims ${length} bytes from byte ${start}, which the file has not.`,
      );
    return { key, raw, value: isOwn(key) ? Buffer.alloc(0) : await values.read(start, length), offset };
  }

  if (meta.root !== null) yield* walk(meta.root, 1);
  if (count !== meta.entries)
    throw corruptAt(tree.path, 0, `The head states ${meta.entries} entries; the tree has ${count}.`);
}

/** Offsets of a page's nodes in the order of keys. */
function nodesOf(page: Buffer, at: number, path: string): readonly number[] {
  const lower = page.readUInt16LE(12);
  if (lower < PAGE_HEAD_BYTES || lower > page.length || lower % 2 === 1)
    throw corruptAt(path, at + 12, 'A page has more entries than room.');
  return Array.from({ length: (lower - PAGE_HEAD_BYTES) / 2 }, (_, i) => {
    const node = page.readUInt16LE(PAGE_HEAD_BYTES + i * 2);
    if (node < lower || node + NODE_HEAD_BYTES > page.length)
      throw corruptAt(path, at + PAGE_HEAD_BYTES + i * 2, 'An entry lies outside of its page.');
    return node;
  });
}
