import { stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { join } from 'node:path';
import { IMAGES_FOLDER } from '@shared/domain/exportLayout';
import { MAX_SAMPLES_PER_IDENTITY } from '@shared/domain/ids';
import type { CancelSignal } from '@shared/lib/abort';
import { throwIfCancelled } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import { FaceTree } from '../../../formats/images/faceTree';
import { isVerificationName } from '../../../formats/verification/verificationReader';
import { ioFailure } from '../../../platform/ioFailure';
import { finalIssue, type ImportIssueLine } from '../../../storage/importLog';
import type { ImportPlan } from '../../../storage/importPlan';
import { orNull } from '../../../storage/orNull';
import { lfwAbsences } from './lfwAbsences';
import { openPack, planPack } from './packSource';

export interface PlannedImport {
  readonly plan: ImportPlan;
  /** Entries of the tree that are no pictures of a subject: links, other files, names that lead out. */
  readonly issues: readonly ImportIssueLine[];
  /** Refusals beyond those that the walk keeps. */
  readonly unlistedCount: number;
}

/**
 * Walks the folder, or reads the pack, once and gives every picture its place.
 * @param counted called now and then with the pictures of a pack so far
 * @throws Failure not-found, invalid-input (nothing to import, a verification file), corrupt-data, cancelled
 */
export async function planImport(
  folder: string,
  signal: CancelSignal,
  counted: (pictures: number) => void,
): Promise<PlannedImport> {
  refuseVerificationFile(folder);
  const pack = await openPack(folder);
  if (pack === null) return planTree(folder, signal);
  return { plan: await planPack(folder, pack, { signal, counted }), issues: [], unlistedCount: 0 };
}

function refuseVerificationFile(path: string): void {
  if (!isVerificationName(path)) return;
  throw new Failure({
    code: 'invalid-input',
    message: 'A verification file holds pairs and says of nobody who it is, so nobody could consent or withdraw.',
    place: path,
    remedy: 'Verify a model on it instead: outis verify --run RUN --bin FILE.',
  });
}

/** Its folder of images would be taken for one subject. */
async function refuseRootOfExport(folder: string): Promise<void> {
  const [list, images] = await Promise.all(
    ['dataset.json', IMAGES_FOLDER].map((name) => orNull(statOf(join(folder, name)))),
  );
  if (list?.isFile() !== true || images?.isDirectory() !== true) return;
  throw new Failure({
    code: 'invalid-input',
    message: 'This is the folder of an export; its folders of identities lie one deeper.',
    place: folder,
    remedy: `Import ${join(folder, IMAGES_FOLDER)}.`,
  });
}

const statOf = (path: string): Promise<Stats> =>
  stat(path).catch((thrown: unknown) => {
    throw ioFailure(thrown, 'look at the folder', path);
  });

async function planTree(folder: string, signal: CancelSignal): Promise<PlannedImport> {
  await refuseRootOfExport(folder);
  const tree = new FaceTree(folder);
  const subjects = new Map<string, string[]>();
  const issues: ImportIssueLine[] = [];
  for await (const { subject, relativePath } of tree.files()) {
    throwIfCancelled(signal);
    const files = subjects.get(subject) ?? [];
    subjects.set(subject, files);
    if (files.length < MAX_SAMPLES_PER_IDENTITY) files.push(relativePath);
    else
      issues.push(
        finalIssue(relativePath, 'too-many', `A subject has at most ${MAX_SAMPLES_PER_IDENTITY} pictures.`, subject),
      );
  }
  for (const { relativePath, reason, detail } of tree.refused) issues.push(finalIssue(relativePath, reason, detail));
  issues.push(...(await lfwAbsences(folder, subjects)));
  if (subjects.size === 0) {
    throw new Failure({
      code: 'invalid-input',
      message: 'The folder holds no picture in a folder of its subject.',
      place: folder,
      remedy: 'Put the pictures of each subject into a folder with the name of the subject.',
    });
  }
  return {
    plan: { subjects: [...subjects].map(([subject, files]) => ({ subject, files })) },
    issues,
    unlistedCount: tree.refusedCount - tree.refused.length,
  };
}
