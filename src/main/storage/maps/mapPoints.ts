import { readFile, stat } from 'node:fs/promises';
import type { MapId } from '@shared/domain/maps';
import { Failure } from '@shared/lib/failure';
import { writeFileAtomic } from '../../platform/atomicWrite';
import { ioFailure } from '../../platform/ioFailure';
import { MAX_SHARD_BYTES, decodeScores, encodeScores } from '../scores/scoreColumns';
import type { ScoreRows } from '../scores/scoreTypes';
import { mapPointsFile } from './mapFolders';

/** The points of a map by columns, all of one length. */
export interface MapPoints {
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Index into the map's `sets`. */
  readonly set: Int32Array;
  readonly identityIndex: Int32Array;
  readonly sampleIndex: Int32Array;
}

const X = 'map.x';
const Y = 'map.y';
const SET = 'i.map.set';

/** As scores are stored: `identityIndex`, `sampleIndex`, `n.map.x`, `n.map.y`, `i.map.set`. */
export function encodePoints(points: MapPoints, form: 'file' | 'stream'): Uint8Array {
  const { identityIndex, sampleIndex, x, y, set } = points;
  const rows: ScoreRows = {
    identityIndex,
    sampleIndex,
    reals: new Map([
      [X, x],
      [Y, y],
    ]),
    integers: new Map([[SET, set]]),
    embeddings: null,
  };
  return encodeScores(rows, form);
}

/** @throws Failure disk-full, io */
export const writeMapPoints = (libraryPath: string, id: MapId, points: MapPoints): Promise<void> =>
  writeFileAtomic(mapPointsFile(libraryPath, id), encodePoints(points, 'file'));

const damaged = (path: string, why: string): Failure =>
  new Failure({
    code: 'corrupt-data',
    message: `The points of this map cannot be used: ${why}.`,
    place: path,
    remedy: 'Make the map again.',
  });

/** @param sets how many sets the map has. @throws Failure corrupt-data, not-found, io */
export async function readMapPoints(libraryPath: string, id: MapId, sets: number): Promise<MapPoints> {
  const path = mapPointsFile(libraryPath, id);
  let bytes: Buffer;
  try {
    const { size } = await stat(path);
    if (size > MAX_SHARD_BYTES) throw damaged(path, `it has ${size} bytes, more than a map can have`);
    bytes = await readFile(path);
  } catch (thrown) {
    throw ioFailure(thrown, 'read the points of the map', path);
  }
  const parts = decodeScores(bytes);
  if (typeof parts === 'string') throw damaged(path, parts);
  const [only] = parts;
  const x = only?.reals.get(X);
  const y = only?.reals.get(Y);
  const set = only?.integers.get(SET);
  if (only === undefined || parts.length !== 1 || x === undefined || y === undefined || set === undefined)
    throw damaged(path, 'a column is missing');
  for (let i = 0; i < x.length; i++) {
    const index = set[i] ?? -1;
    if (!Number.isFinite(x[i]) || !Number.isFinite(y[i]) || index < 0 || index >= sets)
      throw damaged(path, `point ${i} lies nowhere`);
  }
  return { x, y, set, identityIndex: only.identityIndex, sampleIndex: only.sampleIndex };
}
