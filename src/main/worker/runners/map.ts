import { createHash } from 'node:crypto';
import { MAX_MDS_POINTS, MapId, mapTitle, type MapInfo, type MapSpec } from '@shared/domain/maps';
import { Failure } from '@shared/lib/failure';
import { layOut } from '../../engine/scoring/mapping/layOut';
import type { Runner } from '../../jobs/jobContext';
import { sha256Hex } from '../../platform/hash';
import { readMapPoints, writeMapPoints } from '../../storage/maps/mapPoints';
import { removeReplacedMaps, writeMapInfo } from '../../storage/maps/mapFolders';
import { orNull } from '../../storage/orNull';
import { gatherVectors, type Gathered } from './map/gatherVectors';

/** Raised whenever the same embeddings would be laid out otherwise. */
const MAP_VERSION = 1;

/**
 * Lays the judge's embeddings of the spec's sets out and keeps the map in maps/<id>, named by all that decides it: what is there
 * already is not made again. Starts from the beginning after a kill, with an equal result.
 * @throws Failure not-found where a set is not scored; invalid-input; cancelled; disk-full, io
 */
export const runMap: Runner<MapSpec> = async (spec, context, { libraryPath, jobId }) => {
  const at = new Date().toISOString();
  const gathered = await gatherVectors(libraryPath, spec, context, at);
  const { count, sets, set, identityIndex, sampleIndex } = gathered;
  if (spec.method === 'mds' && count > MAX_MDS_POINTS) throw tooManyForMds(count);
  const id = mapId(spec, gathered);
  if (!(await isThere(libraryPath, id, sets.length))) {
    const { points } = await layOut(gathered, spec, {
      signal: context.signal,
      progress: (phase, done, total, unit) => context.progress({ phase, done, total, unit }),
    });
    const x = Float32Array.from({ length: count }, (_, i) => points[i * 2] ?? 0);
    const y = Float32Array.from({ length: count }, (_, i) => points[i * 2 + 1] ?? 0);
    await writeMapPoints(libraryPath, id, { x, y, set, identityIndex, sampleIndex });
  }
  const info: MapInfo = {
    schema: 1,
    id,
    jobId,
    createdAt: at,
    method: spec.method,
    judge: gathered.judge,
    seed: spec.seed,
    neighbours: spec.neighbours,
    landmarks: spec.landmarks,
    points: count,
    fitted: spec.method === 'umap' ? Math.min(count, spec.landmarks) : count,
    sets: [...sets],
  };
  await writeMapInfo(libraryPath, info);
  await removeReplacedMaps(libraryPath, info);
  const title = mapTitle(
    spec.method,
    sets.map(({ name }) => name),
  );
  return { setId: sets[0]?.setId ?? null, exportDir: null, runDir: null, summary: `${title}, ${count} faces` };
};

/** Over what was asked, whose embeddings went in and by which version of the judge. */
function mapId({ method, judge, seed, neighbours, landmarks }: MapSpec, gathered: Gathered): MapId {
  const rows = createHash('sha256');
  for (const column of [gathered.set, gathered.identityIndex, gathered.sampleIndex])
    rows.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  const sets = gathered.sets.map(({ setId, judgeFingerprint, samplesSha256 }) => [
    setId,
    judgeFingerprint,
    samplesSha256,
  ]);
  const decides = [MAP_VERSION, method, judge, seed, neighbours, landmarks, sets, rows.digest('hex')];
  return MapId.parse(`map_${sha256Hex(JSON.stringify(decides)).slice(0, 16)}`);
}

/** A damaged one counts as not there. */
async function isThere(libraryPath: string, id: MapId, sets: number): Promise<boolean> {
  try {
    return (await orNull(readMapPoints(libraryPath, id, sets))) !== null;
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'corrupt-data') return false;
    throw thrown;
  }
}

const tooManyForMds = (count: number): Failure =>
  new Failure({
    code: 'invalid-input',
    message: `MDS compares all with all: it takes ${MAX_MDS_POINTS} faces at most, and these are ${count}.`,
    place: '--method mds',
    remedy: 'Choose UMAP, or PCA as a quick first picture.',
  });
