/**
 * How a parameter lies in memory here against the reference implementations (PyTorch), whose names and layouts our files keep:
 * vectors are equal; a convolution is [k,k,in,out] here and (out,in,k,k) there; a linear layer after flattening [H,W,C] is
 * [H*W*C, out] here and (out, C*H*W) there.
 */
export type TensorLayout =
  | { readonly kind: 'vector' }
  | { readonly kind: 'convolution' }
  | { readonly kind: 'linear'; readonly height: number; readonly width: number; readonly channels: number };

/** Shape in the file of a parameter that has `shape` here. */
export function referenceShape(shape: readonly number[], layout: TensorLayout): number[] {
  if (layout.kind === 'vector') return [...shape];
  if (layout.kind === 'linear') return [shape[1], shape[0]];
  const [kernelHeight, kernelWidth, inputs, outputs] = shape;
  return [outputs, inputs, kernelHeight, kernelWidth];
}

export function toReference(values: Float32Array, shape: readonly number[], layout: TensorLayout): Float32Array {
  return permuted(values, shape, layout, (out, here, there) => {
    out[there] = values[here];
  });
}

/** @param shape the shape here, not the one in the file. */
export function fromReference(values: Float32Array, shape: readonly number[], layout: TensorLayout): Float32Array {
  return permuted(values, shape, layout, (out, here, there) => {
    out[here] = values[there];
  });
}

function permuted(
  values: Float32Array,
  shape: readonly number[],
  layout: TensorLayout,
  move: (out: Float32Array, here: number, there: number) => void,
): Float32Array {
  if (layout.kind === 'vector') return values.slice();
  const out = new Float32Array(values.length);
  const outputs = shape[shape.length - 1];
  // Both cases are the same permutation of [rows, columns, channels, out] to [out, channels, rows, columns].
  const [rows, columns, channels] =
    layout.kind === 'linear' ? [layout.height, layout.width, layout.channels] : [shape[0], shape[1], shape[2]];
  let here = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let channel = 0; channel < channels; channel++) {
        const base = (channel * rows + row) * columns + column;
        for (let output = 0; output < outputs; output++) {
          move(out, here++, output * channels * rows * columns + base);
        }
      }
    }
  }
  return out;
}
