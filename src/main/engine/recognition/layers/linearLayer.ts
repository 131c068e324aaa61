import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { tensorFlow } from '../../tensor/bootstrap';
import type { Parameter } from '../parameterStore';
import { Kept, type Layer } from './layer';

/** Flattens [N,H,W,C] and maps it to [N,1,1,D]; weight [H*W*C, D], bias [D]. */
export class LinearLayer implements Layer {
  private readonly kept = new Kept<Tensor4D>();

  constructor(
    private readonly weight: Parameter<Tensor2D>,
    private readonly bias: Parameter<Tensor1D>,
  ) {}

  forward(x: Tensor4D, training: boolean): Tensor4D {
    const tf = tensorFlow();
    const y = tf.tidy(() => {
      const product = tf.matMul(flatten(x), this.weight.value);
      return tf.add(product, this.bias.value).reshape<Tensor4D>([x.shape[0], 1, 1, this.bias.value.size]);
    });
    if (training) this.kept.put(x);
    else x.dispose();
    return y;
  }

  backward(dy: Tensor4D): Tensor4D {
    const tf = tensorFlow();
    const x = this.kept.take();
    const rows = flatten(dy);
    const columns = flatten(x);
    this.weight.setGradient(tf.matMul(columns, rows, true, false));
    this.bias.setGradient(tf.sum<Tensor1D>(rows, 0));
    const flat = tf.matMul(rows, this.weight.value, false, true);
    const dx = flat.reshape<Tensor4D>(x.shape);
    tf.dispose([rows, columns, flat]);
    x.dispose();
    dy.dispose();
    return dx;
  }

  forget(): void {
    this.kept.takeIfAny()?.dispose();
  }
}

function flatten(x: Tensor4D): Tensor2D {
  return x.reshape<Tensor2D>([x.shape[0], x.size / x.shape[0]]);
}
