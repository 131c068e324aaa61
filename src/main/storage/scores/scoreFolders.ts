import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SetId } from '@shared/domain/ids';
import { SCORERS, ScoreInfo, type Scorer } from '@shared/domain/scores';
import { Failure } from '@shared/lib/failure';
import { ioFailure, isMissing } from '../../platform/ioFailure';
import { readJsonAs } from '../jsonFile';
import { setDir } from '../libraryPaths';

/** A scorer's folder, `<scorer>-<fingerprint>`: scores of two fingerprints never meet in one. */
const FOLDER = /^(image|face|judge|relations)-([0-9a-f]{16})$/;

export const scoresDir = (libraryPath: string, setId: SetId): string => join(setDir(libraryPath, setId), 'scores');

export const scoreDir = (libraryPath: string, setId: SetId, scorer: Scorer, fingerprint: string): string =>
  join(scoresDir(libraryPath, setId), `${scorer}-${fingerprint}`);

export const scoreInfoFile = (folder: string): string => join(folder, 'info.json');

/** A scorer's folder that can be read. */
export interface ScoreFolder {
  readonly path: string;
  readonly info: ScoreInfo;
}

/** @returns names in a folder; none where it is not there @throws Failure io */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (thrown) {
    if (isMissing(thrown)) return [];
    throw ioFailure(thrown, 'list the scores', folder);
  }
}

/** info.json of a folder; null where it is missing or damaged: scores can be computed again, so no harm is done. */
export async function readScoreInfo(folder: string): Promise<ScoreInfo | null> {
  try {
    return await readJsonAs(scoreInfoFile(folder), ScoreInfo);
  } catch (thrown) {
    if (thrown instanceof Failure && (thrown.code === 'not-found' || thrown.code === 'corrupt-data')) return null;
    throw thrown;
  }
}

/** Every readable scorer's folder of a set, the newest first. @throws Failure io */
export async function listScoreFolders(libraryPath: string, setId: SetId): Promise<ScoreFolder[]> {
  const root = scoresDir(libraryPath, setId);
  const folders: ScoreFolder[] = [];
  for (const name of await namesIn(root)) {
    const [, scorer, fingerprint] = FOLDER.exec(name) ?? [];
    const path = join(root, name);
    const info = scorer === undefined ? null : await readScoreInfo(path);
    if (info?.scorer === scorer && info?.fingerprint === fingerprint && info !== null) folders.push({ path, info });
  }
  const order = ({ info }: ScoreFolder): number => SCORERS.indexOf(info.scorer);
  return folders.sort((a, b) => b.info.createdAt.localeCompare(a.info.createdAt) || order(a) - order(b));
}

/**
 * Removes what a scorer's new scores have replaced: older folders of the same scorer and judge. Those of other scorers and judges stay,
 * as a job may be filling them.
 */
export async function removeReplacedScores(libraryPath: string, setId: SetId, newest: ScoreInfo): Promise<void> {
  for (const { path, info } of await listScoreFolders(libraryPath, setId)) {
    const isSameKind = info.scorer === newest.scorer && info.judge?.key === newest.judge?.key;
    if (isSameKind && info.fingerprint !== newest.fingerprint) await rm(path, { recursive: true, force: true });
  }
}
