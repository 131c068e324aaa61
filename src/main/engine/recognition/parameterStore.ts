import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { Failure } from '@shared/lib/failure';
import { tensorFlow } from '../tensor/bootstrap';
import type { Safetensors, StoredTensor } from '../tensor/safetensors';
import { fromReference, referenceShape, toReference, type TensorLayout } from './tensorLayout';

/** `trained` takes part in the optimiser, `frozen` keeps its value, `statistic` is moved by the forward pass. */
export type ParameterRole = 'trained' | 'frozen' | 'statistic';

/** One named array of a network. Owns its value and its gradient. */
export class Parameter<T extends Tensor = Tensor> {
  private held: T;
  private heldGradient: T | null = null;

  constructor(
    readonly name: string,
    readonly role: ParameterRole,
    readonly layout: TensorLayout,
    initial: T,
  ) {
    this.held = initial;
  }

  get value(): T {
    return this.held;
  }

  /** Takes over `value`, which has the shape of the old one, and frees the old one. */
  replace(value: T): void {
    this.held.dispose();
    this.held = value;
  }

  get gradient(): T | null {
    return this.heldGradient;
  }

  /** Takes over `gradient`; only a trained parameter keeps it. */
  setGradient(gradient: T): void {
    this.clearGradient();
    if (this.role === 'trained') this.heldGradient = gradient;
    else gradient.dispose();
  }

  clearGradient(): void {
    this.heldGradient?.dispose();
    this.heldGradient = null;
  }

  dispose(): void {
    this.held.dispose();
    this.clearGradient();
  }
}

/** All parameters of a network in the order in which they were made. */
export class ParameterStore {
  private readonly parameters = new Map<string, Parameter>();

  add<T extends Tensor>(name: string, role: ParameterRole, layout: TensorLayout, initial: T): Parameter<T> {
    if (this.parameters.has(name)) throw new Error(`two parameters are called ${name}`);
    const parameter = new Parameter(name, role, layout, initial);
    this.parameters.set(name, parameter);
    return parameter;
  }

  all(): Parameter[] {
    return [...this.parameters.values()];
  }

  /** How many numbers are learned or fixed; running statistics do not count. */
  get count(): number {
    return this.all().reduce((sum, { role, value }) => sum + (role === 'statistic' ? 0 : value.size), 0);
  }

  trained(): Parameter[] {
    return this.all().filter((parameter) => parameter.role === 'trained');
  }

  /** Names, shapes and order of the reference implementation. */
  toReference(): Map<string, StoredTensor> {
    return new Map(
      this.all().map(({ name, value, layout }) => [
        name,
        {
          shape: referenceShape(value.shape, layout),
          values: toReference(value.dataSync<'float32'>(), value.shape, layout),
        },
      ]),
    );
  }

  /**
   * Takes every parameter from a file; counters of PyTorch's batch normalisation are ignored.
   * @throws Failure `corrupt-data` naming the first tensor that is missing, too much or of another shape; nothing is changed then.
   */
  load({ tensors }: Safetensors, place: string): void {
    const refuse = (message: string): never => {
      throw new Failure({
        code: 'corrupt-data',
        message: `These weights belong to another network: ${message}.`,
        place,
        remedy: 'Choose the network that the weights were made with.',
      });
    };
    const found = this.all().map((parameter) => {
      const stored = tensors.get(parameter.name);
      const expected = referenceShape(parameter.value.shape, parameter.layout);
      if (stored === undefined) return refuse(`there is no tensor "${parameter.name}"`);
      if (stored.shape.join() !== expected.join()) {
        return refuse(`"${parameter.name}" is [${stored.shape.join(', ')}] instead of [${expected.join(', ')}]`);
      }
      if (!(stored.values instanceof Float32Array)) return refuse(`"${parameter.name}" does not hold 32-bit floats`);
      return { parameter, values: stored.values };
    });
    for (const name of tensors.keys()) {
      if (!this.parameters.has(name) && !name.endsWith('num_batches_tracked'))
        refuse(`there is an extra tensor "${name}"`);
    }
    for (const { parameter, values } of found) {
      const { shape } = parameter.value;
      parameter.replace(tensorFlow().tensor(fromReference(values, shape, parameter.layout), shape));
    }
  }

  dispose(): void {
    for (const parameter of this.parameters.values()) parameter.dispose();
    this.parameters.clear();
  }
}
