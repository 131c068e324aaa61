import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SetId } from '@shared/domain/ids';
import type { JobRecord } from '@shared/domain/jobState';
import { mapTitle } from '@shared/domain/maps';
import type { AffectedSet, RemovedThing } from '@shared/domain/withdrawalPlan';
import { ioFailure, isMissing } from '../../platform/ioFailure';
import { runDir } from '../libraryPaths';
import { listMaps, mapDir } from '../maps/mapFolders';
import { readPinned } from '../pinnedExport';
import { readScoreInfo } from '../scores/scoreFolders';
import { listShards, readShard } from '../scores/scoreShards';
import { sizeBelow } from './fileTree';
import type { SetFolder } from './subjectSets';

async function removed(what: RemovedThing['what'], name: string, path: string): Promise<RemovedThing[]> {
  const size = await sizeBelow(path);
  return size.files === 0 ? [] : [{ what, name, path, ...size }];
}

async function names(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (thrown) {
    if (isMissing(thrown)) return [];
    throw ioFailure(thrown, 'list the scores', folder);
  }
}

const stemOf = (name: string): string => name.replace(/\.arrow$/, '');

/**
 * Parts with a row of these identities, and parts that cannot be read, as theirs may be in them; with each go the files that were
 * derived from it and are called alike, and files that belong to no part.
 */
async function filesOf(folder: string, identities: ReadonlySet<number>): Promise<string[]> {
  const shards = await listShards(folder);
  const staying = new Set(shards.map(({ name }) => stemOf(name)));
  for (const shard of shards) {
    const parts = await readShard(shard);
    if (
      typeof parts === 'string' ||
      parts.some(({ identityIndex }) => identityIndex.some((one) => identities.has(one)))
    )
      staying.delete(stemOf(shard.name));
  }
  const stays = (name: string): boolean => name === 'info.json' || [...staying].some((stem) => name.startsWith(stem));
  return (await names(folder)).filter((name) => !stays(name)).map((name) => join(folder, name));
}

/**
 * Scores of a set's folder in which the affected people are: of measures and embeddings the parts with their rows; comparisons as a
 * whole, as every other row was held against theirs. @throws Failure io
 */
async function ownScores({ path, info }: SetFolder, set: AffectedSet): Promise<RemovedThing[]> {
  const identities = new Set(set.identities);
  const things: RemovedThing[] = [];
  for (const name of await names(join(path, 'scores'))) {
    const folder = join(path, 'scores', name);
    const files = await filesOf(folder, identities);
    if (files.length === 0) continue;
    const isCompared = name.startsWith('relations-');
    for (const gone of isCompared ? [folder] : files)
      things.push(...(await removed('scores', `${info.name}: ${name.split('-')[0] ?? name}`, gone)));
  }
  return things;
}

/** Comparisons of other sets that searched one of these. @throws Failure io */
async function comparedWith({ path, info }: SetFolder, ids: ReadonlySet<SetId>): Promise<RemovedThing[]> {
  const things: RemovedThing[] = [];
  for (const name of await names(join(path, 'scores'))) {
    if (!name.startsWith('relations-')) continue;
    const folder = join(path, 'scores', name);
    const against = (await readScoreInfo(folder))?.against;
    // Unreadable: what it searched is not known.
    if (against === undefined || against.some(({ setId }) => ids.has(setId)))
      things.push(...(await removed('scores', `${info.name}: relations`, folder)));
  }
  return things;
}

/** Folders that unfinished exports of these sets have filled. @throws Failure corrupt-data, io */
async function unfinishedExports(
  libraryPath: string,
  jobs: readonly JobRecord[],
  ids: ReadonlySet<SetId>,
): Promise<RemovedThing[]> {
  const things: RemovedThing[] = [];
  for (const { id, spec, state } of jobs) {
    if (spec.kind !== 'export' || state.status === 'succeeded') continue;
    if (![spec.syn, spec.real].some((part) => part !== null && ids.has(part.setId))) continue;
    const pinned = await readPinned(runDir(libraryPath, id));
    if (pinned !== null) things.push(...(await removed('unfinished-export', pinned.name, pinned.partial)));
  }
  return things;
}

/** What was computed from the affected people and can be computed again without them. @throws Failure corrupt-data, io */
export async function derivedThings(
  libraryPath: string,
  folders: readonly SetFolder[],
  sets: readonly AffectedSet[],
  jobs: readonly JobRecord[],
): Promise<RemovedThing[]> {
  const ids = new Set(sets.map(({ setId }) => setId));
  const things: RemovedThing[] = [];
  for (const folder of folders) {
    const own = sets.filter(({ setId, isWhole }) => setId === folder.info.id && !isWhole);
    for (const set of own) things.push(...(await ownScores(folder, set)));
    if (!ids.has(folder.info.id)) things.push(...(await comparedWith(folder, ids)));
  }
  for (const map of await listMaps(libraryPath)) {
    if (!map.sets.some(({ setId }) => ids.has(setId))) continue;
    const title = mapTitle(
      map.method,
      map.sets.map(({ name }) => name),
    );
    things.push(...(await removed('map', title, mapDir(libraryPath, map.id))));
  }
  things.push(...(await unfinishedExports(libraryPath, jobs, ids)));
  return things;
}
