import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { tensorFlow } from './bootstrap';

/**
 * Gradient of a scalar function by central differences, for checking analytic gradients. float32, so the step is large
 * (1e-2) and the functions under test should be smooth at the points given.
 */
export function finiteDifferences(f: (x: Tensor) => number, x: Tensor, step = 1e-2): Float32Array {
  const tf = tensorFlow();
  const values = x.dataSync().slice();
  return Float32Array.from(values, (_, i) => {
    const at = (offset: number): number => {
      const moved = values.slice();
      moved[i] += offset;
      const tensor = tf.tensor(moved, x.shape);
      const result = f(tensor);
      tensor.dispose();
      return result;
    };
    return (at(step) - at(-step)) / (2 * step);
  });
}

/** Values between -1 and 1 that depend on position only. */
export function testTensor(shape: number[], phase = 0): Tensor {
  const size = shape.reduce((product, side) => product * side, 1);
  return tensorFlow().tensor(
    Float32Array.from({ length: size }, (_, i) => Math.sin(12.9898 * (i + 1) + phase)),
    shape,
  );
}

/** Sum of y * weights as a number; disposes y. */
export function weightedSum(y: Tensor, weights: Tensor): number {
  const tf = tensorFlow();
  const [value] = tf.tidy(() => tf.sum(tf.mul(y, weights)).dataSync());
  y.dispose();
  return value;
}
