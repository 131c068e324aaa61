import { throwIfCancelled, type CancelSignal } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import type { DatasetReader, OpenReader, ReadImage } from '../packs/datasetReader';
import { foreignIdentity, foreignLabel } from '../packs/foreignNames';
import { listDatasetFiles, type DatasetFile } from '../packs/listDatasetFiles';
import { corruptAt } from '../packs/packFault';
import { PackWindow } from '../packs/packWindow';
import { readExample, type Example } from './exampleReader';
import { maskedCrc32c } from './maskedCrc32c';

const HEAD_BYTES = 12;
const TAIL_BYTES = 4;
const MAX_RECORD_BYTES = 256 * 1024 * 1024;

/** TensorFlow's own tools name shards `NAME-00000-of-00010`, with or without an ending. */
const FILE = /(?:\.tfrecords?|\.tfrec|\.tfrecords?-\d{5}-of-\d{5})$/i;

/** A folder of TFRecord files, or one. */
export const openTfrecord: OpenReader = async (path) => {
  const files = await listDatasetFiles(path, FILE);
  if (files.length === 0) return null;
  const reader: DatasetReader = {
    format: 'tfrecord',
    async *images(signal) {
      for (const file of files) yield* imagesOf(file, signal);
    },
  };
  return reader;
};

async function* imagesOf(file: DatasetFile, signal: CancelSignal): AsyncGenerator<ReadImage> {
  const window = await PackWindow.open(file.absolutePath);
  try {
    let number = 0;
    for (let offset = 0; offset < window.sizeBytes; number++) {
      throwIfCancelled(signal);
      const message = await recordAt(window, offset);
      const place = `${window.path}, byte ${offset} (record ${number})`;
      const example = readExample(message);
      if (example === null) throw corruptAt(window.path, offset, `Record ${number} is no tf.train.Example.`, NOT_OURS);
      yield toImage(example, file, number, place);
      offset += HEAD_BYTES + message.length + TAIL_BYTES;
    }
  } finally {
    await window.close();
  }
}

/** The message of the record at `offset`, with both checksums checked. */
async function recordAt(window: PackWindow, offset: number): Promise<Buffer> {
  const head = Buffer.from(await window.read(offset, HEAD_BYTES));
  if (head.readUInt32LE(8) !== maskedCrc32c(head.subarray(0, 8))) {
    const isGzip = offset === 0 && head[0] === 0x1f && head[1] === 0x8b;
    throw isGzip
      ? refused(window.path, 'The file is compressed; only plain TFRecord is read.', 'Unpack it once with gunzip.')
      : corruptAt(window.path, offset, 'The length of a record does not have the checksum that stands beside it.');
  }
  const length = head.readBigUInt64LE(0);
  if (length > BigInt(MAX_RECORD_BYTES))
    throw corruptAt(window.path, offset, `A record claims ${length.toString()} bytes, more than ${MAX_RECORD_BYTES}.`);
  const bytes = await window.read(offset + HEAD_BYTES, Number(length) + TAIL_BYTES);
  const message = bytes.subarray(0, Number(length));
  if (bytes.readUInt32LE(Number(length)) !== maskedCrc32c(message))
    throw corruptAt(window.path, offset, 'The content of a record does not have the checksum that stands behind it.');
  return message;
}

function toImage(example: Example, file: DatasetFile, number: number, place: string): ReadImage {
  const bytes = example.get('image/encoded');
  if (typeof bytes === 'number' || bytes === undefined || bytes.length === 0) {
    const keys = [...example.keys()].slice(0, 20).join(', ').slice(0, 400);
    throw refused(place, `There is no image under image/encoded; the record has: ${keys || 'nothing'}.`, NOT_OURS);
  }
  const stored = example.get('image/class/label') ?? example.get('image/source_id');
  const label = typeof stored === 'number' ? foreignLabel(stored, place) : null;
  const text = example.get('image/class/text');
  const name = typeof text === 'object' && text.length > 0 ? Buffer.from(text).toString('utf8') : undefined;
  return { path: file.path, entry: String(number), label, identity: foreignIdentity(name, label, place), bytes };
}

const NOT_OURS =
  'Each record must be a tf.train.Example with image/encoded, and image/class/label or image/source_id as whole numbers.';

const refused = (place: string, message: string, remedy: string): Failure =>
  new Failure({ code: 'invalid-input', message, place, remedy });
