/** Displacements of the package: dense Int16 [target][vertex][xyz] × 1e-3 dm, in the order of the lower-cased paths. */
const CHECKED_TARGET = 3;
const CHECKED_SUM = 2952;

/** Facial targets with a larger step carry a known fault (20 dm on helper vertices); such deltas are dropped. */
const FACIAL_LIMIT = 1500;
const FACIAL = /^(asym|cheek|chin|ears|eyebrows|eyes|expression|forehead|mouth|nose)\//;

/** @returns {{ names: string[], has(name:string):boolean, deltas(name:string):Int16Array }} deltas: 3 per kept vertex, in 1e-3 dm */
export function openTargets(listBytes, binary, vertexCount, kept) {
  const paths = Object.keys(JSON.parse(listBytes.toString('utf8')).targets).map((name) => name.toLowerCase());
  const names = paths.sort().map((name) => name.replace('data/targets/', '').replace('.target', ''));
  const perTarget = vertexCount * 3;
  if (binary.length !== names.length * perTarget * 2)
    throw new Error('targets.bin does not hold what target-list.json names');
  const values = new Int16Array(binary.buffer, binary.byteOffset, names.length * perTarget);
  let sum = 0;
  for (let i = 0; i < perTarget; i++) sum += values[CHECKED_TARGET * perTarget + i];
  if (sum !== CHECKED_SUM)
    throw new Error(`targets.bin: sum of target ${CHECKED_TARGET} is ${sum}, expected ${CHECKED_SUM}`);
  const index = new Map(names.map((name, i) => [name, i]));
  return {
    names,
    has: (name) => index.has(name),
    deltas(name) {
      const at = index.get(name);
      if (at === undefined) throw new Error(`no target ${name}`);
      const out = new Int16Array(kept.length * 3);
      const facial = FACIAL.test(name);
      kept.forEach((vertex, i) => {
        for (let c = 0; c < 3; c++) {
          const delta = values[at * perTarget + 3 * vertex + c];
          out[3 * i + c] = facial && Math.abs(delta) > FACIAL_LIMIT ? 0 : delta;
        }
      });
      return out;
    },
  };
}

/** Only the vertices that move. */
export function toSparse(deltas) {
  const indices = [];
  const moved = [];
  for (let i = 0; i < deltas.length; i += 3) {
    if (deltas[i] === 0 && deltas[i + 1] === 0 && deltas[i + 2] === 0) continue;
    indices.push(i / 3);
    moved.push(deltas[i], deltas[i + 1], deltas[i + 2]);
  }
  return { indices: Uint16Array.from(indices), deltas: Int16Array.from(moved) };
}
