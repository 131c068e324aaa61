import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import type { HeadConfig } from '@shared/domain/training';
import type { IrResNet } from '../recognition/irResNet';
import { marginLoss } from '../recognition/marginHead';
import type { Parameter } from '../recognition/parameterStore';
import { tensorFlow } from '../tensor/bootstrap';

export interface StepLoss {
  readonly loss: number;
  /** Share of the batch nearest to its own class centre. */
  readonly accuracy: number;
}

/**
 * Forward and backward pass of one batch: sets the gradients of the network and of the class centres, changes no weight
 * (running statistics do move). Takes over `input` [N,H,W,3]; `target` [N,C] stays with the caller.
 */
export function computeGradients(
  network: IrResNet,
  centres: Parameter<Tensor2D>,
  input: Tensor4D,
  target: Tensor2D,
  head: HeadConfig,
  margin: number,
): StepLoss {
  const tf = tensorFlow();
  const output = network.body.forward(input, true);
  const features = output.reshape<Tensor2D>([output.shape[0], output.shape[3]]);
  const { loss, accuracy, featureGradient, centreGradient } = marginLoss(features, centres.value, target, head, margin);
  centres.setGradient(centreGradient);
  const gradient = featureGradient.reshape<Tensor4D>(output.shape);
  tf.dispose([output, features, featureGradient]);
  network.body.backward(gradient);
  return { loss, accuracy };
}
