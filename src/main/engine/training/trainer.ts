import type { Tensor2D } from '@tensorflow/tfjs-node-gpu';
import type { TrainConfig } from '@shared/domain/training';
import { Failure } from '@shared/lib/failure';
import { Rng } from '@shared/lib/rng';
import { rampedMargin, targetMatrix } from '../recognition/marginHead';
import { ParameterStore, type Parameter } from '../recognition/parameterStore';
import { createRecogniser, loadRecogniser, type Recogniser } from '../recognition/recogniser';
import { tensorFlow } from '../tensor/bootstrap';
import type { Batch } from './batchLoader';
import { writeCheckpoint, type Checkpoint, type CheckpointFiles } from './checkpoint';
import { MomentumSgd } from './momentumSgd';
import { learningRateAt } from './schedule';
import type { TrainingData } from './trainingData';
import { computeGradients } from './trainingStep';

/** Names the random stream of the first class centres. */
const CENTRE_STREAM = 0x63656e74;

export interface StepReport {
  readonly loss: number;
  /** Share of the batch nearest to its own class centre. */
  readonly accuracy: number;
  readonly learningRate: number;
}

/** Network, class centres and optimiser of one run, one step at a time. Holds native memory until `dispose`. */
export class Trainer {
  readonly recogniser: Recogniser;
  private readonly headStore = new ParameterStore();
  private readonly centres: Parameter<Tensor2D>;
  private readonly sgd: MomentumSgd;

  constructor(
    private readonly config: TrainConfig,
    private readonly data: TrainingData,
    private readonly stepCount: number,
    from: Checkpoint | null,
  ) {
    const { network, seed } = config;
    this.recogniser =
      from === null ? createRecogniser(network, seed) : loadRecogniser(network, from.weights, 'checkpoint weights');
    const shape: [number, number] = [data.classCount, network.embeddingSize];
    const values = from === null ? drawCentres(seed, shape) : from.optimiser.centres.values;
    this.centres = this.headStore.add(
      'head.weight',
      'trained',
      { kind: 'vector' },
      tensorFlow().tensor2d(values, shape, 'float32'),
    );
    this.sgd = new MomentumSgd([...this.recogniser.network.parameters.trained(), this.centres]);
    if (from !== null) this.sgd.restore(from.optimiser.velocities);
  }

  /**
   * One update of all weights.
   * @throws Failure `invalid-input` where loss or gradients are no longer numbers; no weight is changed then.
   */
  step(step: number, batch: Batch): StepReport {
    const { config } = this;
    const tf = tensorFlow();
    const { inputHeight, inputWidth } = config.network;
    const { network } = this.recogniser;
    Object.assign(network.dropoutClock, { seed: config.seed, step });
    const target = targetMatrix(
      batch.samples.map((sample) => this.data.labelOf(sample)),
      this.data.classCount,
    );
    const input = tf.tensor4d(batch.input, [batch.samples.length, inputHeight, inputWidth, 3]);
    const margin = rampedMargin(config.head, step, this.stepCount);
    const { loss, accuracy } = computeGradients(network, this.centres, input, target, config.head, margin);
    target.dispose();
    const norm = this.sgd.gradientNorm();
    if (!Number.isFinite(loss) || !Number.isFinite(norm)) throw diverged(step);
    const { momentum, weightDecay, gradientClipNorm } = config.optimiser;
    const learningRate = learningRateAt(config.optimiser, step, this.stepCount);
    const scale = gradientClipNorm === null ? 1 : Math.min(1, gradientClipNorm / (norm + 1e-6));
    this.sgd.step({ learningRate, momentum, weightDecay }, scale);
    return { loss, accuracy, learningRate };
  }

  /** @param step steps done. */
  checkpoint(step: number): CheckpointFiles {
    const { config, data, stepCount } = this;
    const centres = { shape: this.centres.value.shape, values: this.centres.value.dataSync<'float32'>().slice() };
    return writeCheckpoint(
      this.recogniser.weights(),
      { centres, velocities: this.sgd.state() },
      { version: 1, step, stepCount, sampleCount: data.count, classCount: data.classCount, config },
    );
  }

  dispose(): void {
    this.recogniser.dispose();
    this.headStore.dispose();
    this.sgd.dispose();
  }
}

/** Only directions matter; nearly normal draws have no preferred one. */
function drawCentres(seed: number, [count, size]: [number, number]): Float32Array {
  const rng = new Rng(seed, CENTRE_STREAM);
  return Float32Array.from({ length: count * size }, () => 0.01 * rng.normal());
}

function diverged(step: number): Failure {
  return new Failure({
    code: 'diverged',
    message: 'Training diverged: the loss or its gradients are no longer numbers. The last checkpoint is intact.',
    place: `step ${step}`,
    remedy:
      'Lower the learning rate, lengthen the warm-up, or set a smaller gradient clip norm; then start again or resume.',
  });
}
