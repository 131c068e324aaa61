import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MapId, MapInfo } from '@shared/domain/maps';
import { Failure } from '@shared/lib/failure';
import { ioFailure, isMissing } from '../../platform/ioFailure';
import { readJsonAs, writeJson } from '../jsonFile';

export const mapsDir = (libraryPath: string): string => join(libraryPath, 'maps');
export const mapDir = (libraryPath: string, id: MapId): string => join(mapsDir(libraryPath), id);
export const mapInfoFile = (libraryPath: string, id: MapId): string => join(mapDir(libraryPath, id), 'info.json');
export const mapPointsFile = (libraryPath: string, id: MapId): string => join(mapDir(libraryPath, id), 'map.arrow');

/** @throws Failure not-found, corrupt-data, io */
export async function readMapInfo(libraryPath: string, id: MapId): Promise<MapInfo> {
  const info = await readJsonAs(mapInfoFile(libraryPath, id), MapInfo);
  if (info.id === id) return info;
  throw new Failure({
    code: 'corrupt-data',
    message: `The file belongs to the map ${info.id}, not to its folder.`,
    place: mapInfoFile(libraryPath, id),
    remedy: 'Remove this folder and make the map again.',
  });
}

/** Makes a map seen: to be written after its points. @throws Failure disk-full, io */
export const writeMapInfo = (libraryPath: string, info: MapInfo): Promise<void> =>
  writeJson(mapInfoFile(libraryPath, info.id), MapInfo.parse(info));

/** Every map that can be read, the newest first; one that cannot can be made again, so it is passed over. @throws Failure io */
export async function listMaps(libraryPath: string): Promise<MapInfo[]> {
  const folder = mapsDir(libraryPath);
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (thrown) {
    if (isMissing(thrown)) return [];
    throw ioFailure(thrown, 'list the maps', folder);
  }
  const maps: MapInfo[] = [];
  for (const name of names) {
    const id = MapId.safeParse(name);
    if (!id.success) continue;
    try {
      maps.push(await readMapInfo(libraryPath, id.data));
    } catch (thrown) {
      if (!(thrown instanceof Failure) || (thrown.code !== 'not-found' && thrown.code !== 'corrupt-data')) throw thrown;
    }
  }
  return maps.sort((a, b) => b.createdAt.localeCompare(a.createdAt) || a.id.localeCompare(b.id));
}

/** What was asked for, whatever the scores were then. */
const requestOf = ({ method, judge, seed, neighbours, landmarks, sets }: MapInfo): string =>
  JSON.stringify([method, judge.key, seed, neighbours, landmarks, sets.map(({ setId }) => setId).sort()]);

/** Removes maps of the same request that this one has replaced. @throws Failure io */
export async function removeReplacedMaps(libraryPath: string, newest: MapInfo): Promise<void> {
  for (const map of await listMaps(libraryPath)) {
    if (map.id === newest.id || requestOf(map) !== requestOf(newest)) continue;
    try {
      await rm(mapDir(libraryPath, map.id), { recursive: true, force: true });
    } catch (thrown) {
      throw ioFailure(thrown, 'remove the replaced map', mapDir(libraryPath, map.id));
    }
  }
}
