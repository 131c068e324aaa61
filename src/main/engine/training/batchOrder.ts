import { Rng } from '@shared/lib/rng';

/** Names the random stream of the order among all streams of a seed; one stream per epoch. */
const ORDER_STREAM = 0x6f726472;

export interface RunLength {
  readonly batchSize: number;
  readonly stepsPerEpoch: number;
  readonly stepCount: number;
}

/** Whole batches only; the rest of an epoch is left out, and another shuffle leaves out others. */
export function runLength(sampleCount: number, batchSize: number, epochs: number): RunLength {
  const size = Math.min(batchSize, sampleCount);
  const stepsPerEpoch = Math.floor(sampleCount / size);
  return { batchSize: size, stepsPerEpoch, stepCount: stepsPerEpoch * epochs };
}

/** Which samples each step takes: a function of (seed, step), so that a resumed run goes on with the same ones. */
export class BatchOrder {
  private epoch = -1;
  private shuffled: number[] = [];

  constructor(
    private readonly seed: number,
    private readonly sampleCount: number,
    private readonly length: RunLength,
  ) {}

  samplesOf(step: number): readonly number[] {
    const { batchSize, stepsPerEpoch } = this.length;
    const epoch = Math.floor(step / stepsPerEpoch);
    if (epoch !== this.epoch) {
      this.shuffled = new Rng(this.seed, ORDER_STREAM, epoch).shuffle([...Array(this.sampleCount).keys()]);
      this.epoch = epoch;
    }
    const start = (step % stepsPerEpoch) * batchSize;
    return this.shuffled.slice(start, start + batchSize);
  }
}
