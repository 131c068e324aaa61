import { extname } from 'node:path';
import type { CancelSignal } from '@shared/lib/abort';
import { throwIfCancelled } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import { PackWindow } from '../packs/packWindow';
import { corruptAt } from '../packs/packFault';
import { readPickle } from '../pickle/pickleReader';
import type { PickledBytes, PickleValue } from '../pickle/pickleValue';

/** A bound on memory; the largest known file has 24,000 images. */
const MAX_IMAGES = 2_000_000;
const MAX_IMAGE_BYTES = 64 * 1024 * 1024;
const ONE_IMAGE_BYTES = 16 * 1024;

/** One encoded image of a .bin. Pair i is the images 2i and 2i + 1. */
export interface VerificationImage {
  readonly index: number;
  readonly bytes: Uint8Array;
}

export interface VerificationBin {
  readonly imageCount: number;
  /** Of each pair, in the order that the folds are cut from. */
  readonly isSame: readonly boolean[];
  /** In order; memory stays flat. @throws Failure corrupt-data, io, cancelled */
  images(signal: CancelSignal): AsyncGenerator<VerificationImage>;
  /** The encoded image. @throws Failure corrupt-data, io */
  image(index: number): Promise<Uint8Array>;
}

/**
 * InsightFace's verification file: a pickle of (2P encoded images, P booleans), by Python 2 or 3. Nothing of it is run.
 * @throws Failure invalid-input where it is another pickle, or one that can run code; corrupt-data
 */
export async function openVerificationBin(path: string): Promise<VerificationBin> {
  const file = await PackWindow.open(path);
  const places = await readPlaces(file).finally(() => file.close());
  return {
    imageCount: places.images.length,
    isSame: places.isSame,
    images: (signal) => imagesOf(path, places.images, signal),
    image: async (index) => {
      const place = places.images[index];
      if (place === undefined) throw new RangeError(`there is no image ${index}`);
      const again = await PackWindow.open(path, ONE_IMAGE_BYTES);
      return readImage(again, place).finally(() => again.close());
    },
  };
}

/** Whether a path is called like a verification file. */
export const isVerificationName = (path: string): boolean => ['.bin', '.pkl'].includes(extname(path).toLowerCase());

async function readPlaces(
  file: PackWindow,
): Promise<{ readonly images: readonly PickledBytes[]; readonly isSame: readonly boolean[] }> {
  const value = await readPickle(file);
  const wrong = (why: string): Failure =>
    new Failure({
      code: 'invalid-input',
      message: `This pickle is no verification file: ${why}.`,
      place: file.path,
      remedy:
        'A verification file holds a list of encoded images, two per pair, and a list that tells which pairs are the same person.',
    });
  const [images, isSame, ...more] = itemsOf(value) ?? [];
  const [bins, answers] = [itemsOf(images), itemsOf(isSame)];
  if (bins === null || answers === null || more.length > 0) throw wrong('it does not hold two lists');
  if (bins.length !== answers.length * 2)
    throw wrong(`${bins.length} images are not two for each of ${answers.length} pairs`);
  if (bins.length === 0 || bins.length > MAX_IMAGES) throw wrong(`it has ${bins.length} images`);
  return {
    images: bins.map((bin, i) => {
      if (typeof bin !== 'object' || bin?.kind !== 'bytes') throw wrong(`image ${i} is no row of bytes`);
      if (bin.length > MAX_IMAGE_BYTES) throw wrong(`image ${i} has ${bin.length} bytes`);
      return bin;
    }),
    isSame: answers.map((answer, i) => {
      if (typeof answer === 'boolean') return answer;
      if (answer === 0 || answer === 1) return answer === 1;
      throw wrong(`the answer to pair ${i} is neither true nor false`);
    }),
  };
}

const itemsOf = (value: PickleValue | undefined): readonly PickleValue[] | null =>
  typeof value === 'object' && (value?.kind === 'list' || value?.kind === 'tuple') ? value.items : null;

async function* imagesOf(
  path: string,
  places: readonly PickledBytes[],
  signal: CancelSignal,
): AsyncGenerator<VerificationImage> {
  const file = await PackWindow.open(path);
  try {
    for (const [index, place] of places.entries()) {
      throwIfCancelled(signal);
      yield { index, bytes: await readImage(file, place) };
    }
  } finally {
    await file.close();
  }
}

async function readImage(file: PackWindow, { offset, length, stored }: PickledBytes): Promise<Uint8Array> {
  const bytes = await file.read(offset, length);
  return stored === 'as-is' ? bytes : bytesOfText(bytes, file.path, offset);
}

/** Each letter, U+0000 to U+00FF, stands for one byte. */
function bytesOfText(utf8: Buffer, path: string, offset: number): Uint8Array {
  const text = utf8.toString('utf8');
  const bytes = Buffer.from(text, 'latin1');
  if (Buffer.from(bytes.toString('latin1'), 'utf8').equals(utf8)) return bytes;
  throw corruptAt(path, offset, 'Text that should stand for bytes holds other letters.');
}
