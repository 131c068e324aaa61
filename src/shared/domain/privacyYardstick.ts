import type { Quantiles } from './privacy';

/** Cosine of each synthetic image of a published set to its nearest image of CASIA-WebFace. */
export interface YardstickRow extends Quantiles {
  readonly name: string;
  /** Share of images at or above 0.6. */
  readonly shareFrom06: number;
}

/** Stands beside the figures wherever they are shown. */
export const YARDSTICK_WARNING =
  'Context, not a pass mark. Another judge and another gallery: ArcFace R100 (MS1MV3), 10,000 images of each set against CASIA-WebFace. Not comparable with the figures above unless judge and gallery are the same; a larger gallery lifts every maximum, and CASIA-WebFace is not what every set was trained on.';

export const YARDSTICK_SOURCE =
  'Worked out from the lists of best matches in the repository of “Beyond Real Faces” (arXiv 2510.17372). Control10k may be an artefact of preparation.';

const row = (
  name: string,
  median: number,
  p95: number,
  p99: number,
  max: number,
  percentFrom06: number,
): YardstickRow => ({
  name,
  median,
  p95,
  p99,
  max,
  shareFrom06: percentFrom06 / 100,
});

/** Least p99 first. */
export const YARDSTICK: readonly YardstickRow[] = [
  row('DigiFace-1M', 0.355, 0.413, 0.443, 0.672, 0.03),
  row('HyperFace', 0.361, 0.42, 0.45, 0.623, 0.01),
  row('Digi2Real', 0.363, 0.427, 0.461, 0.565, 0),
  row('DCFace', 0.376, 0.435, 0.465, 0.54, 0),
  row('IDiff-Face', 0.372, 0.439, 0.473, 0.553, 0),
  row('SynFace', 0.384, 0.444, 0.477, 0.577, 0),
  row('SFace', 0.392, 0.456, 0.499, 0.616, 0.02),
  row('SFace2', 0.403, 0.498, 0.56, 0.685, 0.24),
  row('GANDiffFace', 0.385, 0.661, 0.71, 0.791, 10.9),
  row('Control10k', 0.636, 0.703, 0.726, 0.76, 71.7),
  row('Vec2Face', 0.368, 0.591, 0.808, 0.909, 4.8),
];
