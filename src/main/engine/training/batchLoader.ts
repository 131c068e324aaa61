import type { AugmentationConfig, NetworkConfig } from '@shared/domain/training';
import { Rng } from '@shared/lib/rng';
import type { ImageSource } from '../recognition/embed';
import { augmentImage } from './augmentation/augmentImage';
import type { BatchOrder } from './batchOrder';

/** Names the random streams of the views: one for each (step, row of the batch). */
const VIEW_STREAM = 0x76696577;

export interface Batch {
  readonly samples: readonly number[];
  /** Network input [N,H,W,3] in [-1,1]. */
  readonly input: Float32Array;
}

/** Reads and augments the samples of a step. */
export class BatchLoader {
  constructor(
    private readonly seed: number,
    private readonly images: ImageSource,
    private readonly order: BatchOrder,
    private readonly network: NetworkConfig,
    private readonly augmentation: AugmentationConfig,
  ) {}

  /** Starts reading at once; the views are computed when all images are there. */
  async load(step: number): Promise<Batch> {
    const { inputHeight: height, inputWidth: width } = this.network;
    const samples = this.order.samplesOf(step);
    const sources = await Promise.all(samples.map((sample) => this.images.readRgb(sample)));
    const size = height * width * 3;
    const input = new Float32Array(samples.length * size);
    sources.forEach((source, row) => {
      const out = input.subarray(row * size, (row + 1) * size);
      augmentImage(source, out, width, height, this.augmentation, new Rng(this.seed, VIEW_STREAM, step, row));
    });
    return { samples, input };
  }
}
