import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSafetensors, type StoredTensor } from './safetensors';

const folder = fileURLToPath(new URL('../../../../fixtures/recognition/', import.meta.url));

/** Reference tensors by name (NCHW, OIHW; see fixtures/recognition/README.md). */
export function goldenTensors(name: string): (key: string) => StoredTensor {
  const path = `${folder}${name}.safetensors`;
  const { tensors } = parseSafetensors(readFileSync(path), path);
  return (key) => {
    const tensor = tensors.get(key);
    if (tensor === undefined) throw new Error(`${path} has no tensor ${key}; it has ${[...tensors.keys()].join(', ')}`);
    return tensor;
  };
}

export function goldenJson(name: string): unknown {
  return JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8'));
}

/** Largest absolute difference over the largest absolute reference value: the "rel" of the fixtures' tolerances. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) throw new Error(`lengths differ: ${actual.length} and ${expected.length}`);
  let difference = 0;
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
    largest = Math.max(largest, Math.abs(expected[i]));
    if (!Number.isFinite(actual[i])) return Infinity;
  }
  return difference / Math.max(largest, 1e-30);
}
