import { clamp, exp, log } from './exactMath';

/**
 * Colour of skin from its pigments, as optical densities added in the logarithm of linear RGB reflectance.
 * Melanin runs through measured-looking anchors from very fair to very dark instead of one absorption law, because light scattered in the skin
 * flattens the law at both ends; haemoglobin takes green, then blue; carotene and bilirubin take blue
 * (after Tsumura and others, "Image-based skin color and texture analysis/synthesis by extracting hemoglobin and melanin", SIGGRAPH 2003).
 */
const MELANIN_ANCHORS: readonly (readonly [number, number, number])[] = [
  [0.79, 0.575, 0.465],
  [0.7, 0.468, 0.36],
  [0.545, 0.322, 0.222],
  [0.35, 0.194, 0.129],
  [0.178, 0.095, 0.063],
  [0.072, 0.038, 0.027],
];
/** Reflectance in a picture is below that of the anchors, which are seen colours under full light. */
const REFLECTANCE = 0.86;
export const HAEMOGLOBIN_DENSITY = [0.045, 0.245, 0.19] as const;
export const YELLOW_DENSITY = [0, 0.03, 0.14] as const;

const TABLE_SIZE = 256;
const toneTable = makeToneTable();

function makeToneTable(): Float32Array {
  const table = new Float32Array(3 * (TABLE_SIZE + 1));
  for (let i = 0; i <= TABLE_SIZE; i++) {
    const at = (i / TABLE_SIZE) * (MELANIN_ANCHORS.length - 1);
    const low = Math.min(MELANIN_ANCHORS.length - 2, Math.floor(at));
    for (let c = 0; c < 3; c++) {
      const a = log(REFLECTANCE * MELANIN_ANCHORS[low][c]);
      const b = log(REFLECTANCE * MELANIN_ANCHORS[low + 1][c]);
      table[3 * i + c] = a + (b - a) * (at - low);
    }
  }
  return table;
}

/** Logarithm of the reflectance of one channel at a melanin amount of 0 (fair) to 1 (dark). */
export function melaninLog(melanin: number, channel: number): number {
  const at = clamp(melanin, 0, 1) * TABLE_SIZE;
  const low = Math.min(TABLE_SIZE - 1, Math.floor(at));
  const from = toneTable[3 * low + channel];
  return from + (toneTable[3 * low + 3 + channel] - from) * (at - low);
}

const EXP_LOW = -8;
const EXP_HIGH = 1;
const EXP_STEPS = 4096;
const expTable = Float32Array.from({ length: EXP_STEPS + 2 }, (_, i) =>
  exp(EXP_LOW + (i * (EXP_HIGH - EXP_LOW)) / EXP_STEPS),
);

/** exp on [−8, 1] to about 1e-6, for loops over texels. */
export function quickExp(x: number): number {
  const at = ((clamp(x, EXP_LOW, EXP_HIGH) - EXP_LOW) * EXP_STEPS) / (EXP_HIGH - EXP_LOW);
  const low = at | 0;
  const from = expTable[low];
  return from + (expTable[low + 1] - from) * (at - low);
}
