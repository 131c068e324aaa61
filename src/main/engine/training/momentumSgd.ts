import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { tensorFlow } from '../tensor/bootstrap';
import { FLOAT, nativeOp } from '../tensor/nativeOps';
import type { StoredTensor } from '../tensor/safetensors';
import type { Parameter } from '../recognition/parameterStore';

const halfSquareSum = nativeOp('L2Loss', [FLOAT]);

export interface SgdSettings {
  readonly learningRate: number;
  readonly momentum: number;
  readonly weightDecay: number;
}

/**
 * Stochastic gradient descent with momentum in PyTorch's form, on every parameter given (vectors and biases decay too):
 * g += weightDecay * w; v = momentum * v + g (v starts at 0); w -= learningRate * v.
 */
export class MomentumSgd {
  private readonly velocities = new Map<Parameter, Tensor>();

  constructor(private readonly parameters: readonly Parameter[]) {
    for (const parameter of parameters) this.velocities.set(parameter, tensorFlow().zerosLike(parameter.value));
  }

  /** Euclidean norm of all gradients together; not finite where one of them is not. */
  gradientNorm(): number {
    const tf = tensorFlow();
    const [sum] = tf.tidy(() => tf.addN(this.parameters.map((p) => halfSquareSum.one([gradientOf(p)]))).dataSync());
    return Math.sqrt(2 * sum);
  }

  /** One update; gradients are multiplied with `gradientScale` first and freed afterwards. */
  step({ learningRate, momentum, weightDecay }: SgdSettings, gradientScale = 1): void {
    const tf = tensorFlow();
    for (const parameter of this.parameters) {
      const velocity = this.velocityOf(parameter);
      const [nextVelocity, nextValue] = tf.tidy(() => {
        const gradient = gradientOf(parameter);
        const scaled = gradientScale === 1 ? gradient : tf.mul(gradient, gradientScale);
        const decayed = tf.add(scaled, tf.mul(parameter.value, weightDecay));
        const moved = tf.add<Tensor>(tf.mul(velocity, momentum), decayed);
        return [moved, tf.sub<Tensor>(parameter.value, tf.mul(moved, learningRate))];
      });
      velocity.dispose();
      this.velocities.set(parameter, nextVelocity);
      parameter.replace(nextValue);
      parameter.clearGradient();
    }
  }

  /** Velocities by parameter name, for a checkpoint. */
  state(): Map<string, StoredTensor> {
    return new Map(
      this.parameters.map((parameter) => {
        const velocity = this.velocityOf(parameter);
        return [parameter.name, { shape: velocity.shape, values: velocity.dataSync<'float32'>().slice() }];
      }),
    );
  }

  /** @throws Error where a velocity is missing or has another shape; `readCheckpoint` has checked that before. */
  restore(velocities: ReadonlyMap<string, StoredTensor>): void {
    for (const parameter of this.parameters) {
      const stored = velocities.get(parameter.name);
      const old = this.velocityOf(parameter);
      if (stored?.shape.join() !== old.shape.join()) throw new Error(`no velocity for ${parameter.name}`);
      this.velocities.set(parameter, tensorFlow().tensor(stored.values, old.shape, 'float32'));
      old.dispose();
    }
  }

  dispose(): void {
    for (const velocity of this.velocities.values()) velocity.dispose();
    this.velocities.clear();
  }

  private velocityOf(parameter: Parameter): Tensor {
    const velocity = this.velocities.get(parameter);
    if (velocity === undefined) throw new Error(`${parameter.name} is not optimised here`);
    return velocity;
  }
}

function gradientOf(parameter: Parameter): Tensor {
  if (parameter.gradient === null) throw new Error(`${parameter.name} has no gradient`);
  return parameter.gradient;
}
