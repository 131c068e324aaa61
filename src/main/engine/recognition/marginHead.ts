import type { Tensor2D } from '@tensorflow/tfjs-node-gpu';
import type { HeadConfig } from '@shared/domain/training';
import { tensorFlow } from '../tensor/bootstrap';

/**
 * Margin softmax. features [N,D] and class centres [C,D] are scaled to unit length; cos = features * centres^T [N,C];
 * logits = scale * (cos + target * (phi(cos) - cos)); loss = mean over N of -sum(target * log softmax(logits)).
 * `target` [N,C] holds the weights of the labels, each row summing to 1: one 1 is the plain loss, two entries are the
 * soft label of an identity mixup, three that of a domain mixup; this is SynFace's blend of logits (lib/core/functions.py)
 * because its weights sum to 1. The gradient is the true one, through phi as well.
 */
export interface HeadResult {
  /** Mean loss of the batch. */
  readonly loss: number;
  /** Share of samples whose nearest class centre is the class with the largest target weight, without margin. */
  readonly accuracy: number;
  /** [N,D]; belongs to the caller. */
  readonly featureGradient: Tensor2D;
  /** [C,D]; belongs to the caller. */
  readonly centreGradient: Tensor2D;
}

/** cos -> the cosine with margin, and its derivative. Both [N,C]. */
interface Margin {
  readonly phi: Tensor2D;
  readonly slope: Tensor2D;
}

/** @param margin the margin of this step in the head's own unit (radians or cosine); the ramp starts it at 0. */
export function marginLoss(
  features: Tensor2D,
  centres: Tensor2D,
  target: Tensor2D,
  head: HeadConfig,
  margin: number,
): HeadResult {
  const tf = tensorFlow();
  const count = features.shape[0];
  const [loss, accuracy, featureGradient, centreGradient] = tf.tidy(() => {
    const unitFeatures = unitRows(features);
    const unitCentres = unitRows(centres);
    const cosine = clampedCosine(unitFeatures.unit, unitCentres.unit);
    const { phi, slope } = applyMargin(cosine, head, margin);
    const logits = tf.mul<Tensor2D>(tf.add(cosine, tf.mul(target, tf.sub(phi, cosine))), head.scale);
    const logProbability = tf.logSoftmax(logits);
    const meanLoss = tf.neg(tf.div(tf.sum(tf.mul(target, logProbability)), count));
    const right = tf.mean(tf.cast(tf.equal(tf.argMax(cosine, 1), tf.argMax(target, 1)), 'float32'));
    // d loss / d cos = scale / N * (softmax - target) * (1 + target * (phi' - 1))
    const error = tf.mul(tf.sub(tf.exp(logProbability), target), head.scale / count);
    const dCosine = tf.mul<Tensor2D>(error, tf.add(tf.mul(target, tf.sub(slope, 1)), 1));
    return [
      meanLoss,
      right,
      unitRowsGradient(tf.matMul(dCosine, unitCentres.unit), unitFeatures),
      unitRowsGradient(tf.matMul(dCosine, unitFeatures.unit, true), unitCentres),
    ];
  });
  const result: HeadResult = {
    loss: loss.dataSync()[0],
    accuracy: accuracy.dataSync()[0],
    featureGradient,
    centreGradient,
  };
  tf.dispose([loss, accuracy]);
  return result;
}

/** [N,C] logits without labels; caller disposes. */
export function marginLogits(
  features: Tensor2D,
  centres: Tensor2D,
  target: Tensor2D,
  head: HeadConfig,
  margin: number,
): Tensor2D {
  const tf = tensorFlow();
  return tf.tidy(() => {
    const cosine = clampedCosine(unitRows(features).unit, unitRows(centres).unit);
    const { phi } = applyMargin(cosine, head, margin);
    return tf.mul<Tensor2D>(tf.add(cosine, tf.mul(target, tf.sub(phi, cosine))), head.scale);
  });
}

function applyMargin(cosine: Tensor2D, head: HeadConfig, margin: number): Margin {
  const tf = tensorFlow();
  if (head.kind === 'cosface') return { phi: tf.sub(cosine, margin), slope: tf.onesLike(cosine) };
  const sine = tf.sqrt(tf.maximum(tf.sub(1, tf.square(cosine)), 1e-12));
  const cosMargin = Math.cos(margin);
  const sinMargin = Math.sin(margin);
  // cos(theta + m), and by the angle sum its derivative for cos(theta)
  const phi = tf.sub<Tensor2D>(tf.mul(cosine, cosMargin), tf.mul(sine, sinMargin));
  const slope = tf.add<Tensor2D>(tf.div(tf.mul(cosine, sinMargin), sine), cosMargin);
  const one = tf.onesLike(cosine);
  if (head.easyMargin) {
    const inside = tf.greater(cosine, 0);
    return { phi: tf.where(inside, phi, cosine), slope: tf.where(inside, slope, one) };
  }
  // Beyond pi - m the angle sum would turn back; SynFace goes on in a straight line.
  const inside = tf.greater(cosine, -cosMargin);
  return { phi: tf.where(inside, phi, tf.sub(cosine, margin * sinMargin)), slope: tf.where(inside, slope, one) };
}

interface UnitRows {
  readonly unit: Tensor2D;
  /** [rows, 1] */
  readonly length: Tensor2D;
}

function unitRows(rows: Tensor2D): UnitRows {
  const tf = tensorFlow();
  const length = tf.maximum<Tensor2D>(tf.sqrt(tf.sum(tf.square(rows), 1, true)), 1e-12);
  return { unit: tf.div(rows, length), length };
}

/** d/dx of u = x / |x|: (du - u * <u, du>) / |x|. */
function unitRowsGradient(dUnit: Tensor2D, { unit, length }: UnitRows): Tensor2D {
  const tf = tensorFlow();
  const along = tf.sum(tf.mul(unit, dUnit), 1, true);
  return tf.div(tf.sub(dUnit, tf.mul(unit, along)), length);
}

function clampedCosine(features: Tensor2D, centres: Tensor2D): Tensor2D {
  const tf = tensorFlow();
  return tf.clipByValue(tf.matMul(features, centres, false, true), -1, 1);
}

/** Labels of one sample with their weights, e.g. the two identities of a mixup. */
export interface WeightedLabel {
  readonly labelA: number;
  readonly weightA: number;
  readonly labelB: number;
  readonly weightB: number;
}

/** [N,C] target matrix; weights of equal labels add up. Caller disposes. */
export function targetMatrix(labels: readonly WeightedLabel[], classCount: number): Tensor2D {
  const values = new Float32Array(labels.length * classCount);
  labels.forEach(({ labelA, weightA, labelB, weightB }, row) => {
    values[row * classCount + labelA] += weightA;
    if (weightB > 0) values[row * classCount + labelB] += weightB;
  });
  return tensorFlow().tensor2d(values, [labels.length, classCount]);
}

/** The margin of a step: from 0 to the full one over the first part of the run. */
export function rampedMargin(head: HeadConfig, step: number, stepCount: number): number {
  const full = head.kind === 'arcface' ? head.marginRad : head.marginCos;
  const rampSteps = head.rampFraction * stepCount;
  return rampSteps <= 0 ? full : full * Math.min(1, step / rampSteps);
}
