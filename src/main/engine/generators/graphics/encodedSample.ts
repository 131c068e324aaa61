import type { SampleFactors } from '@shared/graphics/factors';

/** A sample to be drawn from factors that somebody else decided: saved ones, fitted ones, those of sliders. */
export interface GivenSample {
  readonly sampleIndex: number;
  readonly factors: SampleFactors;
  /** As in EncodedSample, for the table only: the factors hold the mixed identity already. */
  readonly partnerIndex: number;
  readonly weight: number;
}

/** One finished sample, as it leaves a pixel thread. */
export interface EncodedSample {
  readonly identityIndex: number;
  readonly sampleIndex: number;
  /** A whole JPEG file. */
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Identity Mixup: the partner's index, or −1. */
  readonly partnerIndex: number;
  /** Weight of the sample's own identity, 1 when not mixed. */
  readonly weight: number;
  /** All that decided the picture but its size and encoding; for a mixed sample the mixed identity. */
  readonly factors: SampleFactors;
  /** What is known about the sample because it was made so: pose, age, light, landmarks. */
  readonly numbers: Readonly<Record<string, number>>;
}
