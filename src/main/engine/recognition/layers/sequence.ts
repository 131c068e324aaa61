import type { Tensor4D } from '@tensorflow/tfjs-node-gpu';
import type { Layer } from './layer';

/** Layers one after the other. */
export class Sequence implements Layer {
  constructor(private readonly layers: readonly Layer[]) {}

  forward(x: Tensor4D, training: boolean): Tensor4D {
    return this.layers.reduce((value, layer) => layer.forward(value, training), x);
  }

  backward(dy: Tensor4D): Tensor4D | null {
    return this.layers.reduceRight<Tensor4D | null>(
      (gradient, layer) => (gradient === null ? null : layer.backward(gradient)),
      dy,
    );
  }

  forget(): void {
    for (const layer of this.layers) layer.forget();
  }
}
