/**
 * Elementary functions made of + − × ÷ and √ only. The language leaves `Math.sin`, `exp`, `pow` and kin to the engine, down to the last bits;
 * these give the same bits in every JavaScript engine, and with them so does every pixel.
 * Relative error below 1e-12 over the ranges that rendering uses. Polynomials: Cody and Waite, Software Manual for the Elementary Functions (1980), by Taylor terms.
 */
export const PI = 3.141592653589793;
export const TWO_PI = 2 * PI;
const HALF_PI = PI / 2;
const LN2_HIGH = 0.69314718036912381649;
const LN2_LOW = 1.90821492927058770002e-10;

/** Sine of an angle in radians, |angle| below 1e6. */
export function sin(angle: number): number {
  const turns = Math.floor(angle / TWO_PI + 0.5);
  let x = angle - turns * TWO_PI;
  if (x > HALF_PI) x = PI - x;
  else if (x < -HALF_PI) x = -PI - x;
  const s = x * x;
  let sum = 1;
  for (let k = 21; k >= 3; k -= 2) sum = 1 - (sum * s) / (k * (k - 1));
  return x * sum;
}

/** Cosine of an angle in radians, |angle| below 1e6. */
export function cos(angle: number): number {
  return sin(angle + HALF_PI);
}

/** e to the power x; 0 below −700 and the largest finite number above 700. */
export function exp(x: number): number {
  if (x < -700) return 0;
  if (x > 700) return Number.MAX_VALUE;
  const k = Math.floor(x / 0.6931471805599453 + 0.5);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = 1;
  for (let n = 14; n >= 1; n--) sum = 1 + (sum * r) / n;
  return scaleByPowerOfTwo(sum, k);
}

/** Natural logarithm; −∞ at or below 0, ∞ of ∞. */
export function log(x: number): number {
  if (!(x > 0)) return -Infinity;
  // Halving would never end.
  if (x === Infinity) return x;
  let mantissa = x;
  let k = 0;
  while (mantissa > 1.4142135623730951) {
    mantissa *= 0.5;
    k++;
  }
  while (mantissa < 0.7071067811865476) {
    mantissa *= 2;
    k--;
  }
  const t = (mantissa - 1) / (mantissa + 1);
  const s = t * t;
  let sum = 0;
  for (let n = 25; n >= 1; n -= 2) sum = sum * s + 1 / n;
  return 2 * t * sum + k * LN2_LOW + k * LN2_HIGH;
}

/** base to the power exponent, base ≥ 0. */
export function pow(base: number, exponent: number): number {
  if (base <= 0) return exponent === 0 ? 1 : 0;
  return exp(exponent * log(base));
}

/** Angle of the point (x, y) in (−π, π]. */
export function atan2(y: number, x: number): number {
  if (x === 0 && y === 0) return 0;
  const ax = Math.abs(x);
  const ay = Math.abs(y);
  const inner = ax > ay ? atanUnit(ay / ax) : HALF_PI - atanUnit(ax / ay);
  const half = x < 0 ? PI - inner : inner;
  return y < 0 ? -half : half;
}

/** Arc tangent on [0, 1]: three halvings of the angle, then the series. */
function atanUnit(ratio: number): number {
  let t = ratio;
  for (let i = 0; i < 3; i++) t = t / (1 + Math.sqrt(1 + t * t));
  const s = t * t;
  let sum = 0;
  for (let n = 19; n >= 1; n -= 2) sum = 1 / n - sum * s;
  return 8 * t * sum;
}

function scaleByPowerOfTwo(value: number, power: number): number {
  let scaled = value;
  let left = power;
  for (; left >= 30; left -= 30) scaled *= 1073741824;
  for (; left <= -30; left += 30) scaled /= 1073741824;
  const rest = left >= 0 ? left : -left;
  const factor = (1 << rest) >>> 0;
  return left >= 0 ? scaled * factor : scaled / factor;
}

export function clamp(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x;
}

/** 0 at `from`, 1 at `to` (which may lie below `from`), with zero slope at both ends. */
export function smoothStep(from: number, to: number, x: number): number {
  const t = clamp((x - from) / (to - from), 0, 1);
  return t * t * (3 - 2 * t);
}

export function mix(a: number, b: number, weightB: number): number {
  return a + (b - a) * weightB;
}

/** exp(−x²) cut off where it is below 1e-4. */
export function bell(x: number): number {
  const s = x * x;
  return s > 9.2 ? 0 : exp(-s);
}

/** The number itself, with 0 for −0: what is left out has no sign. */
export function withoutSign(x: number): number {
  return x + 0;
}
