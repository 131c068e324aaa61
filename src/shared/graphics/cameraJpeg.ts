import { clamp } from './exactMath';

/** cos(kπ/16) / 2: rows of the orthonormal eight-point DCT (ITU-T T.81, A.3.3). */
const C1 = 0.4903926402016152;
const C2 = 0.46193976625564337;
const C3 = 0.4157348061512726;
const C4 = 0.3535533905932738;
const C5 = 0.2777851165098011;
const C6 = 0.19134171618254492;
const C7 = 0.09754516100806417;

/** Quantisation steps of quality 50 (ITU-T T.81, annex K.1), row by row. */
const LUMA_STEPS = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
  87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
] as const;
const CHROMA_STEPS = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99,
] as const;

/** Steps at a quality from 1 to 100, scaled as the Independent JPEG Group's encoder does. */
export function quantisationSteps(base: readonly number[], quality: number): Float64Array {
  const percent = quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality;
  return Float64Array.from(base, (step) => clamp(Math.floor((step * percent + 50) / 100), 1, 255));
}

/** Eight values `stride` apart, transformed in place. */
export function forwardDct8(v: Float64Array, at: number, stride: number): void {
  const i7 = at + 7 * stride;
  const i1 = at + stride;
  const i6 = at + 6 * stride;
  const i2 = at + 2 * stride;
  const i5 = at + 5 * stride;
  const i3 = at + 3 * stride;
  const i4 = at + 4 * stride;
  const s0 = v[at] + v[i7];
  const s1 = v[i1] + v[i6];
  const s2 = v[i2] + v[i5];
  const s3 = v[i3] + v[i4];
  const d0 = v[at] - v[i7];
  const d1 = v[i1] - v[i6];
  const d2 = v[i2] - v[i5];
  const d3 = v[i3] - v[i4];
  v[at] = C4 * (s0 + s1 + s2 + s3);
  v[i4] = C4 * (s0 - s1 - s2 + s3);
  v[i2] = C2 * (s0 - s3) + C6 * (s1 - s2);
  v[i6] = C6 * (s0 - s3) - C2 * (s1 - s2);
  v[i1] = C1 * d0 + C3 * d1 + C5 * d2 + C7 * d3;
  v[i3] = C3 * d0 - C7 * d1 - C1 * d2 - C5 * d3;
  v[i5] = C5 * d0 - C1 * d1 + C7 * d2 + C3 * d3;
  v[i7] = C7 * d0 - C5 * d1 + C3 * d2 - C1 * d3;
}

/** Undoes `forwardDct8`. */
export function inverseDct8(v: Float64Array, at: number, stride: number): void {
  const i7 = at + 7 * stride;
  const i1 = at + stride;
  const i6 = at + 6 * stride;
  const i2 = at + 2 * stride;
  const i5 = at + 5 * stride;
  const i3 = at + 3 * stride;
  const i4 = at + 4 * stride;
  const x1 = v[i1];
  const x2 = v[i2];
  const x3 = v[i3];
  const x5 = v[i5];
  const x6 = v[i6];
  const x7 = v[i7];
  const sum = C4 * (v[at] + v[i4]);
  const difference = C4 * (v[at] - v[i4]);
  const outer = C2 * x2 + C6 * x6;
  const inner = C6 * x2 - C2 * x6;
  const b0 = C1 * x1 + C3 * x3 + C5 * x5 + C7 * x7;
  const b1 = C3 * x1 - C7 * x3 - C1 * x5 - C5 * x7;
  const b2 = C5 * x1 - C1 * x3 + C7 * x5 + C3 * x7;
  const b3 = C7 * x1 - C5 * x3 + C3 * x5 - C1 * x7;
  v[at] = sum + outer + b0;
  v[i7] = sum + outer - b0;
  v[i1] = difference + inner + b1;
  v[i6] = difference + inner - b1;
  v[i2] = difference - inner + b2;
  v[i5] = difference - inner - b2;
  v[i3] = sum - outer + b3;
  v[i4] = sum - outer - b3;
}

const block = new Float64Array(64);

