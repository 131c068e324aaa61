import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { afterAll, describe, expect, it } from 'vitest';
import { tensorFlow } from '../tensor/bootstrap';
import { goldenTensors, relativeError } from '../tensor/goldenFile.testing';
import { tensorsLeftBy } from '../tensor/tensorCount.testing';
import { buildIrResNet } from './irResNet';
import { goldenInput, loadGoldenWeights, TINY_PLAN } from './tinyNetwork.testing';
import { toReference } from './tensorLayout';

/** Parity with insightface's IResNet on a tiny network: every kind of layer, forward and backward. */

// oneDNN rounds differently: one PReLU input of this fixture then changes its sign, which moves five gradients by up to 6e-3.
// With plain kernels every gradient agrees to 1e-4; momentumSgd.test.ts runs the same layers with oneDNN.
process.env['TF_ENABLE_ONEDNN_OPTS'] = '0';
const tf = tensorFlow();
const start = goldenTensors('a1_iresnet18_tiny_start');
const expected = goldenTensors('a1_iresnet18_tiny_expected');
const network = buildIrResNet(TINY_PLAN, 1);
afterAll(() => network.parameters.dispose());

/** [N,D] reference gradient as [N,1,1,D]. */
function outputGradient(): Tensor4D {
  const { shape, values } = expected('train.grad_out');
  return tf.tensor4d(Float32Array.from(values), [shape[0], 1, 1, shape[1]]);
}

describe('a tiny iresnet18', () => {
  it('gives the reference embeddings with stored statistics', () => {
    loadGoldenWeights(network, start, 'weights.');
    const y = network.body.forward(goldenInput(start), false);
    expect(relativeError(y.dataSync(), expected('eval.embedding').values)).toBeLessThan(2e-5);
    y.dispose();
  });

  it('gives the reference embeddings, statistics and gradients in training', async () => {
    loadGoldenWeights(network, start, 'weights.');
    const left = await tensorsLeftBy(() => {
      const y = network.body.forward(goldenInput(start), true);
      expect(relativeError(y.dataSync(), expected('train.embedding').values)).toBeLessThan(1e-4);
      y.dispose();
      network.body.backward(outputGradient());
      const worst: string[] = [];
      for (const parameter of network.parameters.all()) {
        const { name, role, layout } = parameter;
        if (role === 'statistic') {
          const error = relativeError(parameter.value.dataSync(), expected(`train.buffers_after.${name}`).values);
          if (error > 1e-4) worst.push(`${name}: ${error}`);
        }
        if (role !== 'trained' || name === 'fc.weight') continue;
        const { gradient } = parameter;
        if (gradient === null) throw new Error(`${name} has no gradient`);
        const actual = toReference(gradient.dataSync<'float32'>(), gradient.shape, layout);
        const reference = expected(`train.grad.${name}`).values;
        const largest = Math.max(...reference.map(Math.abs));
        // Gradients that are zero in exact arithmetic (a shift in front of a normalisation) are rounding noise.
        const error = largest < 1e-3 ? Math.max(...actual.map(Math.abs)) : relativeError(actual, reference);
        if (error > 2e-4) worst.push(`${name}: ${error}`);
      }
      expect(worst).toEqual([]);
      for (const parameter of network.parameters.all()) parameter.clearGradient();
    });
    expect(left).toBe(0);
  });

  it('leaves nothing behind when a training pass is given up', async () => {
    const left = await tensorsLeftBy(() => {
      network.body.forward(goldenInput(start), true).dispose();
      network.body.forget();
    });
    expect(left).toBe(0);
  });

  it('refuses weights of another network and names the first tensor that does not fit', () => {
    const other = buildIrResNet({ ...TINY_PLAN, stages: [{ channels: 12, blocks: 2, stride: 2 }] }, 1);
    const before = other.parameters.all()[0].value.dataSync().slice();
    expect(() => loadGoldenWeights(other, start, 'weights.')).toThrow(
      /"layer1\.0\.conv1\.weight" is \[8, 8, 3, 3\] instead of \[12, 8, 3, 3\]/,
    );
    expect(other.parameters.all()[0].value.dataSync()).toEqual(before);
    other.parameters.dispose();
  });

  it('has as many parameters as the reference', () => {
    expect(network.parameters.count).toBe(167_360);
  });

  it('has weights that depend on the seed only', () => {
    const weightsOf = (seed: number): Float32Array => {
      const made = buildIrResNet(TINY_PLAN, seed);
      const values = (made.parameters.all()[0].value as Tensor2D).dataSync<'float32'>().slice();
      made.parameters.dispose();
      return values;
    };
    expect(weightsOf(7)).toEqual(weightsOf(7));
    expect(weightsOf(7)).not.toEqual(weightsOf(8));
  });
});

describe('dropout', () => {
  it('repeats its masks for the same step and changes them for another', () => {
    const made = buildIrResNet({ ...TINY_PLAN, dropout: 0.5 }, 3);
    const featuresAt = (step: number): Float32Array => {
      made.dropoutClock.step = step;
      const y = made.body.forward(goldenInput(start), true);
      made.body.forget();
      const values = y.dataSync<'float32'>().slice();
      y.dispose();
      return values;
    };
    const first = featuresAt(1);
    expect(featuresAt(1)).toEqual(first);
    expect(featuresAt(2)).not.toEqual(first);
    made.parameters.dispose();
  });
});
