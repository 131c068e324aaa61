import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import {
  disposeStatistics,
  normaliseBatch,
  normaliseBatchGradient,
  normaliseStored,
  type SavedStatistics,
} from '../../tensor/batchNormalisation';
import type { Parameter } from '../parameterStore';
import { Kept, type Layer } from './layer';

export interface BatchNormalisationParameters {
  readonly gamma: Parameter<Tensor1D>;
  readonly beta: Parameter<Tensor1D>;
  readonly runningMean: Parameter<Tensor1D>;
  readonly runningVariance: Parameter<Tensor1D>;
}

/** Over N, H, W of [N,H,W,C]; on [N,1,1,C] it is PyTorch's BatchNorm1d. Training moves the running statistics. */
export class BatchNormalisationLayer implements Layer {
  private readonly kept = new Kept<{ readonly x: Tensor4D; readonly saved: SavedStatistics }>();

  constructor(private readonly parameters: BatchNormalisationParameters) {}

  forward(x: Tensor4D, training: boolean): Tensor4D {
    const { gamma, beta, runningMean, runningVariance } = this.parameters;
    if (!training) {
      const y = normaliseStored(x, gamma.value, beta.value, runningMean.value, runningVariance.value);
      x.dispose();
      return y;
    }
    const batch = normaliseBatch(x, gamma.value, beta.value, runningMean.value, runningVariance.value);
    runningMean.replace(batch.runningMean);
    runningVariance.replace(batch.runningVariance);
    this.kept.put({ x, saved: batch.saved });
    return batch.y;
  }

  backward(dy: Tensor4D): Tensor4D {
    const { x, saved } = this.kept.take();
    const { dx, dGamma, dBeta } = normaliseBatchGradient(dy, x, this.parameters.gamma.value, saved);
    this.parameters.gamma.setGradient(dGamma);
    this.parameters.beta.setGradient(dBeta);
    x.dispose();
    dy.dispose();
    disposeStatistics(saved);
    return dx;
  }

  forget(): void {
    const kept = this.kept.takeIfAny();
    if (kept === null) return;
    kept.x.dispose();
    disposeStatistics(kept.saved);
  }
}
