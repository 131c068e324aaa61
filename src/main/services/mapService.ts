import { MAX_SAMPLES_PER_IDENTITY, type SetId } from '@shared/domain/ids';
import type { MapId, MapSet, MapView } from '@shared/domain/maps';
import { Failure } from '@shared/lib/failure';
import { listMaps, readMapInfo } from '../storage/maps/mapFolders';
import { encodePoints, readMapPoints, type MapPoints } from '../storage/maps/mapPoints';
import { shownRows } from '../storage/maps/shownRows';
import { currentFolder } from '../storage/scores/readScores';
import { listScoreFolders } from '../storage/scores/scoreFolders';
import { readScoredSamples } from '../storage/scores/scoredSamples';
import { readSetInfo } from '../storage/setStore';
import type { TableCache } from './tableCache';

export interface MapService {
  /** Newest first. */
  list(): Promise<MapView[]>;
  /**
   * The points of a map as one Arrow IPC stream, without those of people who no longer allow it and of sets that are gone.
   * @throws Failure not-found, corrupt-data, io
   */
  pointsArrow(id: MapId): Promise<Uint8Array>;
}

export function createMapService(libraryPath: string, tables: TableCache): MapService {
  /** Why a set's part of a map no longer says how things are; null while it does. */
  const staleOf = async (set: MapSet, judge: string): Promise<string | null> => {
    try {
      const { columns } = await tables.get(set.setId);
      const samples = await readScoredSamples(libraryPath, set.setId, { columns });
      const folders = await listScoreFolders(libraryPath, set.setId);
      const folder = currentFolder(folders, 'judge', judge, samples.samplesSha256);
      const { name } = samples.info;
      if (set.samplesSha256 !== samples.samplesSha256) return `Samples or consents of ${name} have changed since.`;
      if (folder === null) return `The scores of ${name} are no longer of this version.`;
      if (folder.info.fingerprint !== set.judgeFingerprint) return `${name} was scored by another version since.`;
      return folder.info.scored === set.scored ? null : `More samples of ${name} were scored since.`;
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.code === 'not-found') return `${set.name} is no longer in this library.`;
      // A damaged set is named by its own page; the map only cannot vouch for it.
      if (thrown instanceof Failure) return `${set.name} cannot be compared: ${thrown.message}`;
      throw thrown;
    }
  };

  /** Says of a place in a set whether it may be seen today; nobody of a set that is gone. */
  const shownTest = async (setId: SetId): Promise<(identity: number, sample: number) => boolean> => {
    try {
      const info = await readSetInfo(libraryPath, setId);
      if (info.kind === 'syn') return () => true;
      const table = await tables.get(setId);
      const isShown = await shownRows(libraryPath, info, table.columns, new Date().toISOString());
      return (identity, sample) => isShown[table.rowOfKey(identity * MAX_SAMPLES_PER_IDENTITY + sample)] === 1;
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.code === 'not-found') return () => false;
      throw thrown;
    }
  };

  return {
    list: async () => {
      const views: MapView[] = [];
      for (const info of await listMaps(libraryPath)) {
        const stale: string[] = [];
        for (const set of info.sets) {
          const reason = await staleOf(set, info.judge.key);
          if (reason !== null) stale.push(reason);
        }
        views.push({ info, stale });
      }
      return views;
    },
    pointsArrow: async (id) => {
      const info = await readMapInfo(libraryPath, id);
      const points = await readMapPoints(libraryPath, id, info.sets.length);
      const tests = await Promise.all(info.sets.map(({ setId }) => shownTest(setId)));
      const isShown = (i: number): boolean =>
        tests[points.set[i] ?? -1]?.(points.identityIndex[i] ?? -1, points.sampleIndex[i] ?? -1) ?? false;
      return encodePoints(only(points, isShown), 'stream');
    },
  };
}

function only(points: MapPoints, isShown: (i: number) => boolean): MapPoints {
  const kept = new Int32Array(points.x.length);
  let count = 0;
  for (let i = 0; i < kept.length; i++) if (isShown(i)) kept[count++] = i;
  if (count === kept.length) return points;
  const rows = kept.subarray(0, count);
  const reals = (values: Float32Array): Float32Array => Float32Array.from(rows, (i) => values[i] ?? 0);
  const integers = (values: Int32Array): Int32Array => Int32Array.from(rows, (i) => values[i] ?? 0);
  return {
    x: reals(points.x),
    y: reals(points.y),
    set: integers(points.set),
    identityIndex: integers(points.identityIndex),
    sampleIndex: integers(points.sampleIndex),
  };
}
