import type { RgbImage } from '../image/rgbImage';

/** Cells of an aligned crop of 112 × 112 px that a face fills. */
const COLUMN_EDGES = [16, 29, 43, 56, 69, 83, 96] as const;
const ROW_EDGES = [24, 36, 48, 60, 72, 84, 96, 108] as const;
const COLUMNS = COLUMN_EDGES.length - 1;
const ROWS = ROW_EDGES.length - 1;
const HALF = COLUMNS / 2;
/** Keeps the logarithm of a colour in the dark from running away. */
const DARK = 8;

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
};

/** Mean red, green, blue and the standard deviation of their mean in one cell. */
function cellOf({ rgb, widthPx }: RgbImage, column: number, row: number): readonly [number, number, number, number] {
  let [red, green, blue, squares, count] = [0, 0, 0, 0, 0];
  for (let y = ROW_EDGES[row]; y < ROW_EDGES[row + 1]; y++)
    for (let x = COLUMN_EDGES[column]; x < COLUMN_EDGES[column + 1]; x++) {
      const at = (y * widthPx + x) * 3;
      const grey = (rgb[at] + rgb[at + 1] + rgb[at + 2]) / 3;
      red += rgb[at];
      green += rgb[at + 1];
      blue += rgb[at + 2];
      squares += grey * grey;
      count++;
    }
  const mean = (red + green + blue) / 3 / count;
  return [red / count, green / count, blue / count, Math.sqrt(Math.max(0, squares / count - mean * mean))];
}

/**
 * How each cell differs from the face it lies in: 21 numbers of how far its colour is from the face's own (the median of all cells, in
 * logarithms of red and blue over green), then 21 of how much its brightness varies. Cells and their mirror images are averaged, row by
 * row from the outer to the inner one.
 * @param view `[112,112,3] uint8`
 */
export function coverFeatures(view: RgbImage): readonly number[] {
  const cells = Array.from({ length: ROWS * COLUMNS }, (_, i) => cellOf(view, i % COLUMNS, Math.floor(i / COLUMNS)));
  const reds = cells.map(([red, green]) => Math.log((red + DARK) / (green + DARK)));
  const blues = cells.map(([, green, blue]) => Math.log((blue + DARK) / (green + DARK)));
  const [ownRed, ownBlue] = [median(reds), median(blues)];
  const colours = cells.map((_cell, i) => Math.abs(reds[i] - ownRed) + Math.abs(blues[i] - ownBlue));
  const variations = cells.map(([, , , deviation]) => Math.log(1 + deviation));
  const folded = (values: readonly number[]): number[] =>
    Array.from({ length: ROWS * HALF }, (_, i) => {
      const [row, column] = [Math.floor(i / HALF), i % HALF];
      return (values[row * COLUMNS + column] + values[row * COLUMNS + COLUMNS - 1 - column]) / 2;
    });
  return [...folded(colours), ...folded(variations)];
}

/**
 * Weights of `coverFeatures`: logistic regression (ridge 10) on 1,260 rendered samples of 190 identities, of which 480 are covered. On 360
 * samples of 60 others, half of them covered: area under the ROC curve 0.85 (mask 0.98, scarf 0.88, cup 0.88, hand 0.79, phone 0.63).
 */
const COLOUR_WEIGHTS = [
  1.97, -1.55, -0.83, 0.66, 9.57, -4.17, -3.97, 0.11, 1.85, -0.6, -2.41, -2.49, -1.86, -1.56, 3.6, -2.77, 0, 2.45,
  -1.75, 2.97, 4.54,
];
const VARIATION_WEIGHTS = [
  -0.05, 0.04, 0, 0.08, -0.22, 0.05, -0.28, 0.02, 0.28, -0.26, -0.12, -0.12, 0.17, 0.66, -0.66, 0.32, 0.75, -0.91, 0.46,
  1.04, -0.06,
];
const WEIGHTS = [...COLOUR_WEIGHTS, ...VARIATION_WEIGHTS];
const SCORE_WEIGHT = -5.39;
/** So that one in twenty rendered samples that nothing covers comes above 0.5. */
const BIAS = 1.83;
/** Mean difference of red and blue from green, 0..510, below which a picture has no colours to go by. */
const LEAST_COLOUR = 4;

function isGrey({ rgb }: RgbImage): boolean {
  let sum = 0;
  for (let at = 0; at < rgb.length; at += 3)
    sum += Math.abs(rgb[at] - rgb[at + 1]) + Math.abs(rgb[at + 2] - rgb[at + 1]);
  return sum < (LEAST_COLOUR * rgb.length) / 3;
}

/**
 * How much a face looks covered, 0..1; an order, no share and no probability. NaN for a grey picture: it is learnt from colours.
 * @param view aligned, 112 × 112 px
 * @param score the face detector's confidence, 0..1
 */
export function coveredEstimate(view: RgbImage, score: number): number {
  if (isGrey(view)) return Number.NaN;
  const sum = coverFeatures(view).reduce((all, value, i) => all + value * WEIGHTS[i], BIAS + SCORE_WEIGHT * score);
  return 1 / (1 + Math.exp(-sum));
}
