import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SetId } from '@shared/domain/ids';
import type { SampleRow } from '@shared/domain/sample';
import { Failure } from '@shared/lib/failure';
import type { ImageCodecs } from '../../../engine/image/codecs';
import { decodeImage } from '../../../engine/image/decodeImage';
import type { ImageSource } from '../../../engine/recognition/embed';
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

/** Samples of the library as network inputs: RGB bytes `[inputHeight, inputWidth, 3]`, decoded at every call. */
export function setImageSource(
  libraryPath: string,
  images: readonly SetImage[],
  codecs: ImageCodecs,
  { inputWidth, inputHeight }: InputSize,
): ImageSource {
  return {
    count: images.length,
    readRgb: async (index) => {
      const image = images[index];
      if (image === undefined) throw new RangeError(`no image at ${index}`);
      const path = join(setDir(libraryPath, image.setId), image.row.file);
      return toNetworkInput(await decodeImage(codecs, await readSample(path), path), inputWidth, inputHeight);
    },
  };
}

async function readSample(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new Failure(
      {
        code: 'corrupt-data',
        message: 'A sample of the set is gone from the disk.',
        place: path,
        remedy: 'Bring the file back, or exclude the sample, and resume.',
      },
      { cause },
    );
  }
}
