import { Failure } from '@shared/lib/failure';
import { PackFile } from '../packs/packFile';
import { FramedPickle } from '../pickle/framedPickle';

export interface VerificationWriter {
  /** The next image: first and second of pair 0, of pair 1, and so on. The bytes pass through unchanged. */
  add(bytes: Uint8Array): void;
  /** @param isSame one answer per pair, in the order of the pairs. @throws RangeError when images and answers do not fit */
  finish(isSame: readonly boolean[]): Promise<void>;
  abort(): Promise<void>;
}

/**
 * Writes InsightFace's verification file, byte for byte what Python's pickle.dump((images, issame)) writes. Memory stays flat.
 * Fold order is the order of pairs: ten equal runs.
 * @param imageCount two per pair. @param protocol 4 is read by every Python 3; 5 by 3.8 and later.
 */
export function openVerificationWriter(path: string, imageCount: number, protocol: 4 | 5 = 4): VerificationWriter {
  if (imageCount === 0 || imageCount % 2 === 1) {
    throw new Failure({
      code: 'invalid-input',
      message: `A verification file needs two images for each pair; there are ${imageCount}.`,
      place: path,
    });
  }
  const file = new PackFile(path);
  const pickle = new FramedPickle(file, protocol);
  const images = pickle.list(imageCount);
  let count = 0;
  return {
    add: (bytes) => {
      if (count++ === imageCount) throw new RangeError(`more than the ${imageCount} images that were announced`);
      images.next();
      pickle.bytes(bytes);
    },
    finish: (isSame) => {
      if (count !== imageCount || isSame.length * 2 !== count)
        throw new RangeError(`${count} of ${imageCount} images and ${isSame.length} answers`);
      images.end();
      const answers = pickle.list(isSame.length);
      for (const same of isSame) {
        answers.next();
        pickle.boolean(same);
      }
      answers.end();
      pickle.endAsPair();
      file.finish();
      return Promise.resolve();
    },
    abort: () => {
      file.abort();
      return Promise.resolve();
    },
  };
}
