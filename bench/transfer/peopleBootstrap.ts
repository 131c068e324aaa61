import { Rng } from '../../src/shared/lib/rng';
import type { AllPairs } from './allPairs';

const REPLICATES = 1000;
const STREAM = 0x74_72_61_6e;

export interface Rates {
  readonly eer: number;
  /** True accept rate where one impostor pair in a hundred is accepted. */
  readonly tar: number;
}

/** One variant: its scores under each training seed, on the same pictures. */
export type Variant = readonly AllPairs[];

/** Means over the seeds, and the same for each draw of people with replacement (the same draws for all variants). */
export interface Resampled {
  readonly measured: readonly Rates[];
  /** [replicate][variant] */
  readonly replicates: readonly (readonly Rates[])[];
}

/**
 * A genuine pair counts as often as its person was drawn, an impostor pair as often as both were drawn together: pairs share
 * people, so people are resampled and not pairs. Seeds are averaged within a draw: the interval is of the mean over seeds.
 */
export function resample(variants: readonly Variant[], replicateCount = REPLICATES): Resampled {
  const people = variants[0]?.[0]?.people ?? [];
  const peopleCount = Math.max(...people) + 1;
  const sorted = variants.map((variant) => variant.map(sortPairs));
  const ratesOf = (times: Uint32Array): Rates[] => sorted.map((seeds) => meanOf(seeds.map((s) => sweep(s, times))));
  const replicates = Array.from({ length: replicateCount }, (_, replicate) => {
    const rng = new Rng(1, STREAM, replicate);
    const times = new Uint32Array(peopleCount);
    for (let i = 0; i < peopleCount; i++) times[rng.below(peopleCount)]++;
    return ratesOf(times);
  });
  return { measured: ratesOf(new Uint32Array(peopleCount).fill(1)), replicates };
}

/** 95 % percentile interval. */
export function interval95(values: readonly number[]): readonly [number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return [at(0.025), at(0.975)];
}

interface SortedPairs {
  readonly personA: Uint16Array;
  readonly personB: Uint16Array;
}

/** Pairs from the most alike down. */
function sortPairs({ people, scores }: AllPairs): SortedPairs {
  const pairA = new Uint16Array(scores.length);
  const pairB = new Uint16Array(scores.length);
  let at = 0;
  for (let a = 0; a < people.length; a++) {
    for (let b = a + 1; b < people.length; b++, at++) {
      pairA[at] = people[a];
      pairB[at] = people[b];
    }
  }
  const order = Uint32Array.from(scores.keys()).sort((i, j) => scores[j] - scores[i]);
  return { personA: Uint16Array.from(order, (i) => pairA[i]), personB: Uint16Array.from(order, (i) => pairB[i]) };
}

function sweep({ personA, personB }: SortedPairs, times: Uint32Array): Rates {
  let genuineTotal = 0;
  let impostorTotal = 0;
  for (let i = 0; i < personA.length; i++) {
    const [a, b] = [personA[i], personB[i]];
    if (a === b) genuineTotal += times[a];
    else impostorTotal += times[a] * times[b];
  }
  let genuine = 0;
  let impostor = 0;
  let tar = 0;
  let eer = Number.NaN;
  for (let i = 0; i < personA.length; i++) {
    const [a, b] = [personA[i], personB[i]];
    if (a === b) genuine += times[a];
    else impostor += times[a] * times[b];
    if (impostor <= 0.01 * impostorTotal) tar = genuine / genuineTotal;
    if (Number.isNaN(eer) && impostor / impostorTotal >= 1 - genuine / genuineTotal) eer = impostor / impostorTotal;
  }
  return { eer, tar };
}

function meanOf(rates: readonly Rates[]): Rates {
  const mean = (pick: (rate: Rates) => number): number =>
    rates.reduce((sum, rate) => sum + pick(rate), 0) / rates.length;
  return { eer: mean((rate) => rate.eer), tar: mean((rate) => rate.tar) };
}
