import type { Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { Failure } from '@shared/lib/failure';
import { tensorFlow } from '../tensor/bootstrap';

/** RGB bytes [N,H,W,3] to network input in [-1,1]: (value / 255 - 0.5) / 0.5. Caller disposes. */
export function pixelsToInput(pixels: Uint8Array, count: number, height: number, width: number): Tensor4D {
  if (pixels.length !== count * height * width * 3) {
    throw new Failure({
      code: 'invalid-input',
      message: `Expected ${count} RGB images of ${width} x ${height} pixels, got ${pixels.length} bytes.`,
    });
  }
  const values = new Float32Array(pixels.length);
  for (let i = 0; i < values.length; i++) values[i] = pixels[i] / 127.5 - 1;
  return tensorFlow().tensor4d(values, [count, height, width, 3]);
}
