import { throwIfCancelled, type CancelSignal } from '@shared/lib/abort';
import type { Embeddings } from '../evaluation/verificationPair';
import type { Recogniser } from './recogniser';

export interface ImageSource {
  readonly count: number;
  /** RGB bytes [H,W,3] at the network's input size. */
  readRgb(index: number): Promise<Uint8Array>;
}

export interface EmbedOptions {
  /** Adds the features of the mirrored image (insightface eval/verification.py). */
  readonly flip: boolean;
  readonly batchSize?: number;
  readonly signal?: CancelSignal;
  readonly progress?: (update: { readonly done: number; readonly total: number }) => void;
}

/** Features of all images, row i for image i; not scaled to unit length. The next batch is read while one is computed. */
export async function embedImages(
  recogniser: Recogniser,
  images: ImageSource,
  { flip, batchSize = 64, signal, progress }: EmbedOptions,
): Promise<Embeddings> {
  const { inputHeight, inputWidth, embeddingSize } = recogniser.config;
  const data = new Float32Array(images.count * embeddingSize);
  const imageBytes = inputHeight * inputWidth * 3;
  const read = async (start: number): Promise<Uint8Array> => {
    const count = Math.min(batchSize, images.count - start);
    const parts = await Promise.all(Array.from({ length: count }, (_, i) => images.readRgb(start + i)));
    const pixels = new Uint8Array(count * imageBytes);
    parts.forEach((part, i) => pixels.set(part, i * imageBytes));
    return pixels;
  };
  let next = images.count > 0 ? read(0) : null;
  for (let start = 0; next !== null; start += batchSize) {
    const pixels = await next;
    if (signal !== undefined) throwIfCancelled(signal);
    next = start + batchSize < images.count ? read(start + batchSize) : null;
    const features = recogniser.embed(pixels);
    if (flip) {
      const mirrored = recogniser.embed(mirrorRows(pixels, inputWidth));
      for (let i = 0; i < features.length; i++) features[i] += mirrored[i];
    }
    data.set(features, start * embeddingSize);
    progress?.({ done: Math.min(images.count, start + batchSize), total: images.count });
  }
  return { data, rows: images.count, size: embeddingSize };
}

/** Left and right swapped in each row of `width` RGB pixels. */
export function mirrorRows(pixels: Uint8Array, width: number): Uint8Array {
  const mirrored = new Uint8Array(pixels.length);
  const rowBytes = width * 3;
  for (let row = 0; row < pixels.length; row += rowBytes) {
    for (let x = 0; x < width; x++) {
      const from = row + x * 3;
      const to = row + (width - 1 - x) * 3;
      mirrored[to] = pixels[from];
      mirrored[to + 1] = pixels[from + 1];
      mirrored[to + 2] = pixels[from + 2];
    }
  }
  return mirrored;
}
