import type { Tensor4D } from '@tensorflow/tfjs-node-gpu';
import {
  convolutionInputGradient,
  convolutionWeightGradient,
  convolve,
  needsPreparation,
  prepareInput,
  type ConvolutionShape,
} from '../../tensor/convolution';
import type { Parameter } from '../parameterStore';
import { Kept, type Layer } from './layer';

/** Convolution without bias; weight [k,k,C,K]. `isFirst` leaves out the gradient for the pixels. */
export class ConvolutionLayer implements Layer {
  private readonly kept = new Kept<{ readonly x: Tensor4D; readonly inputShape: Tensor4D['shape'] }>();

  constructor(
    private readonly weight: Parameter<Tensor4D>,
    private readonly shape: ConvolutionShape,
    private readonly isFirst = false,
  ) {}

  forward(x: Tensor4D, training: boolean): Tensor4D {
    const inputShape = x.shape;
    const prepared = needsPreparation(this.shape) ? prepareInput(x, this.shape) : x;
    if (prepared !== x) x.dispose();
    const y = convolve(prepared, this.weight.value, this.shape);
    if (training) this.kept.put({ x: prepared, inputShape });
    else prepared.dispose();
    return y;
  }

  backward(dy: Tensor4D): Tensor4D | null {
    const { x, inputShape } = this.kept.take();
    this.weight.setGradient(convolutionWeightGradient(x, this.weight.value.shape, dy, this.shape));
    x.dispose();
    const dx = this.isFirst ? null : convolutionInputGradient(inputShape, this.weight.value, dy, this.shape);
    dy.dispose();
    return dx;
  }

  forget(): void {
    this.kept.takeIfAny()?.x.dispose();
  }
}
