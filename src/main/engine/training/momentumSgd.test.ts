import type { Tensor2D } from '@tensorflow/tfjs-node-gpu';
import { ArcFaceHead } from '@shared/domain/training';
import { describe, expect, it } from 'vitest';
import { buildIrResNet } from '../recognition/irResNet';
import { targetMatrix } from '../recognition/marginHead';
import { ParameterStore, type Parameter } from '../recognition/parameterStore';
import { goldenInput, loadGoldenWeights, TINY_PLAN } from '../recognition/tinyNetwork.testing';
import { tensorFlow } from '../tensor/bootstrap';
import { goldenJson, goldenTensors } from '../tensor/goldenFile.testing';
import { tensorsLeftBy } from '../tensor/tensorCount.testing';
import { MomentumSgd } from './momentumSgd';
import { computeGradients } from './trainingStep';

/** Written by bench/pytorch_training.py from the weights of the fixture a1. */
interface ReferenceSteps {
  readonly lr: number;
  readonly momentum: number;
  readonly weight_decay: number;
  readonly scale: number;
  readonly marginRad: number;
  readonly labels: number[];
  readonly lossBeforeEachStepAndAfterLast: number[];
  /** Per step, the Euclidean norm of each tensor. */
  readonly normsAfterStep: Record<string, number>[];
}

const tf = tensorFlow();
const golden = goldenTensors('a1_iresnet18_tiny_start');
const report = goldenJson('sgd_iresnet18_tiny') as ReferenceSteps;

function norm(parameter: Parameter): number {
  return Math.sqrt(parameter.value.dataSync<'float32'>().reduce((sum, value) => sum + value * value, 0));
}

describe('three SGD steps on a tiny iresnet18', () => {
  it('follow PyTorch in loss and in every tensor', () => {
    const network = buildIrResNet(TINY_PLAN, null);
    loadGoldenWeights(network, golden, 'weights.');
    const start = Float32Array.from({ length: 640 }, (_, i) => Math.sin(12.9898 * (i + 1)));
    const headStore = new ParameterStore();
    const centres = headStore.add<Tensor2D>('head.weight', 'trained', { kind: 'vector' }, tf.tensor2d(start, [10, 64]));
    const all = [...network.parameters.all(), ...headStore.all()];
    const head = ArcFaceHead.parse({ kind: 'arcface', scale: report.scale, marginRad: report.marginRad });
    const target = targetMatrix(
      report.labels.map((label) => ({ labelA: label, weightA: 1, labelB: label, weightB: 0 })),
      10,
    );
    const sgd = new MomentumSgd([...network.parameters.trained(), centres]);
    const settings = { learningRate: report.lr, momentum: report.momentum, weightDecay: report.weight_decay };
    // Rounding grows from step to step; float32 against float64 does the same.
    const tolerances = [1e-5, 1e-4, 1e-3, 1e-2];
    report.lossBeforeEachStepAndAfterLast.forEach((expected, step) => {
      const { loss } = computeGradients(network, centres, goldenInput(golden), target, head, report.marginRad);
      expect(Math.abs(loss / expected - 1)).toBeLessThan(tolerances[step]);
      sgd.step(settings);
      for (const parameter of step < 3 ? all : []) {
        const reference = report.normsAfterStep[step][parameter.name];
        expect(Math.abs(norm(parameter) - reference), parameter.name).toBeLessThan(1e-3 * Math.max(reference, 0.1));
      }
    });
    for (const parameter of all) parameter.dispose();
    sgd.dispose();
  });
});

describe('MomentumSgd', () => {
  const makeParameter = (): Parameter =>
    new ParameterStore().add('w', 'trained', { kind: 'vector' }, tf.tensor1d([1, 2]));

  it('is the formula, and keeps the velocity over a checkpoint', () => {
    const run = (restoreAfter: number): number[] => {
      const parameter = makeParameter();
      let sgd = new MomentumSgd([parameter]);
      for (let step = 0; step < 3; step++) {
        parameter.setGradient(tf.tensor1d([0.5, -1]));
        sgd.step({ learningRate: 0.1, momentum: 0.9, weightDecay: 0.01 });
        if (step === restoreAfter) {
          const state = sgd.state();
          sgd.dispose();
          sgd = new MomentumSgd([parameter]);
          sgd.restore(state);
        }
      }
      return [...parameter.value.dataSync()];
    };
    let [w, v] = [1, 0];
    for (let step = 0; step < 3; step++) {
      v = 0.9 * v + 0.5 + 0.01 * w;
      w -= 0.1 * v;
    }
    expect(run(9)[0]).toBeCloseTo(w, 6);
    expect(run(1)).toEqual(run(9));
  });

  it('measures and scales gradients', () => {
    const parameter = makeParameter();
    const sgd = new MomentumSgd([parameter]);
    parameter.setGradient(tf.tensor1d([3, 4]));
    expect(sgd.gradientNorm()).toBeCloseTo(5, 5);
    sgd.step({ learningRate: 1, momentum: 0, weightDecay: 0 }, 0.1);
    expect(parameter.value.dataSync()[1]).toBeCloseTo(2 - 0.4, 6);
    parameter.setGradient(tf.tensor1d([Number.NaN, 4]));
    expect(sgd.gradientNorm()).toBeNaN();
  });

  it('does not grow', async () => {
    const parameter = makeParameter();
    const sgd = new MomentumSgd([parameter]);
    const left = await tensorsLeftBy(() => {
      parameter.setGradient(tf.tensor1d([3, 4]));
      sgd.gradientNorm();
      sgd.step({ learningRate: 1, momentum: 0.5, weightDecay: 0 });
    });
    expect(left).toBe(0);
  });
});
