/** Colours as bytes, four per point: red, green, blue, and a fourth that says how the point is drawn. */
export type Rgb = readonly [number, number, number];

/** Viridis (Smith and van der Walt 2015) without its ends, which vanish on one of the papers: even in lightness, and no grey in it. */
const RAMP: readonly Rgb[] = [
  [72, 30, 112],
  [65, 68, 135],
  [52, 96, 141],
  [41, 121, 142],
  [33, 145, 140],
  [36, 170, 131],
  [68, 191, 112],
  [122, 209, 81],
  [172, 220, 48],
  [205, 224, 29],
];
const NOT_MEASURED: Rgb = [140, 140, 140];

/** @param share from 0 to 1 */
export function rampColour(share: number): Rgb {
  const at = Math.min(1, Math.max(0, share)) * (RAMP.length - 1);
  const low = Math.min(RAMP.length - 2, Math.floor(at));
  const mix = at - low;
  const [from, to] = [RAMP[low] ?? NOT_MEASURED, RAMP[low + 1] ?? NOT_MEASURED];
  const part = (channel: 0 | 1 | 2): number => Math.round(from[channel] + (to[channel] - from[channel]) * mix);
  return [part(0), part(1), part(2)];
}

/** Far apart in hue for neighbours in number, by the golden angle; a few lightnesses beside it. */
export function identityColour(identity: number, isDark: boolean): Rgb {
  const hue = (identity * 137.508) % 360;
  const step = Math.floor(identity / 7) % 3;
  const lightness = (isDark ? 0.6 : 0.38) + step * (isDark ? 0.08 : 0.07);
  return hslToRgb(hue, 0.55, lightness);
}

function hslToRgb(hue: number, saturation: number, lightness: number): Rgb {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const channel = (shift: number): number => {
    const k = (shift + hue / 30) % 12;
    return Math.round(255 * (lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}

/** The middle 96 % of the measured values: one stray value must not make all others one colour. Null where nothing is measured. */
export function colourRange(values: Float32Array): readonly [low: number, high: number] | null {
  const measured = values.filter((value) => Number.isFinite(value)).sort();
  if (measured.length === 0) return null;
  const at = (share: number): number => measured[Math.round(share * (measured.length - 1))] ?? 0;
  return [at(0.02), at(0.98)];
}

/** Colours of a column of numbers; grey where nothing was measured. */
export function numberColours(values: Float32Array, range: readonly [number, number] | null): (row: number) => Rgb {
  if (range === null) return () => NOT_MEASURED;
  const [low, high] = range;
  const steps = Array.from({ length: 256 }, (_, step) => rampColour(step / 255));
  const scale = high > low ? 255 / (high - low) : 0;
  return (row) => {
    const value = values[row] ?? NaN;
    if (!Number.isFinite(value)) return NOT_MEASURED;
    return steps[Math.min(255, Math.max(0, Math.round((value - low) * scale)))] ?? NOT_MEASURED;
  };
}

/** `#rrggbb` or `rgb(r, g, b)` of a style sheet. */
export function parseColour(text: string): Rgb {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text.trim());
  if (hex !== null) return [parseInt(hex[1] ?? '0', 16), parseInt(hex[2] ?? '0', 16), parseInt(hex[3] ?? '0', 16)];
  const [red = 0, green = 0, blue = 0] = (text.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}
