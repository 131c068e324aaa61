import { Failure } from '@shared/lib/failure';
import type { VerificationPair } from '../evaluation/verificationPair';
import type { ImageSource } from '../recognition/embed';
import type { WeightedLabel } from '../recognition/marginHead';

/** What the trainer needs of a set; where the images come from and how they are decoded is the caller's matter. */
export interface TrainingData extends ImageSource {
  /** Classes are 0 to classCount - 1; a class may have one image or none. */
  readonly classCount: number;
  /** One label (weightA 1) or the two of an identity mixup; the weights sum to 1. */
  labelOf(index: number): WeightedLabel;
  /** Pairs of held-out identities for watching the run; never those of a benchmark that is reported. */
  readonly development?: DevelopmentPairs;
}

export interface DevelopmentPairs {
  readonly images: ImageSource;
  /** At least two folds, as `verifyPairs` wants them. */
  readonly pairs: readonly VerificationPair[];
}

/** @throws Failure `invalid-input` naming the sample whose labels do not fit. */
export function checkTrainingData(data: TrainingData): void {
  const refuse = (message: string, place: string): never => {
    throw new Failure({ code: 'invalid-input', message, place });
  };
  if (data.count < 2) refuse(`Training needs at least two images, got ${data.count}.`, 'training data');
  if (data.classCount < 2) refuse(`Training needs at least two identities, got ${data.classCount}.`, 'training data');
  for (let i = 0; i < data.count; i++) {
    const { labelA, weightA, labelB, weightB } = data.labelOf(i);
    for (const label of [labelA, labelB]) {
      if (!Number.isInteger(label) || label < 0 || label >= data.classCount) {
        refuse(`Label ${label} is outside the set of ${data.classCount} identities.`, `sample ${i}`);
      }
    }
    const isShare = (weight: number): boolean => weight >= 0 && weight <= 1;
    if (!isShare(weightA) || !isShare(weightB) || Math.abs(weightA + weightB - 1) > 1e-3) {
      refuse(`The label weights ${weightA} and ${weightB} do not sum to 1.`, `sample ${i}`);
    }
  }
}
