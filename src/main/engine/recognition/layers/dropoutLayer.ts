import type { Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { tensorFlow } from '../../tensor/bootstrap';
import { nativeOp, withIntegers } from '../../tensor/nativeOps';
import { Kept, type Layer } from './layer';

/** Names the masks of one step: the same seed and step give the same masks, so a resumed run repeats them. */
export interface DropoutClock {
  seed: number;
  step: number;
}

const uniform = nativeOp('StatelessRandomUniform', [
  { name: 'dtype', kind: 'type', value: 'float32' },
  { name: 'T', kind: 'type', value: 'int32' },
  { name: 'Tseed', kind: 'type', value: 'int32' },
]);

/** Sets a share of the values to zero while training and scales the rest so that the mean stays. */
export class DropoutLayer implements Layer {
  private readonly kept = new Kept<Tensor4D>();

  constructor(
    private readonly share: number,
    private readonly clock: DropoutClock,
  ) {}

  forward(x: Tensor4D, training: boolean): Tensor4D {
    if (!training || this.share === 0) return x;
    const tf = tensorFlow();
    const mask = tf.tidy(() => {
      const drawn = withIntegers(x.shape, (shape) =>
        withIntegers([this.clock.seed | 0, this.clock.step | 0], (seed) => uniform.one([shape, seed])),
      );
      return tf.mul<Tensor4D>(tf.cast(tf.greaterEqual(drawn, this.share), 'float32'), 1 / (1 - this.share));
    });
    const y = tf.mul<Tensor4D>(x, mask);
    x.dispose();
    this.kept.put(mask);
    return y;
  }

  backward(dy: Tensor4D): Tensor4D {
    if (this.share === 0) return dy;
    const mask = this.kept.take();
    const dx = tensorFlow().mul<Tensor4D>(dy, mask);
    mask.dispose();
    dy.dispose();
    return dx;
  }

  forget(): void {
    this.kept.takeIfAny()?.dispose();
  }
}
