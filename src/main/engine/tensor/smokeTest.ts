import type { Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { Failure } from '@shared/lib/failure';
import { loadTensorFlow } from './bootstrap';
import { convolutionWeightGradient, convolve } from './convolution';
import { engineInfo, type EngineInfo } from './engineInfo';

export interface SmokeTestResult extends EngineInfo {
  /** Time to load the native library in milliseconds; near 0 where it was loaded before. */
  readonly loadMs: number;
  /** Names of what was computed and found right. */
  readonly passed: readonly string[];
}

/**
 * Loads TensorFlow and computes a product, a convolution and its gradient whose results are known.
 * @throws Failure `set-up-incomplete` where it cannot be loaded or computes something else.
 */
export async function smokeTest(): Promise<SmokeTestResult> {
  const start = performance.now();
  const tf = await loadTensorFlow();
  const loadMs = performance.now() - start;
  const [product, sums, gradient] = tf.tidy(() => {
    const matrix = tf.tensor2d([1, 2, 3, 4], [2, 2]);
    // Ones under a 3x3 kernel of ones: each pixel counts its neighbours; the gradient of their sum counts uses of each tap.
    const image: Tensor4D = tf.ones([1, 3, 3, 1]);
    const kernel: Tensor4D = tf.ones([3, 3, 1, 1]);
    const shape = { kernel: 3, stride: 1 } as const;
    const counted = convolve(image, kernel, shape);
    const taps = convolutionWeightGradient(image, kernel.shape, tf.onesLike(counted), shape);
    return [tf.matMul(matrix, matrix), counted, taps].map((tensor) => [...tensor.dataSync<'float32'>()]);
  });
  const neighbours = [4, 6, 4, 6, 9, 6, 4, 6, 4];
  expectNumbers('matrix product', product, [7, 10, 15, 22]);
  expectNumbers('convolution', sums, neighbours);
  expectNumbers('convolution gradient', gradient, neighbours);
  return { ...engineInfo(), loadMs, passed: ['matrix product', 'convolution', 'convolution gradient'] };
}

function expectNumbers(name: string, actual: readonly number[], expected: readonly number[]): void {
  const isRight = actual.length === expected.length && actual.every((value, i) => Math.abs(value - expected[i]) < 1e-4);
  if (isRight) return;
  throw new Failure({
    code: 'set-up-incomplete',
    message: `TensorFlow computes a wrong ${name}: ${actual.join(', ')} instead of ${expected.join(', ')}.`,
    place: '@tensorflow/tfjs-node-gpu',
    remedy: 'Remove node_modules and run "npm run setup" again.',
  });
}
