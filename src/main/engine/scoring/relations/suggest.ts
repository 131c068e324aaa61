import { SUGGEST_REASONS, type SuggestReasonKey } from '@shared/domain/suggestions';
import { PURE_WEIGHT } from './centres';
import { middleOf, ramp, type Middle } from './robust';

/** A reason is named from here on. */
const NAMED_FROM = 0.25;

export interface SuggestInputs {
  readonly count: number;
  /** By names of SCORE_COLUMNS; a column that is missing and a value that is NaN say nothing. */
  readonly scores: ReadonlyMap<string, Float32Array>;
  readonly weight: Float32Array;
  /** 1: a near double of a sample of this set that is better than it. */
  readonly isWorseDouble: Uint8Array;
  /** 1: a near double of a sample of another set. */
  readonly isDoubleElsewhere: Uint8Array;
  readonly samePersonFrom: number;
}

export interface Suggestions {
  /** 0 to 1. */
  readonly bad: Float32Array;
  /** Bits of SUGGEST_REASONS. */
  readonly reasons: Int32Array;
}

/** What speaks against sample `row`, 0 to 1. */
type Evidence = (row: number) => number;

/**
 * How much speaks against each sample. Every reason gives a share from 0 to 1 by one score between two limits, which stand below; the
 * shares are joined as independent doubts, `1 − Π(1 − share)`. Where a set itself must say what is usual, limits count in robust standard
 * deviations from its median, so a set of surveillance pictures is not all blurred.
 */
export function suggest(inputs: SuggestInputs): Suggestions {
  const evidence = evidenceOf(inputs);
  const bad = new Float32Array(inputs.count);
  const reasons = new Int32Array(inputs.count);
  for (let row = 0; row < inputs.count; row++) {
    let good = 1;
    SUGGEST_REASONS.forEach(({ key }, place) => {
      const share = evidence[key](row);
      good *= 1 - share;
      if (share >= NAMED_FROM) reasons[row] |= 1 << place;
    });
    bad[row] = 1 - good;
  }
  return { bad, reasons };
}

function evidenceOf(inputs: SuggestInputs): Record<SuggestReasonKey, Evidence> {
  const { scores, weight, samePersonFrom } = inputs;
  const at = (name: string): ((row: number) => number) => {
    const column = scores.get(name);
    return (row) => (column === undefined ? NaN : column[row]);
  };
  const usual = (name: string, change: (value: number) => number = (value) => value): Middle =>
    middleOf((scores.get(name) ?? new Float32Array(0)).map(change));
  const [found, confidence, landmarks, covered] = ['found', 'score', 'landmarkErrorPx', 'occlusion'].map((name) =>
    at(`face.${name}`),
  );
  const [sharpness, exposure, contrast, dark, bright] = [
    'sharpness',
    'exposure',
    'contrast',
    'darkShare',
    'brightShare',
  ].map((name) => at(`image.${name}`));
  const [consistency, margin, real] = ['consistency', 'margin', 'nearestReal'].map((name) => at(`judge.${name}`));
  const log = (value: number): number => Math.log(1 + value);
  const usualSharpness = usual('image.sharpness', log);
  const usualLandmarks = usual('face.landmarkErrorPx');
  const usualConsistency = usual('judge.consistency');
  const usualReal = usual('judge.nearestReal');
  /** What lies between a stranger and the same picture for this judge. */
  const unit = 1 - samePersonFrom;
  const isMixed = (row: number): boolean => weight[row] < PURE_WEIGHT;
  return {
    noFace: (row) => (Number.isNaN(confidence(row)) ? Number(found(row) === 0) : ramp(confidence(row), 0.3, 0.1)) * 0.9,
    landmarks: (row) => ramp(usualLandmarks.deviations(landmarks(row)), 5, 10) * 0.4,
    blurred: (row) =>
      Math.max(ramp(usualSharpness.deviations(log(sharpness(row))), -1.8, -3.2), ramp(sharpness(row), 12, 4)) * 0.9,
    exposure: (row) =>
      0.8 *
      Math.max(
        ramp(exposure(row), 30, 12),
        ramp(exposure(row), 225, 245),
        ramp(contrast(row), 9, 3),
        ramp(dark(row), 0.4, 0.8),
        ramp(bright(row), 0.3, 0.7),
      ),
    // Below a suggestion by itself: recipes ask for hands, masks and scarves, and the estimate names some that are none.
    covered: (row) => ramp(covered(row), 0.5, 0.8) * 0.45,
    wrongIdentity: (row) => (isMixed(row) ? 0 : ramp(margin(row) / unit, -0.1, -0.5) * 0.9),
    unlikeIdentity: (row) => (isMixed(row) ? 0 : ramp(usualConsistency.deviations(consistency(row)), -3.5, -7) * 0.45),
    duplicate: (row) => inputs.isWorseDouble[row] * 0.9,
    duplicateElsewhere: (row) => inputs.isDoubleElsewhere[row] * 0.9,
    realPicture: (row) =>
      Math.min(ramp(real(row), samePersonFrom, 1 - 0.5 * unit), ramp(usualReal.deviations(real(row)), 2.5, 4)) * 0.9,
  };
}
