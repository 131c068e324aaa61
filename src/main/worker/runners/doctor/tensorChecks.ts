import type { DoctorCheck } from '@shared/domain/report';
import { Failure } from '@shared/lib/failure';
import { loadTensorFlow, type Tf } from '../../../engine/tensor/bootstrap';

/** Loads TensorFlow and computes a product and the gradient of a convolution, both known by hand. @throws Failure */
export async function checkTensorFlow(): Promise<readonly DoctorCheck[]> {
  const startedAtMs = Date.now();
  const tf = await loadTensorFlow();
  const loadMs = Date.now() - startedAtMs;
  const product = readProduct(tf);
  if (product !== 50) throw wrong('matMul', 50, product);
  const gradient = readConvolutionGradient(tf);
  if (gradient !== 36) throw wrong('the gradient of a convolution', 36, gradient);
  return [
    {
      name: 'TensorFlow',
      value: `${nativeVersion(tf)}, tfjs-node ${tf.version['tfjs-node']}, backend ${tf.getBackend()}, loaded in ${loadMs} ms; matMul and convolution gradient right`,
      state: 'ok',
      remedy: null,
    },
  ];
}

/** [1 2; 3 4] · [5 6; 7 8]: its last element. */
function readProduct(tf: Tf): number {
  return tf.tidy(() => {
    const product = tf.tensor2d([1, 2, 3, 4], [2, 2]).matMul(tf.tensor2d([5, 6, 7, 8], [2, 2]));
    return product.dataSync()[3] ?? NaN;
  });
}

/** A 3×3 kernel over an 8×8 image of ones, no padding: each kernel weight meets 6×6 pixels, so its gradient is 36. */
function readConvolutionGradient(tf: Tf): number {
  return tf.tidy(() => {
    const image = tf.ones([1, 8, 8, 1]).as4D(1, 8, 8, 1);
    const kernel = tf.ones([3, 3, 1, 1]);
    const gradient = tf.grad((weights) => tf.conv2d(image, weights.as4D(3, 3, 1, 1), 1, 'valid').sum())(kernel);
    return gradient.dataSync()[4] ?? NaN;
  });
}

function nativeVersion(tf: Tf): string {
  const backend: object = tf.backend();
  const binding = 'binding' in backend ? backend.binding : null;
  const version =
    typeof binding === 'object' && binding !== null && 'TF_Version' in binding ? binding.TF_Version : 'unknown';
  return `TensorFlow ${String(version)}`;
}

const wrong = (what: string, expected: number, got: number): Failure =>
  new Failure({
    code: 'set-up-incomplete',
    message: `TensorFlow computes ${what} wrongly: ${got} instead of ${expected}.`,
    remedy:
      'Remove .cache/tensorflow and run "npm run setup"; if it stays so, this processor lacks what the library needs.',
  });
