import type { Tensor4D } from '@tensorflow/tfjs-node-gpu';
import type { StoredTensor } from '../tensor/safetensors';
import type { IrResNet } from './irResNet';
import type { NetworkPlan } from './networkPlan';
import { pixelsToInput } from './pixels';

/** The network of the fixtures a1 and a3. */
export const TINY_PLAN: NetworkPlan = {
  naming: 'iresnet',
  inputHeight: 112,
  inputWidth: 112,
  stemChannels: 8,
  stemStride: 1,
  stages: [8, 16, 24, 32].map((channels) => ({ channels, blocks: 2, stride: 2 })),
  embeddingSize: 64,
  dropout: 0,
};

type Golden = (key: string) => StoredTensor;

/** Loads the tensors called `prefix` + parameter name. */
export function loadGoldenWeights(network: IrResNet, golden: Golden, prefix: string): void {
  const names = network.parameters.all().map(({ name }) => name);
  const tensors = new Map(names.map((name) => [name, golden(prefix + name)]));
  network.parameters.load({ tensors, metadata: {} }, 'fixture');
}

/** `input_u8` [N,3,H,W] as network input [N,H,W,3]. */
export function goldenInput(golden: Golden): Tensor4D {
  const { shape, values } = golden('input_u8');
  const [count, channels, height, width] = shape;
  const pixels = new Uint8Array(values.length);
  for (let n = 0; n < count; n++) {
    for (let c = 0; c < channels; c++) {
      for (let i = 0; i < height * width; i++) {
        pixels[(n * height * width + i) * channels + c] = values[(n * channels + c) * height * width + i];
      }
    }
  }
  return pixelsToInput(pixels, count, height, width);
}
