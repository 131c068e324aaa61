import { describe, expect, it } from 'vitest';
import { loadRecogniser } from '../recognition/recogniser';
import { tensorFlow } from '../tensor/bootstrap';
import { formatSafetensors, parseSafetensors } from '../tensor/safetensors';
import { tensorsLeftBy } from '../tensor/tensorCount.testing';
import { recordRun, toyConfig, toyData } from './toyData.testing';
import { trainRecogniser } from './trainRecogniser';

const failure = (code: string, message = ''): Error =>
  expect.objectContaining({ code, message: expect.stringContaining(message) as string }) as Error;

describe('trainRecogniser', () => {
  // 24 samples in batches of 8, two epochs: six steps, checkpoints after three and six.
  it('goes on from a checkpoint as if it had never stopped, to the bit', async () => {
    const config = toyConfig({ network: { inputHeight: 32, inputWidth: 32, embeddingSize: 16, dropout: 0.2 } });
    const straight = recordRun();
    const whole = await trainRecogniser(config, toyData(), straight.ports);
    expect(straight.saved).toHaveLength(2);
    const resumed = recordRun({ resumeFrom: straight.saved[0] });
    const rest = await trainRecogniser(config, toyData(), resumed.ports);
    expect(Buffer.compare(rest.weights, whole.weights)).toBe(0);
    expect(Buffer.compare(resumed.saved[0].optimiser, straight.saved[1].optimiser)).toBe(0);
    const losses = (run: typeof straight): unknown => run.metrics.filter(([name, step]) => name === 'loss' && step > 3);
    expect(losses(resumed)).toEqual(losses(straight));
  });

  it('learns what can be learned, and gives back a recogniser that can be used', async () => {
    const config = toyConfig({
      epochs: 15,
      optimiser: { learningRate: 0.05 },
      head: { kind: 'cosface', marginCos: 0.1 },
    });
    const run = recordRun();
    const outcome = await trainRecogniser(config, toyData(), run.ports);
    expect(outcome.trainAccuracy).toBeGreaterThan(0.8);
    expect(outcome.stepCount).toBe(45);
    const recogniser = loadRecogniser(config.network, outcome.weights);
    expect(recogniser.embed(await toyData().readRgb(0)).every(Number.isFinite)).toBe(true);
    recogniser.dispose();
  });

  it('does not grow from step to step and leaves nothing behind', async () => {
    const counts: number[] = [];
    const left = await tensorsLeftBy(async () => {
      const run = recordRun({
        onMetric: (name) => {
          if (name === 'loss') counts.push(tensorFlow().memory().numTensors);
        },
      });
      await trainRecogniser(toyConfig(), toyData(), run.ports);
    });
    expect(new Set(counts).size).toBe(1);
    expect(left).toBe(0);
  });

  it('keeps a checkpoint when it is cancelled, from which it can go on', async () => {
    const run = recordRun({
      onMetric: (name, step, signal) => {
        if (name === 'loss' && step === 2) signal.aborted = true;
      },
    });
    await expect(trainRecogniser(toyConfig(), toyData(), run.ports)).rejects.toThrow(failure('cancelled'));
    expect(run.saved).toHaveLength(1);
    const again = recordRun({ resumeFrom: run.saved[0] });
    await trainRecogniser(toyConfig(), toyData(), again.ports);
    expect(again.metrics.find(([name]) => name === 'loss')?.[1]).toBe(3);
  });

  it('stops at a loss that is no number and writes no checkpoint over the last good one', async () => {
    const first = recordRun();
    await trainRecogniser(toyConfig(), toyData(), first.ports);
    const [good] = first.saved;
    const { tensors } = parseSafetensors(good.optimiser, 'optimiser');
    tensors.get('head.weight')?.values.fill(Number.NaN);
    const run = recordRun({ resumeFrom: { ...good, optimiser: formatSafetensors(tensors) } });
    await expect(trainRecogniser(toyConfig(), toyData(), run.ports)).rejects.toThrow(failure('diverged', 'diverged'));
    expect(run.saved).toHaveLength(0);
  });

  it('takes classes with one image and with none, and a set smaller than a batch', async () => {
    const run = recordRun();
    const outcome = await trainRecogniser(toyConfig({ batchSize: 64 }), toyData(3, 1, 5), run.ports);
    expect(outcome.stepCount).toBe(2);
    expect(outcome.finalLoss).toBeGreaterThan(0);
  });

  it('measures the development pairs', async () => {
    const data = toyData();
    const pairs = Array.from({ length: 8 }, (_, i) => {
      const genuine = i % 2 === 0;
      const [a, b] = [i, i + (genuine ? 4 : 5)];
      return { a, b, genuine, fold: i % 4 < 2 ? 0 : 1, personA: a % 4, personB: b % 4 };
    });
    const run = recordRun();
    const outcome = await trainRecogniser(toyConfig(), { ...data, development: { images: data, pairs } }, run.ports);
    expect(outcome.developmentAccuracy).toBeGreaterThanOrEqual(0);
    expect(run.metrics.filter(([name]) => name === 'devAccuracy').map(([, step]) => step)).toEqual([6]);
  });
});

describe('bad input', () => {
  const soft = (label: number, weight: number) => ({
    ...toyData(),
    labelOf: () => ({ labelA: 0, weightA: weight, labelB: label, weightB: 0.5 }),
  });

  it.each([
    ['a label outside the set', soft(9, 0.5), 'outside the set'],
    ['weights that do not sum to 1', soft(1, 0.9), 'do not sum to 1'],
    ['one identity', toyData(1, 5), 'two identities'],
    ['images of another size', { ...toyData(), readRgb: () => Promise.resolve(new Uint8Array(7)) }, '7 bytes'],
  ])('%s is refused', async (_, data, message) => {
    await expect(trainRecogniser(toyConfig(), data, recordRun().ports)).rejects.toThrow(
      failure('invalid-input', message),
    );
  });

  it('a checkpoint of another recipe, other data or with damage is refused', async () => {
    const run = recordRun();
    await trainRecogniser(toyConfig(), toyData(), run.ports);
    const [files] = run.saved;
    const resume = (config = toyConfig(), data = toyData(), from = files) =>
      trainRecogniser(config, data, recordRun({ resumeFrom: from }).ports);
    await expect(resume(toyConfig({ seed: 12 }))).rejects.toThrow(failure('conflict', '"seed"'));
    await expect(resume(toyConfig(), toyData(4, 7))).rejects.toThrow(failure('conflict', 'sampleCount'));
    await expect(resume(toyConfig(), toyData(), { ...files, state: '{' })).rejects.toThrow(failure('corrupt-data'));
    const cut = { ...files, weights: files.weights.subarray(0, 1000) };
    await expect(resume(toyConfig(), toyData(), cut)).rejects.toThrow(failure('corrupt-data'));
  });
});
