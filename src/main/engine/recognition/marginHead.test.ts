import type { Tensor, Tensor2D } from '@tensorflow/tfjs-node-gpu';
import { ArcFaceHead, CosFaceHead, type HeadConfig } from '@shared/domain/training';
import { describe, expect, it } from 'vitest';
import { tensorFlow } from '../tensor/bootstrap';
import { finiteDifferences } from '../tensor/finiteDifferences.testing';
import { goldenJson, goldenTensors, relativeError } from '../tensor/goldenFile.testing';
import type { StoredTensor } from '../tensor/safetensors';
import { tensorsLeftBy } from '../tensor/tensorCount.testing';
import { marginLogits, marginLoss, rampedMargin, targetMatrix } from './marginHead';

const tf = tensorFlow();
const heads = goldenTensors('a2_heads');
const report = goldenJson('a2_heads') as { labels: number[]; cases: Record<string, { loss: number }> };
const mixup = goldenTensors('a2_mixup');
const mixupReport = goldenJson('a2_mixup') as Record<string, { lam: number; loss: number }>;

const tensor2d = ({ shape, values }: StoredTensor): Tensor2D =>
  tf.tensor2d(Float32Array.from(values), [shape[0], shape[1]]);
const hard = (label: number): { labelA: number; weightA: number; labelB: number; weightB: number } => ({
  labelA: label,
  weightA: 1,
  labelB: label,
  weightB: 0,
});
const arc = (scale: number, easyMargin = false): HeadConfig =>
  ArcFaceHead.parse({ kind: 'arcface', scale, marginRad: 0.5, easyMargin });
const cos = (scale: number): HeadConfig => CosFaceHead.parse({ kind: 'cosface', scale, marginCos: 0.4 });

describe('margin heads against the reference', () => {
  const features = tensor2d(heads('embeddings'));
  const centres = tensor2d(heads('weight'));
  const target = targetMatrix(report.labels.map(hard), 10);

  it.each([
    ['synface_arc', arc(30), 0.5],
    ['synface_arc_easy_margin', arc(30, true), 0.5],
    ['synface_cos', cos(30), 0.4],
    ['insightface_cos', cos(64), 0.4],
  ])('%s: logits, loss and gradients', (name, head, margin) => {
    const logits = marginLogits(features, centres, target, head, margin);
    const reference = heads(`${name}.logits`).values;
    logits.dataSync().forEach((value, i) => {
      expect(Math.abs(value - reference[i])).toBeLessThan((1e-4 * head.scale) / 30);
    });
    const result = marginLoss(features, centres, target, head, margin);
    expect(Math.abs(result.loss / report.cases[name].loss - 1)).toBeLessThan(1e-5);
    expect(relativeError(result.featureGradient.dataSync(), heads(`${name}.grad_embeddings`).values)).toBeLessThan(
      2e-3,
    );
    expect(relativeError(result.centreGradient.dataSync(), heads(`${name}.grad_weight`).values)).toBeLessThan(2e-3);
  });

  it('leaves only the two gradients behind', async () => {
    const left = await tensorsLeftBy(() => marginLoss(features, centres, target, arc(30), 0.5));
    expect(left).toBe(2);
  });
});

describe('soft labels', () => {
  const pixels = { syn: tensor2d(mixup('syn_images')), real: tensor2d(mixup('real_images')) };
  const projection = tensor2d(mixup('P'));
  const centres = tensor2d(mixup('weight'));
  const real = mixup('real_labels').values;
  const syn = mixup('syn_labels(la,wa,lb,wb)').values;

  /** SynFace's three labels of a domain mixup in one row of weights. */
  function domainTarget(lam: number): Tensor2D {
    const rows = Array.from(real, (label, i) => {
      const row = new Array<number>(10).fill(0);
      row[syn[4 * i]] += lam * syn[4 * i + 1];
      row[syn[4 * i + 2]] += lam * syn[4 * i + 3];
      row[label] += 1 - lam;
      return row;
    });
    return tf.tensor2d(rows);
  }

  it.each(['lam_1', 'lam_0.35', 'lam_0'])('%s: the blended logits, loss and gradients of SynFace', (name) => {
    const { lam, loss } = mixupReport[name];
    const images = tf.add<Tensor2D>(tf.mul(pixels.syn, lam), tf.mul(pixels.real, 1 - lam));
    const features = tf.matMul<Tensor2D>(images, projection, false, true);
    const target = domainTarget(lam);
    expect(relativeError(features.dataSync(), mixup(`${name}.embeddings`).values)).toBeLessThan(1e-5);
    const logits = marginLogits(features, centres, target, arc(30), 0.5);
    expect(relativeError(logits.dataSync(), mixup(`${name}.mixed_logits`).values)).toBeLessThan(1e-5);
    const result = marginLoss(features, centres, target, arc(30), 0.5);
    expect(Math.abs(result.loss / loss - 1)).toBeLessThan(1e-5);
    expect(relativeError(result.featureGradient.dataSync(), mixup(`${name}.grad_embeddings`).values)).toBeLessThan(
      1e-4,
    );
    expect(relativeError(result.centreGradient.dataSync(), mixup(`${name}.grad_weight`).values)).toBeLessThan(1e-4);
  });

  it('have the gradients of finite differences', () => {
    const features = tensor2d(mixup('lam_0.35.embeddings'));
    const target = domainTarget(0.35);
    const head = arc(10);
    const loss = (moved: Tensor): number => {
      const result = marginLoss(moved as Tensor2D, centres, target, head, 0.5);
      tf.dispose([result.featureGradient, result.centreGradient]);
      return result.loss;
    };
    const { featureGradient } = marginLoss(features, centres, target, head, 0.5);
    expect(relativeError(featureGradient.dataSync(), finiteDifferences(loss, features))).toBeLessThan(5e-3);
  });

  it('add up where both identities are the same', () => {
    const rows = targetMatrix([{ labelA: 1, weightA: 0.25, labelB: 1, weightB: 0.75 }], 3);
    expect([...rows.dataSync()]).toEqual([0, 1, 0]);
  });
});

describe('rampedMargin', () => {
  it('grows from 0 to the full margin over the first part of the run', () => {
    const head = CosFaceHead.parse({ kind: 'cosface', marginCos: 0.4, rampFraction: 0.5 });
    expect([0, 25, 50, 99].map((step) => rampedMargin(head, step, 100))).toEqual([0, 0.2, 0.4, 0.4]);
    expect(rampedMargin({ ...head, rampFraction: 0 }, 0, 100)).toBe(0.4);
  });
});
