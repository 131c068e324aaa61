import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SetId } from '@shared/domain/ids';
import type { SampleRow } from '@shared/domain/sample';
import { Failure } from '@shared/lib/failure';
import type { ImageCodecs } from '../../../engine/image/codecs';
import { decodeImage } from '../../../engine/image/decodeImage';
import { setDir } from '../../../storage/libraryPaths';
import { toNetworkInput } from './networkInput';

export interface SetImage {
  readonly setId: SetId;
  readonly row: SampleRow;
}

export interface InputSize {
  readonly inputWidth: number;
  readonly inputHeight: number;
}

/** Decoded images stay in memory up to this many bytes; past it they are decoded again for every epoch. */
const CACHE_BYTES = 1_500_000_000;

/**
 * Reads samples of the library as network inputs, each decoded once while they fit into memory.
 * @returns a function from position in `images` to RGB bytes `[inputHeight, inputWidth, 3]`
 */
export function setImageReader(
  libraryPath: string,
  images: readonly SetImage[],
  codecs: ImageCodecs,
  { inputWidth, inputHeight }: InputSize,
): (index: number) => Promise<Uint8Array> {
  const cache = new Map<number, Uint8Array>();
  const cacheable = Math.floor(CACHE_BYTES / (inputWidth * inputHeight * 3));
  return async (index) => {
    const known = cache.get(index);
    if (known !== undefined) return known;
    const image = images[index];
    if (image === undefined) throw new RangeError(`no image at ${index}`);
    const path = join(setDir(libraryPath, image.setId), image.row.file);
    const pixels = toNetworkInput(await decodeImage(codecs, await readSample(path), path), inputWidth, inputHeight);
    if (cache.size < cacheable) cache.set(index, pixels);
    return pixels;
  };
}

async function readSample(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new Failure(
      {
        code: 'not-found',
        message: 'A sample of the set is gone from the disk.',
        place: path,
        remedy: 'Bring the file back, or exclude the sample, and resume.',
      },
      { cause },
    );
  }
}
