import { throwIfCancelled, type CancelSignal } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import { z } from 'zod';
import type { DatasetReader, OpenReader, ReadImage } from '../packs/datasetReader';
import { foreignIdentity, foreignLabel } from '../packs/foreignNames';
import { listDatasetFiles, type DatasetFile } from '../packs/listDatasetFiles';
import { readTar } from '../tar/readTar';
import { IMAGE_ENDINGS, isReserved, keyAndEnding, type WebSample } from './sampleParts';

const MAX_SAMPLE_BYTES = 512 * 1024 * 1024;
const MAX_JSON_BYTES = 1024 * 1024;
const MAX_CLASS_BYTES = 32;

/** A folder of tar shards, or one shard. */
export const openWebdataset: OpenReader = async (path) => {
  const files = await listDatasetFiles(path, /\.tar$/i);
  if (files.length === 0) return null;
  const reader: DatasetReader = {
    format: 'webdataset',
    async *images(signal) {
      for (const file of files) yield* imagesOfShard(file, signal);
    },
  };
  return reader;
};

async function* imagesOfShard(file: DatasetFile, signal: CancelSignal): AsyncGenerator<ReadImage> {
  for await (const sample of samplesOf(file, signal)) {
    throwIfCancelled(signal);
    yield toImage(sample, file);
  }
}

/** Groups adjacent members by key, as webdataset does. @throws Failure invalid-input where a key comes back or a part comes twice */
async function* samplesOf(file: DatasetFile, signal: CancelSignal): AsyncGenerator<WebSample> {
  const seen = new Set<string>();
  let sample = null as WebSample | null; // the compiler does not see that the loop sets it
  let bytesHeld = 0;
  for await (const { name, offset, bytes } of readTar(file.absolutePath, signal)) {
    const cut = isReserved(name) ? null : keyAndEnding(name);
    if (cut === null) continue;
    const place = `${file.absolutePath}, byte ${offset} (${name})`;
    if (sample?.key !== cut.key) {
      if (sample !== null) yield sample;
      if (seen.has(cut.key))
        throw refused(
          place,
          `The key ${JSON.stringify(cut.key)} comes back after other samples; its files must be adjacent.`,
        );
      seen.add(cut.key);
      sample = { key: cut.key, offset, parts: new Map() };
      bytesHeld = 0;
    }
    bytesHeld += bytes.length;
    if (bytesHeld > MAX_SAMPLE_BYTES) throw refused(place, `The sample is larger than ${MAX_SAMPLE_BYTES} bytes.`);
    if (sample.parts.has(cut.ending)) throw refused(place, `The sample has two files ending in .${cut.ending}.`);
    sample.parts.set(cut.ending, { name, bytes });
  }
  if (sample !== null) yield sample;
}

/** Only what tells who it is; other programs write much else into it. */
const Facts = z.object({ label: z.unknown(), identity: z.unknown() }).partial();

function toImage(sample: WebSample, file: DatasetFile): ReadImage {
  const place = `${file.absolutePath}, byte ${sample.offset} (${sample.key})`;
  const pictures = IMAGE_ENDINGS.flatMap((ending) => sample.parts.get(ending) ?? []);
  const [picture] = pictures;
  if (picture === undefined || pictures.length > 1) {
    const endings = [...sample.parts.keys()].map((ending) => `.${ending}`).join(', ');
    throw refused(place, `The sample has ${pictures.length === 0 ? 'no' : 'more than one'} image; it has ${endings}.`);
  }
  const facts = factsIn(sample, place);
  const label = classIn(sample, place) ?? (typeof facts.label === 'number' ? foreignLabel(facts.label, place) : null);
  const name = facts.identity ?? (typeof facts.label === 'string' ? facts.label : undefined);
  return {
    path: file.path,
    entry: picture.name,
    label,
    identity: foreignIdentity(name, label, place),
    bytes: picture.bytes,
  };
}

function factsIn(sample: WebSample, place: string): z.infer<typeof Facts> {
  const part = sample.parts.get('json');
  if (part === undefined) return {};
  if (part.bytes.length > MAX_JSON_BYTES) throw refused(place, `Its .json is larger than ${MAX_JSON_BYTES} bytes.`);
  try {
    return Facts.parse(JSON.parse(Buffer.from(part.bytes).toString('utf8')));
  } catch (cause) {
    throw new Failure({ ...refused(place, 'Its .json is no object of JSON.').toDetail() }, { cause });
  }
}

function classIn(sample: WebSample, place: string): number | null {
  const part = sample.parts.get('cls');
  if (part === undefined) return null;
  const text = Buffer.from(part.bytes.subarray(0, MAX_CLASS_BYTES)).toString('latin1').trim();
  if (part.bytes.length > MAX_CLASS_BYTES || !/^\d{1,15}$/.test(text))
    throw refused(place, `Its .cls holds ${JSON.stringify(text)}, which is no class counted from 0.`);
  return foreignLabel(Number(text), place);
}

const refused = (place: string, message: string): Failure =>
  new Failure({
    code: 'invalid-input',
    message,
    place,
    remedy: 'Write the shards again with one image, one .cls or .json with label or identity, and one key per sample.',
  });
