import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { Rng } from '@shared/lib/rng';
import { tensorFlow } from '../tensor/bootstrap';
import { BatchNormalisationLayer } from './layers/batchNormalisationLayer';
import { ConvolutionLayer } from './layers/convolutionLayer';
import { DropoutLayer, type DropoutClock } from './layers/dropoutLayer';
import type { Layer } from './layers/layer';
import { LinearLayer } from './layers/linearLayer';
import { PreluLayer } from './layers/preluLayer';
import { Residual } from './layers/residual';
import { Sequence } from './layers/sequence';
import type { NetworkPlan } from './networkPlan';
import { ParameterStore, type ParameterRole } from './parameterStore';

/** Names the random stream of initial weights among all streams of a seed; one stream per parameter. */
const INITIAL_STREAM = 0x696e6974;

export interface IrResNet {
  readonly plan: NetworkPlan;
  /** [N,H,W,3] in [-1,1] to [N,1,1,D]. */
  readonly body: Layer;
  readonly parameters: ParameterStore;
  /** Set it before each training forward pass. */
  readonly dropoutClock: DropoutClock;
}

/**
 * Initial weights: Glorot-uniform (convolutions, linear), slopes 0.25, batch normalisation 1 and 0. Caller disposes the parameters.
 * @param seed null leaves convolutions and linear layers at zero, for weights that are loaded next.
 */
export function buildIrResNet(plan: NetworkPlan, seed: number | null): IrResNet {
  const dropoutClock: DropoutClock = { seed: 0, step: 0 };
  const maker = new LayerMaker(seed);
  const isInsightface = plan.naming === 'iresnet';
  const slope = isInsightface ? 'prelu' : 'prelu1';
  const stem = [
    maker.convolution('conv1', 3, plan.stemChannels, { kernel: 3, stride: plan.stemStride }, true),
    maker.normalisation('bn1', plan.stemChannels),
    maker.prelu(slope, plan.stemChannels),
  ];
  let channels = plan.stemChannels;
  let [height, width] = [halved(plan.inputHeight, plan.stemStride), halved(plan.inputWidth, plan.stemStride)];
  const blocks: Layer[] = [];
  plan.stages.forEach((stage, stageIndex) => {
    for (let block = 0; block < stage.blocks; block++) {
      const stride = block === 0 ? stage.stride : 1;
      blocks.push(irBlock(maker, `layer${stageIndex + 1}.${block}`, channels, stage.channels, stride, slope));
      channels = stage.channels;
      height = halved(height, stride);
      width = halved(width, stride);
    }
  });
  const names = isInsightface ? ['bn2', 'fc', 'features'] : ['fc.0', 'fc.3', 'fc.4'];
  const head = [
    maker.normalisation(names[0], channels),
    ...(plan.dropout > 0 ? [new DropoutLayer(plan.dropout, dropoutClock)] : []),
    maker.linear(names[1], height, width, channels, plan.embeddingSize),
    maker.normalisation(names[2], plan.embeddingSize, isInsightface ? 'frozen' : 'trained'),
  ];
  return { plan, body: new Sequence([...stem, ...blocks, ...head]), parameters: maker.store, dropoutClock };
}

/** BN, 3x3, BN, PReLU, 3x3 with the stride, BN; the shortcut is 1x1 with the stride and BN where shapes differ. */
function irBlock(
  maker: LayerMaker,
  name: string,
  inputs: number,
  outputs: number,
  stride: 1 | 2,
  slope: string,
): Layer {
  const body = new Sequence([
    maker.normalisation(`${name}.bn1`, inputs),
    maker.convolution(`${name}.conv1`, inputs, outputs, { kernel: 3, stride: 1 }),
    maker.normalisation(`${name}.bn2`, outputs),
    maker.prelu(`${name}.${slope}`, outputs),
    maker.convolution(`${name}.conv2`, outputs, outputs, { kernel: 3, stride }),
    maker.normalisation(`${name}.bn3`, outputs),
  ]);
  if (stride === 1 && inputs === outputs) return new Residual(body, null);
  const shortcut = new Sequence([
    maker.convolution(`${name}.downsample.0`, inputs, outputs, { kernel: 1, stride }),
    maker.normalisation(`${name}.downsample.1`, outputs),
  ]);
  return new Residual(body, shortcut);
}

function halved(side: number, stride: 1 | 2): number {
  return Math.ceil(side / stride);
}

class LayerMaker {
  readonly store = new ParameterStore();
  private made = 0;

  constructor(private readonly seed: number | null) {}

  convolution(
    name: string,
    inputs: number,
    outputs: number,
    shape: { readonly kernel: 1 | 3; readonly stride: 1 | 2 },
    isFirst = false,
  ): ConvolutionLayer {
    const { kernel } = shape;
    const area = kernel * kernel;
    const initial = this.glorot<Tensor4D>([kernel, kernel, inputs, outputs], area * inputs, area * outputs);
    return new ConvolutionLayer(
      this.store.add(`${name}.weight`, 'trained', { kind: 'convolution' }, initial),
      shape,
      isFirst,
    );
  }

  normalisation(name: string, channels: number, gammaRole: ParameterRole = 'trained'): BatchNormalisationLayer {
    return new BatchNormalisationLayer({
      gamma: this.vector(`${name}.weight`, gammaRole, channels, 1),
      beta: this.vector(`${name}.bias`, 'trained', channels, 0),
      runningMean: this.vector(`${name}.running_mean`, 'statistic', channels, 0),
      runningVariance: this.vector(`${name}.running_var`, 'statistic', channels, 1),
    });
  }

  prelu(name: string, channels: number): PreluLayer {
    return new PreluLayer(this.vector(`${name}.weight`, 'trained', channels, 0.25));
  }

  linear(name: string, height: number, width: number, channels: number, outputs: number): LinearLayer {
    const inputs = height * width * channels;
    const weight = this.glorot<Tensor2D>([inputs, outputs], inputs, outputs);
    return new LinearLayer(
      this.store.add(`${name}.weight`, 'trained', { kind: 'linear', height, width, channels }, weight),
      this.vector(`${name}.bias`, 'trained', outputs, 0),
    );
  }

  private vector(name: string, role: ParameterRole, size: number, value: number) {
    return this.store.add<Tensor1D>(name, role, { kind: 'vector' }, tensorFlow().fill([size], value));
  }

  private glorot<T extends Tensor>(shape: T['shape'], fanIn: number, fanOut: number): T {
    const stream = this.made++;
    if (this.seed === null) return tensorFlow().zeros(shape) as T; // the shape says the rank, here and below
    const limit = Math.sqrt(6 / (fanIn + fanOut));
    const rng = new Rng(this.seed, INITIAL_STREAM, stream);
    const size = shape.reduce((product, side) => product * side, 1);
    const values = Float32Array.from({ length: size }, () => rng.range(-limit, limit));
    return tensorFlow().tensor(values, shape) as T;
  }
}
