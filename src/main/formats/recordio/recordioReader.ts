import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { CancelSignal } from '@shared/lib/abort';
import { throwIfCancelled } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import { isMissing } from '../../platform/ioFailure';
import { PackWindow } from '../packs/packWindow';
import type { OpenReader, ReadImage } from '../packs/datasetReader';
import { foreignLabel, identityOfLabel } from '../packs/foreignNames';
import { corruptAt } from '../packs/packFault';
import { readRecord } from './framing';
import { listNames } from './listNames';
import { readIndex, type IndexEntry } from './recordIndex';
import { unpackRecord, type UnpackedRecord } from './recordHeader';

/** No face is as large; a whole record is held in memory at once. */
const MAX_RECORD_BYTES = 256 * 1024 * 1024;

/**
 * A .rec with its .idx, InsightFace's with identity records or a flat one as im2rec makes it; which of the two, record 0 tells, as it does
 * to InsightFace's own MXFaceDataset. Images come in the order of the .idx.
 * @param path the .rec itself, or a folder with one .rec, or with one called train.rec
 * @throws Failure corrupt-data, invalid-input (no .idx, several .rec)
 */
export const openRecordio: OpenReader = async (path) => {
  const rec = await findRec(path);
  if (rec === null) return null;
  const stem = rec.slice(0, -extname(rec).length);
  const idx = `${stem}.idx`;
  await mustHaveIndex(rec, idx);
  const head = await readHead(rec, idx);
  const format = head === null ? 'im2rec' : 'recordio';
  const names = await listNames(`${stem}.lst`, format);
  return { format, images: (signal) => imagesOf({ rec, idx, head, names }, signal) };
};

async function findRec(path: string): Promise<string | null> {
  try {
    if (!(await stat(path)).isDirectory()) return extname(path).toLowerCase() === '.rec' ? path : null;
    const names = (await readdir(path)).filter((name) => extname(name).toLowerCase() === '.rec');
    const [name] = names.includes('train.rec') ? ['train.rec'] : names;
    if (name === undefined) return null;
    if (names.length === 1 || name === 'train.rec') return join(path, name);
  } catch (thrown) {
    if (isMissing(thrown)) return null;
    throw thrown;
  }
  throw new Failure({
    code: 'invalid-input',
    message: 'The folder holds several .rec files.',
    place: path,
    remedy: 'Name the one that you mean.',
  });
}

async function mustHaveIndex(rec: string, idx: string): Promise<void> {
  const isThere = await stat(idx).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  throw new Failure({
    code: 'invalid-input',
    message: `${basename(rec)} has no ${basename(idx)} beside it, which tells where its records lie.`,
    place: dirname(rec),
    remedy: 'Copy the .idx too, or make it again with im2rec’s tool rec2idx.py.',
  });
}

/** First number behind the images of InsightFace's layout; null of a flat .rec. */
type Head = number | null;

async function readHead(rec: string, idx: string): Promise<Head> {
  const file = await PackWindow.open(rec);
  try {
    for await (const entry of readIndex(idx)) {
      if (entry.key !== 0) continue;
      const { labels, isRow, body } = await unpackAt(file, entry, idx);
      if (!isRow || body.length > 0) return null;
      const end = labels[0] ?? 0;
      if (Number.isSafeInteger(end) && end >= 1) return end;
      throw corruptAt(rec, entry.offset, `Record 0 should tell how many images there are, but says ${end}.`);
    }
    return null;
  } finally {
    await file.close();
  }
}

interface Opened {
  readonly rec: string;
  readonly idx: string;
  readonly head: Head;
  readonly names: ReadonlyMap<number, string>;
}

async function* imagesOf({ rec, idx, head, names }: Opened, signal: CancelSignal): AsyncGenerator<ReadImage> {
  const file = await PackWindow.open(rec);
  let count = 0;
  try {
    for await (const entry of readIndex(idx)) {
      throwIfCancelled(signal);
      if (head !== null && (entry.key === 0 || entry.key >= head)) continue;
      const { labels, body } = await unpackAt(file, entry, idx);
      const label = foreignLabel(labels[0], `${rec}, record ${entry.key} at byte ${entry.offset}`);
      count++;
      yield {
        path: basename(rec),
        entry: String(entry.key),
        label,
        identity: names.get(label) ?? identityOfLabel(label),
        bytes: body,
      };
    }
  } finally {
    await file.close();
  }
  if (head === null || count === head - 1) return;
  throw new Failure({
    code: 'corrupt-data',
    message: `Record 0 tells of ${head - 1} images, but the index has ${count} of them.`,
    place: idx,
    remedy: 'The index was cut or belongs to another .rec; copy both again.',
  });
}

async function unpackAt(file: PackWindow, { key, offset, line }: IndexEntry, idx: string): Promise<UnpackedRecord> {
  let record: Buffer;
  try {
    record = await readRecord(file, offset, MAX_RECORD_BYTES);
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.code !== 'corrupt-data') throw thrown;
    // Whether the .rec is cut or the .idx is of another one cannot be told: both are named.
    throw new Failure(
      { ...thrown.toDetail(), message: `${thrown.message} (Record ${key}, ${basename(idx)} line ${line}.)` },
      { cause: thrown },
    );
  }
  const unpacked = unpackRecord(record);
  if (typeof unpacked !== 'string') return unpacked;
  throw corruptAt(file.path, offset, `Record ${key} is damaged: ${unpacked}.`);
}