/** Sends one plane, whose sides are multiples of 8, through transform, quantisation and back. */
function quantisePlane(plane: Float32Array, from: number, width: number, height: number, steps: Float64Array): void {
  for (let y = 0; y < height; y += 8) {
    for (let x = 0; x < width; x += 8) {
      const corner = from + y * width + x;
      for (let r = 0; r < 8; r++) for (let c = 0; c < 8; c++) block[8 * r + c] = plane[corner + r * width + c];
      for (let r = 0; r < 8; r++) forwardDct8(block, 8 * r, 1);
      for (let c = 0; c < 8; c++) forwardDct8(block, c, 8);
      for (let i = 0; i < 64; i++) block[i] = Math.floor(block[i] / steps[i] + 0.5) * steps[i];
      for (let c = 0; c < 8; c++) inverseDct8(block, c, 8);
      for (let r = 0; r < 8; r++) inverseDct8(block, 8 * r, 1);
      for (let r = 0; r < 8; r++) for (let c = 0; c < 8; c++) plane[corner + r * width + c] = block[8 * r + c];
    }
  }
}

let planes = new Float32Array(0);

/**
 * What a JPEG file keeps of a picture: 8 × 8 blocks, colour at half the resolution (4:2:0), the standard tables. No entropy coding, which loses nothing.
 * @param pixels RGB rows, display values 0 to 1; changed in place @param quality 1 to 100
 */
export function throughJpeg(pixels: Float32Array, width: number, height: number, quality: number): void {
  const fullWidth = 16 * Math.ceil(width / 16);
  const fullHeight = 16 * Math.ceil(height / 16);
  const count = fullWidth * fullHeight;
  if (planes.length < 1.5 * count) planes = new Float32Array(1.5 * count);
  split(pixels, width, height, fullWidth, fullHeight);
  quantisePlane(planes, 0, fullWidth, fullHeight, quantisationSteps(LUMA_STEPS, quality));
  const chroma = quantisationSteps(CHROMA_STEPS, quality);
  quantisePlane(planes, count, fullWidth / 2, fullHeight / 2, chroma);
  quantisePlane(planes, 1.25 * count, fullWidth / 2, fullHeight / 2, chroma);
  join(pixels, width, height, fullWidth, count);
}

const toByte = (value: number): number => Math.floor(255 * clamp(value, 0, 1) + 0.5);

/** Luma and the two chromas (ITU-T T.871) into `planes`, edges repeated, chroma averaged over 2 × 2. */
function split(pixels: Float32Array, width: number, height: number, fullWidth: number, fullHeight: number): void {
  const count = fullWidth * fullHeight;
  const halfWidth = fullWidth / 2;
  planes.fill(0, count, 1.5 * count);
  for (let y = 0; y < fullHeight; y++) {
    const row = Math.min(y, height - 1) * width;
    for (let x = 0; x < fullWidth; x++) {
      const n = 3 * (row + Math.min(x, width - 1));
      const r = toByte(pixels[n]);
      const g = toByte(pixels[n + 1]);
      const b = toByte(pixels[n + 2]);
      planes[y * fullWidth + x] = 0.299 * r + 0.587 * g + 0.114 * b - 128;
      const half = count + (y >> 1) * halfWidth + (x >> 1);
      planes[half] += 0.25 * (-0.168736 * r - 0.331264 * g + 0.5 * b);
      planes[half + 0.25 * count] += 0.25 * (0.5 * r - 0.418688 * g - 0.081312 * b);
    }
  }
}

/** Back to RGB; chroma between its points by the triangle filter of common decoders. */
function join(pixels: Float32Array, width: number, height: number, fullWidth: number, count: number): void {
  const halfWidth = fullWidth / 2;
  const lastX = Math.ceil(width / 2) - 1;
  const lastY = Math.ceil(height / 2) - 1;
  for (let y = 0; y < height; y++) {
    const y0 = y >> 1;
    const y1 = clamp(y0 + ((y & 1) === 0 ? -1 : 1), 0, lastY);
    const near = count + y0 * halfWidth;
    const far = count + y1 * halfWidth;
    for (let x = 0; x < width; x++) {
      const x0 = x >> 1;
      const x1 = clamp(x0 + ((x & 1) === 0 ? -1 : 1), 0, lastX);
      const cb = chromaAt(near + x0, near + x1, far + x0, far + x1, 0);
      const cr = chromaAt(near + x0, near + x1, far + x0, far + x1, 0.25 * count);
      const luma = planes[y * fullWidth + x] + 128;
      const n = 3 * (y * width + x);
      pixels[n] = clamp((luma + 1.402 * cr) / 255, 0, 1);
      pixels[n + 1] = clamp((luma - 0.344136 * cb - 0.714136 * cr) / 255, 0, 1);
      pixels[n + 2] = clamp((luma + 1.772 * cb) / 255, 0, 1);
    }
  }
}

function chromaAt(a: number, b: number, c: number, d: number, shift: number): number {
  return (9 * planes[a + shift] + 3 * planes[b + shift] + 3 * planes[c + shift] + planes[d + shift]) / 16;
}
