import type { ScoreRows } from '../../../storage/scores/scoreTypes';

type Numbers = Float32Array | Int32Array;

function joined<T extends Numbers>(parts: readonly T[], make: (length: number) => T): T {
  const all = make(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const reals = (parts: readonly Float32Array[]): Float32Array => joined(parts, (length) => new Float32Array(length));
const integers = (parts: readonly Int32Array[]): Int32Array => joined(parts, (length) => new Int32Array(length));

/** Scores of chunks one after another; all chunks have the same columns. */
export function joinColumns(parts: readonly ScoreRows[]): ScoreRows {
  const [first] = parts;
  if (first === undefined) throw new RangeError('nothing was scored');
  const { embeddings } = first;
  return {
    identityIndex: integers(parts.map((part) => part.identityIndex)),
    sampleIndex: integers(parts.map((part) => part.sampleIndex)),
    reals: new Map(
      [...first.reals.keys()].map((name) => [name, reals(parts.flatMap((part) => part.reals.get(name) ?? []))]),
    ),
    integers: new Map(
      [...first.integers.keys()].map((name) => [
        name,
        integers(parts.flatMap((part) => part.integers.get(name) ?? [])),
      ]),
    ),
    embeddings:
      embeddings === null
        ? null
        : { size: embeddings.size, values: reals(parts.flatMap((part) => part.embeddings?.values ?? [])) },
  };
}
