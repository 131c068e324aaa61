import type { Tensor, TensorInfo } from '@tensorflow/tfjs-node-gpu';
import { tensorFlow } from './bootstrap';

/**
 * TensorFlow's own operations by name, past the set that TensorFlow.js exposes (fused batch normalisation with gradient,
 * momentum updates, counter-based random numbers). Their inputs, attributes and outputs are those of TensorFlow's op
 * definitions. Results belong to the caller, who disposes them; nothing here is recorded for automatic differentiation.
 */
export function nativeBackend(): NativeBackend {
  const tf = tensorFlow();
  if (tf.getBackend() !== 'tensorflow') throw new Error(`unexpected backend ${tf.getBackend()}`);
  // The backend that tfjs-node registers under this name has these members (dist/nodejs_kernel_backend.d.ts).
  return tf.backend() as unknown as NativeBackend;
}

/** The part of tfjs-node's backend that is used here. */
export interface NativeBackend {
  readonly binding: {
    readonly TF_FLOAT: number;
    readonly TF_INT32: number;
    readonly TF_ATTR_STRING: number;
    readonly TF_ATTR_INT: number;
    readonly TF_ATTR_FLOAT: number;
    readonly TF_ATTR_BOOL: number;
    readonly TF_ATTR_TYPE: number;
    readonly TF_Version: string;
  };
  readonly isUsingGpuDevice: boolean;
  executeSingleOutput(name: string, attributes: readonly NativeAttribute[], inputs: TensorInfo[]): Tensor;
  executeMultipleOutputs(
    name: string,
    attributes: readonly NativeAttribute[],
    inputs: TensorInfo[],
    outputCount: number,
  ): Tensor[];
}

interface NativeAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: boolean | number | string | number[];
}

export type Attribute =
  | { readonly name: string; readonly kind: 'type'; readonly value: 'float32' | 'int32' }
  | { readonly name: string; readonly kind: 'integers'; readonly value: readonly number[] }
  | { readonly name: string; readonly kind: 'integer'; readonly value: number }
  | { readonly name: string; readonly kind: 'number'; readonly value: number }
  | { readonly name: string; readonly kind: 'flag'; readonly value: boolean }
  | { readonly name: string; readonly kind: 'text'; readonly value: string };

export const FLOAT: Attribute = { name: 'T', kind: 'type', value: 'float32' };
export const NHWC: Attribute = { name: 'data_format', kind: 'text', value: 'NHWC' };

/** An operation with fixed attributes, translated for the backend once. */
export interface NativeOp {
  /** The first output. */
  readonly one: (inputs: TensorInfo[]) => Tensor;
  readonly many: (inputs: TensorInfo[], outputCount: number) => Tensor[];
}

export function nativeOp(name: string, attributes: readonly Attribute[]): NativeOp {
  let translated: NativeAttribute[] | null = null;
  const prepare = (): NativeAttribute[] => (translated ??= attributes.map(translate));
  return {
    one: (inputs) => nativeBackend().executeSingleOutput(name, prepare(), inputs),
    many: (inputs, outputCount) => nativeBackend().executeMultipleOutputs(name, prepare(), inputs, outputCount),
  };
}

function translate(attribute: Attribute): NativeAttribute {
  const { binding } = nativeBackend();
  const { name } = attribute;
  switch (attribute.kind) {
    case 'type':
      return {
        name,
        type: binding.TF_ATTR_TYPE,
        value: attribute.value === 'float32' ? binding.TF_FLOAT : binding.TF_INT32,
      };
    case 'integers':
      return { name, type: binding.TF_ATTR_INT, value: [...attribute.value] };
    case 'integer':
      return { name, type: binding.TF_ATTR_INT, value: attribute.value };
    case 'number':
      return { name, type: binding.TF_ATTR_FLOAT, value: attribute.value };
    case 'flag':
      return { name, type: binding.TF_ATTR_BOOL, value: attribute.value };
    case 'text':
      return { name, type: binding.TF_ATTR_STRING, value: attribute.value };
  }
}

/** Runs `use` with a small int32 tensor (a shape, an offset) that lives only as long as the call. */
export function withIntegers<T>(values: readonly number[], use: (tensor: Tensor) => T): T {
  const tensor = tensorFlow().tensor1d([...values], 'int32');
  try {
    return use(tensor);
  } finally {
    tensor.dispose();
  }
}
