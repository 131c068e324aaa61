import type { Tensor4D } from '@tensorflow/tfjs-node-gpu';

/**
 * One step of a network with its own backward pass. Written by hand instead of recorded on a tape, so that every tensor
 * is freed at the earliest moment. Ownership: a call takes over the tensor it is given and hands over the one it returns.
 * `forward(x, true)` keeps what `backward` needs; each training forward is followed by one `backward` or one `forget`.
 */
export interface Layer {
  forward(x: Tensor4D, training: boolean): Tensor4D;
  /** Sets the gradients of the layer's parameters. @returns the gradient for x, or null from the first layer of a network. */
  backward(dy: Tensor4D): Tensor4D | null;
  /** Frees what a forward pass kept, where no backward pass will come. */
  forget(): void;
}

/** What a layer kept, taken out exactly once. */
export class Kept<T> {
  private value: T | null = null;

  put(value: T): void {
    if (this.value !== null) throw new Error('a training forward pass was not followed by backward or forget');
    this.value = value;
  }

  take(): T {
    const value = this.value;
    if (value === null) throw new Error('backward without a training forward pass');
    this.value = null;
    return value;
  }

  /** For `forget`: nothing may be there. */
  takeIfAny(): T | null {
    const value = this.value;
    this.value = null;
    return value;
  }
}
