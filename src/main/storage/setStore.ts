import { mkdir, readdir } from 'node:fs/promises';
import { SetId } from '@shared/domain/ids';
import { SetInfo } from '@shared/domain/setInfo';
import { Failure, toFailureDetail } from '@shared/lib/failure';
import { ioFailure, isMissing } from '../platform/ioFailure';
import { readJsonAs, writeJson } from './jsonFile';
import { samplesDir, setDir, setFile, setsDir } from './libraryPaths';
import { orNull } from './orNull';

/** @throws Failure not-found, corrupt-data, io */
export async function readSetInfo(libraryPath: string, setId: SetId): Promise<SetInfo> {
  const path = setFile(libraryPath, setId);
  const info = await readJsonAs(path, SetInfo);
  if (info.id === setId) return info;
  throw new Failure({
    code: 'corrupt-data',
    message: `The file belongs to the set ${info.id}, not to its folder.`,
    place: path,
    remedy: 'Restore this file from a backup.',
  });
}

/**
 * Makes a set's folder. Doing it again with the same name and kind changes nothing, so that a resumed job can call it.
 * @throws Failure conflict when another set has this id
 */
export async function createSet(libraryPath: string, info: SetInfo): Promise<void> {
  const parsed = SetInfo.parse(info);
  const present = await orNull(readSetInfo(libraryPath, parsed.id));
  if (present !== null) {
    if (present.kind === parsed.kind) return;
    throw new Failure({
      code: 'conflict',
      message: `The set ${parsed.id} exists already.`,
      place: setDir(libraryPath, parsed.id),
    });
  }
  try {
    await mkdir(samplesDir(libraryPath, parsed.id), { recursive: true });
  } catch (thrown) {
    throw ioFailure(thrown, 'make the folder of the set', setDir(libraryPath, parsed.id));
  }
  await writeJson(setFile(libraryPath, parsed.id), parsed);
}

/** Reads, changes and replaces set.json. @throws Failure */
export async function updateSetInfo(
  libraryPath: string,
  setId: SetId,
  change: (info: SetInfo) => SetInfo,
): Promise<SetInfo> {
  const changed = SetInfo.parse(change(await readSetInfo(libraryPath, setId)));
  await writeJson(setFile(libraryPath, setId), changed);
  return changed;
}

export interface SetListing {
  /** Newest first. */
  readonly infos: SetInfo[];
  /** Folders whose set.json cannot be used; the other sets open all the same. */
  readonly faults: { readonly setId: string; readonly message: string }[];
}

/** Every set of the library. @throws Failure io when the folder itself cannot be read */
export async function listSets(libraryPath: string): Promise<SetListing> {
  let names: string[];
  try {
    names = await readdir(setsDir(libraryPath));
  } catch (thrown) {
    if (isMissing(thrown)) return { infos: [], faults: [] };
    throw ioFailure(thrown, 'list the sets', setsDir(libraryPath));
  }
  const infos: SetInfo[] = [];
  const faults: { setId: string; message: string }[] = [];
  for (const name of names.sort()) {
    const id = SetId.safeParse(name);
    if (!id.success) continue;
    try {
      infos.push(await readSetInfo(libraryPath, id.data));
    } catch (thrown) {
      const { message, place } = toFailureDetail(thrown);
      faults.push({ setId: name, message: place === undefined ? message : `${place}: ${message}` });
    }
  }
  infos.sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : a.id < b.id ? -1 : 1));
  return { infos, faults };
}
