import type { SetId } from '@shared/domain/ids';
import type { JudgeInfo } from '@shared/domain/scores';
import type { RgbImage } from '../../../engine/image/rgbImage';

/** A recogniser that gives embeddings to be compared, and never learns here. */
export interface Judge {
  readonly info: JudgeInfo;
  /** The threshold in `info` stands for nothing yet: it has to be found on the set itself. */
  readonly needsThreshold: boolean;
  /** Sets that it was taught with; it must not judge them. */
  readonly taughtBy: readonly SetId[];
  /** @returns `[crops.length, embeddingSize] float32`, rows of length 1. Leaves no tensor behind. */
  embed(crops: readonly RgbImage[]): Promise<Float32Array>;
  dispose(): void;
}
