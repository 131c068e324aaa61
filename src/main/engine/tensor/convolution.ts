import type { Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { tensorFlow } from './bootstrap';
import { FLOAT, NHWC, nativeOp, withIntegers, type NativeOp } from './nativeOps';

/**
 * Square convolutions as PyTorch pads them: a 3x3 kernel sees one ring of zeros on all four sides. x [N,H,W,C],
 * weight [k,k,C,K]. Kernels are 1 or 3, strides 1 or 2. Results belong to the caller.
 * - 3x3, stride 1: TensorFlow's SAME is the same.
 * - 3x3, stride 2: SAME would pad only below and right on even sides, so the input is padded by hand and VALID follows
 *   (EXPLICIT falls off the fast path in the gradients: measured 53-130 against 180-290 GFLOP/s).
 * - 1x1, stride 2: every second pixel is taken first, by average pooling with a window of one pixel, and a stride of 1
 *   follows. It is twice as fast, and the weight gradient of the direct form writes outside its memory for 8 channels
 *   (TensorFlow 2.21 with oneDNN).
 */
export interface ConvolutionShape {
  readonly kernel: 1 | 3;
  readonly stride: 1 | 2;
}

interface Ops {
  readonly forward: NativeOp;
  readonly inputGradient: NativeOp;
  readonly weightGradient: NativeOp;
}

function opsFor(stride: 1 | 2, padding: 'SAME' | 'VALID'): Ops {
  const attributes = [
    FLOAT,
    NHWC,
    { name: 'strides', kind: 'integers', value: [1, stride, stride, 1] },
    { name: 'padding', kind: 'text', value: padding },
    { name: 'use_cudnn_on_gpu', kind: 'flag', value: true },
    { name: 'dilations', kind: 'integers', value: [1, 1, 1, 1] },
  ] as const;
  return {
    forward: nativeOp('Conv2D', attributes),
    inputGradient: nativeOp('Conv2DBackpropInput', attributes),
    weightGradient: nativeOp('Conv2DBackpropFilter', attributes),
  };
}

const SAME = opsFor(1, 'SAME');
const VALID = opsFor(1, 'VALID');
const VALID_STRIDED = opsFor(2, 'VALID');

const everySecondPixel = [
  FLOAT,
  NHWC,
  { name: 'ksize', kind: 'integers', value: [1, 1, 1, 1] },
  { name: 'strides', kind: 'integers', value: [1, 2, 2, 1] },
  { name: 'padding', kind: 'text', value: 'VALID' },
] as const;
const subsample = nativeOp('AvgPool', everySecondPixel);
const subsampleGradient = nativeOp('AvgPoolGrad', everySecondPixel);

function select({ kernel, stride }: ConvolutionShape): Ops {
  if (kernel === 1) return VALID;
  return stride === 2 ? VALID_STRIDED : SAME;
}

/** Whether the input has to go through `prepareInput` before `convolve` and `convolutionWeightGradient`. */
export function needsPreparation({ stride }: ConvolutionShape): boolean {
  return stride === 2;
}

/** Rows or columns of zeros before and after a side: on an even side the window never reaches the last ring. */
function ring(side: number): [number, number] {
  return side % 2 === 0 ? [1, 0] : [1, 1];
}

/** Zeros around for 3x3, every second pixel for 1x1; call only where `needsPreparation`. */
export function prepareInput(x: Tensor4D, { kernel }: ConvolutionShape): Tensor4D {
  if (kernel === 1) return subsample.one([x]) as Tensor4D; // pooling and convolution keep the rank, here and below
  return tensorFlow().pad(x, [[0, 0], ring(x.shape[1]), ring(x.shape[2]), [0, 0]]);
}

/** @param x prepared where needed. @returns [N, ceil(H/stride), ceil(W/stride), K]. */
export function convolve(x: Tensor4D, weight: Tensor4D, shape: ConvolutionShape): Tensor4D {
  return select(shape).forward.one([x, weight]) as Tensor4D;
}

/** Gradient for the input of `inputShape` [N,H,W,C] as it was before its preparation. */
export function convolutionInputGradient(
  inputShape: readonly [number, number, number, number],
  weight: Tensor4D,
  dy: Tensor4D,
  shape: ConvolutionShape,
): Tensor4D {
  const [count, height, width, channels] = inputShape;
  const run = (sizes: readonly number[]): Tensor4D =>
    withIntegers(sizes, (tensor) => select(shape).inputGradient.one([tensor, weight, dy])) as Tensor4D;
  if (shape.stride === 1) return run(inputShape);
  if (shape.kernel === 1) {
    const small = run([count, dy.shape[1], dy.shape[2], channels]);
    const spread = withIntegers(inputShape, (sizes) => subsampleGradient.one([sizes, small])) as Tensor4D;
    small.dispose();
    return spread;
  }
  const [above, below] = ring(height);
  const [left, right] = ring(width);
  const padded = run([count, above + height + below, left + width + right, channels]);
  const inner = tensorFlow().slice(padded, [0, above, left, 0], [count, height, width, channels]);
  padded.dispose();
  return inner;
}

/** @param x as given to `convolve`. @returns the gradient for the weight [k,k,C,K]. */
export function convolutionWeightGradient(
  x: Tensor4D,
  weightShape: readonly number[],
  dy: Tensor4D,
  shape: ConvolutionShape,
): Tensor4D {
  return withIntegers(weightShape, (sizes) => select(shape).weightGradient.one([x, sizes, dy])) as Tensor4D;
}
