/** Weights with which each point of a new row is made of points of an old one. */
interface Taps {
  readonly first: Int32Array;
  readonly weights: Float32Array;
  readonly count: number;
}

/** How a row is made longer or shorter. */
export type Filter = 'area' | 'bilinear' | 'cubic';

/** Keys' cubic convolution with a = −1/2 (Catmull–Rom; Keys, "Cubic convolution interpolation", 1981). */
function cubic(distance: number): number {
  const t = Math.abs(distance);
  if (t >= 2) return 0;
  return t <= 1 ? (1.5 * t - 2.5) * t * t + 1 : ((-0.5 * t + 2.5) * t - 4) * t + 2;
}

function makeTaps(from: number, to: number, filter: Filter): Taps {
  const ratio = from / to;
  const count = filter === 'area' ? Math.ceil(ratio) + 1 : filter === 'bilinear' ? 2 : 4;
  const first = new Int32Array(to);
  const weights = new Float32Array(to * count);
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * ratio - 0.5;
    first[i] = filter === 'area' ? Math.floor(i * ratio) : Math.floor(centre) - (count >> 1) + 1;
    let sum = 0;
    for (let k = 0; k < count; k++) {
      const at = first[i] + k;
      const weight =
        filter === 'area'
          ? Math.max(0, Math.min(at + 1, (i + 1) * ratio) - Math.max(at, i * ratio))
          : filter === 'bilinear'
            ? 1 - Math.abs(at - centre)
            : cubic(at - centre);
      weights[i * count + k] = weight;
      sum += weight;
    }
    for (let k = 0; k < count; k++) weights[i * count + k] /= sum;
  }
  return { first, weights, count };
}

let middle = new Float32Array(0);

/** Resizes an RGB picture, rows then columns, edges repeated. @param to 3 × toWidth × toHeight numbers at least; not `from` */
export function resample(
  from: Float32Array,
  width: number,
  height: number,
  to: Float32Array,
  toWidth: number,
  toHeight: number,
  filter: Filter,
): void {
  if (middle.length < 3 * toWidth * height) middle = new Float32Array(3 * toWidth * height);
  resampleLines(from, middle, height, 3 * width, 3 * toWidth, width, toWidth, 3, makeTaps(width, toWidth, filter));
  resampleLines(middle, to, toWidth, 3, 3, height, toHeight, 3 * toWidth, makeTaps(height, toHeight, filter));
}

function resampleLines(
  from: Float32Array,
  to: Float32Array,
  lines: number,
  fromLine: number,
  toLine: number,
  fromLength: number,
  toLength: number,
  step: number,
  { first, weights, count }: Taps,
): void {
  for (let i = 0; i < toLength; i++) {
    for (let line = 0; line < lines; line++) {
      let r = 0;
      let g = 0;
      let b = 0;
      for (let k = 0; k < count; k++) {
        const at = Math.min(fromLength - 1, Math.max(0, first[i] + k)) * step + line * fromLine;
        const weight = weights[i * count + k];
        r += weight * from[at];
        g += weight * from[at + 1];
        b += weight * from[at + 2];
      }
      const n = i * step + line * toLine;
      to[n] = r;
      to[n + 1] = g;
      to[n + 2] = b;
    }
  }
}
