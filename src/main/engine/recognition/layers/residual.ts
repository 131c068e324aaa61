import type { Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { tensorFlow } from '../../tensor/bootstrap';
import type { Layer } from './layer';

/** y = body(x) + shortcut(x); without a shortcut, y = body(x) + x. */
export class Residual implements Layer {
  constructor(
    private readonly body: Layer,
    private readonly shortcut: Layer | null,
  ) {}

  forward(x: Tensor4D, training: boolean): Tensor4D {
    // A clone shares the memory; each branch frees its own handle.
    const side = x.clone();
    const main = this.body.forward(x, training);
    return this.sum(main, this.shortcut === null ? side : this.shortcut.forward(side, training));
  }

  backward(dy: Tensor4D): Tensor4D {
    const side = dy.clone();
    const main = this.body.backward(dy);
    const other = this.shortcut === null ? side : this.shortcut.backward(side);
    if (main === null || other === null) throw new Error('a residual block cannot start a network');
    return this.sum(main, other);
  }

  forget(): void {
    this.body.forget();
    this.shortcut?.forget();
  }

  private sum(a: Tensor4D, b: Tensor4D): Tensor4D {
    const y = tensorFlow().add<Tensor4D>(a, b);
    a.dispose();
    b.dispose();
    return y;
  }
}
