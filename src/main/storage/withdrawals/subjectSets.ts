import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { declaredSyntheticOf, declaredText, isOfRealPeople } from '@shared/domain/declaredSynthetic';
import { SetId } from '@shared/domain/ids';
import type { SampleRow } from '@shared/domain/sample';
import { SetInfo } from '@shared/domain/setInfo';
import { TwinPlan } from '@shared/domain/twin';
import type { AffectedSet } from '@shared/domain/withdrawalPlan';
import { Failure } from '@shared/lib/failure';
import { ioFailure, isMissing } from '../../platform/ioFailure';
import { subjectOf } from '../consentsInForce';
import { ImportPlan } from '../importPlan';
import { readJsonAs } from '../jsonFile';
import { setsDir, trashDir } from '../libraryPaths';
import { orNull } from '../orNull';
import { belowLibrary } from './fileTree';
import { readFolderRows } from './sampleShards';

/** A set's folder, in sets/ or in trash/. */
export interface SetFolder {
  readonly info: SetInfo;
  readonly path: string;
  readonly inTrash: boolean;
}

async function foldersIn(parent: string, inTrash: boolean): Promise<SetFolder[]> {
  let names: string[];
  try {
    names = (await readdir(parent)).sort();
  } catch (thrown) {
    if (isMissing(thrown)) return [];
    throw ioFailure(thrown, 'list the sets', parent);
  }
  const folders: SetFolder[] = [];
  for (const name of names) {
    // In the trash the moment of the removal follows the id.
    const id = SetId.safeParse(inTrash ? (name.split(' ')[0] ?? '') : name);
    if (!id.success) continue;
    const path = join(parent, name);
    const info = await orNull(readJsonAs(join(path, 'set.json'), SetInfo));
    if (info?.id === id.data) folders.push({ info, path, inTrash });
  }
  return folders;
}

/**
 * Every set that there is, the removed ones in trash/ too.
 * @throws Failure corrupt-data naming a set.json that cannot be read: it might be that of the subject's set
 */
export const allSetFolders = async (libraryPath: string): Promise<SetFolder[]> => [
  ...(await foldersIn(setsDir(libraryPath), false)),
  ...(await foldersIn(trashDir(libraryPath), true)),
];

const erased = (rows: readonly SampleRow[]): AffectedSet['samples'] =>
  rows.map(({ id, sha256, file, sizeBytes }) => ({ sampleId: id, sha256, file, sizeBytes }));

/** Where a subject's pictures are: by the names in the table and in the import's plan. @throws Failure corrupt-data, io */
export async function ownSet(libraryPath: string, folder: SetFolder, subject: string): Promise<AffectedSet> {
  const rows = (await readFolderRows(folder.path)).filter(({ identityName }) => subjectOf(identityName) === subject);
  const plan = await orNull(readJsonAs(join(folder.path, 'import-plan.json'), ImportPlan));
  const planned = (plan?.subjects ?? []).flatMap((one, index) => (subjectOf(one.subject) === subject ? [index] : []));
  return {
    setId: folder.info.id,
    name: folder.info.name,
    folder: belowLibrary(libraryPath, folder.path),
    why: 'own',
    inTrash: folder.inTrash,
    isWhole: false,
    identities: [...new Set([...rows.map(({ identityIndex }) => identityIndex), ...planned])].sort((a, b) => a - b),
    samples: erased(rows),
  };
}

/**
 * What of a twin was drawn in moments that were fitted to the subject's pictures; null where nothing was.
 * @throws Failure corrupt-data, io
 */
export async function twinOf(libraryPath: string, folder: SetFolder, own: AffectedSet): Promise<AffectedSet | null> {
  const { info, path, inTrash } = folder;
  if (info.kind !== 'syn' || info.twin?.ofSetId !== own.setId) return null;
  const plan = await orNull(readJsonAs(join(path, 'twin.json'), TwinPlan));
  const fitted = (plan?.identities ?? []).flatMap(({ ofIdentity, samples }, index) =>
    own.identities.includes(ofIdentity) && samples.length > 0 ? [index] : [],
  );
  if (fitted.length === 0) return null;
  const isWhole = info.state === 'partial';
  const rows = (await readFolderRows(path)).filter(({ identityIndex }) => isWhole || fitted.includes(identityIndex));
  return {
    setId: info.id,
    name: info.name,
    folder: belowLibrary(libraryPath, path),
    why: 'twin',
    inTrash,
    isWhole,
    identities: fitted,
    samples: erased(rows),
  };
}

/** The subject's set as it stands in sets/ or, removed, in trash/. @throws Failure not-found, invalid-input */
export function realSetOf(folders: readonly SetFolder[], setId: SetId): SetFolder {
  const found = folders.find(({ info }) => info.id === setId);
  if (found === undefined)
    throw new Failure({ code: 'not-found', message: 'There is no such set in this library.', place: setId });
  if (isOfRealPeople(found.info)) return found;
  const declared = declaredSyntheticOf(found.info);
  throw new Failure({
    code: 'invalid-input',
    message: `“${found.info.name}” is ${declared === null ? 'not a set of real people' : declaredText(declared)}: nobody in it can withdraw.`,
    place: setId,
    ...(declared === null
      ? {}
      : { remedy: 'If it shows people after all, remove the set and import it anew with a consent file.' }),
  });
}
