import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { prelu, preluGradient } from '../../tensor/prelu';
import type { Parameter } from '../parameterStore';
import { Kept, type Layer } from './layer';

/** Parametric ReLU with one slope per channel. */
export class PreluLayer implements Layer {
  private readonly kept = new Kept<Tensor4D>();

  constructor(private readonly slope: Parameter<Tensor1D>) {}

  forward(x: Tensor4D, training: boolean): Tensor4D {
    const y = prelu(x, this.slope.value);
    if (training) this.kept.put(x);
    else x.dispose();
    return y;
  }

  backward(dy: Tensor4D): Tensor4D {
    const x = this.kept.take();
    const { dx, dSlope } = preluGradient(dy, x, this.slope.value);
    this.slope.setGradient(dSlope);
    x.dispose();
    dy.dispose();
    return dx;
  }

  forget(): void {
    this.kept.takeIfAny()?.dispose();
  }
}
