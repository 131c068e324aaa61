import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { reissueBy, Supersession } from '@shared/domain/withdrawal';
import type { AffectedExport } from '@shared/domain/withdrawalPlan';
import { Failure } from '@shared/lib/failure';
import { writeFileAtomic } from '../../platform/atomicWrite';
import { ioFailure } from '../../platform/ioFailure';
import { readJsonAs, writeJson } from '../jsonFile';
import { inside } from '../libraryPaths';
import { orNull } from '../orNull';
import { addSupersessions, readSupersessions } from './supersessions';

const SUPERSEDED_FILE = 'SUPERSEDED.json';
const NOTICE_FILE = 'NOTICE.txt';
const Supersessions = z.array(Supersession);

/** A notice for whoever opens the folder; it names nobody. */
function noticeText(marks: readonly Supersession[]): string {
  const images = marks.reduce((sum, mark) => sum + mark.images, 0);
  const first = marks[0]?.at ?? '';
  const next = marks.at(-1)?.replacedBy ?? null;
  return `THIS DATASET IS SUPERSEDED BY A WITHDRAWAL OF CONSENT

${marks.length === 1 ? 'A person whose images are in this dataset has taken consent back' : `${marks.length} withdrawals of consent concern people whose images are in this dataset`} (first on ${first.slice(0, 10)}).
${images} images are concerned. They are the lines of manifest.jsonl whose files may be missing here.

What to do
- Stop using this dataset for what was withdrawn, and delete every copy of these images.
- Use the version that replaces it: ${next ?? `to be made by ${reissueBy(first)}`}.
- Tell those who had it from you.

SUPERSEDED.json has the same for programs. Counts in reports and models made before do not change;
models that learned from these images are marked by their owner.
`;
}

/** Writes both files into a folder. @throws Failure io, disk-full, corrupt-data */
async function writeMarks(directory: string, marks: readonly Supersession[]): Promise<void> {
  await writeJson(join(directory, SUPERSEDED_FILE), marks);
  await writeFileAtomic(join(directory, NOTICE_FILE), noticeText(marks));
}

const marksIn = async (directory: string): Promise<Supersession[]> =>
  (await orNull(readJsonAs(join(directory, SUPERSEDED_FILE), Supersessions))) ?? [];

async function isThere(directory: string): Promise<boolean> {
  try {
    return (await stat(directory)).isDirectory();
  } catch {
    return false; // moved, deleted or on a disk that is not there: the library's own mark says it
  }
}

/**
 * Marks an export in its folder, where that can be written, and erases the images of one that lies in the library. The mark comes first.
 * @param scopeErases false where only purposes were withdrawn
 * @returns whether the folder carries the mark now @throws Failure io, disk-full where the library's own folder cannot be written
 */
export async function supersedeExport(one: AffectedExport, mark: Supersession, pause: () => void): Promise<boolean> {
  if (!(await isThere(one.directory))) return false;
  pause();
  try {
    const before = (await marksIn(one.directory)).filter(({ withdrawalId }) => withdrawalId !== mark.withdrawalId);
    const known = (await marksIn(one.directory)).find(({ withdrawalId }) => withdrawalId === mark.withdrawalId);
    await writeMarks(one.directory, [...before, known ?? mark]);
  } catch (thrown) {
    // Somebody else's folder may be locked: its mark in the library stands, and the certificate says so.
    if (!one.isOwn && thrown instanceof Failure) return false;
    throw thrown;
  }
  if (!one.isOwn) return true;
  for (const { path } of one.files) {
    pause();
    const file = inside(one.directory, path);
    try {
      await rm(file, { force: true });
    } catch (thrown) {
      throw ioFailure(thrown, 'erase the image', file);
    }
  }
  return true;
}

/**
 * To be called when an export that replaces another has its name: fills `replacedBy` in the library and, where it can be written, in the
 * old folder. Nothing happens where the old one is not marked. @throws Failure corrupt-data, disk-full, io
 */
export async function noteReplacement(
  libraryPath: string,
  replaced: string,
  replacedBy: string,
  who: string,
): Promise<void> {
  const marks = (await readSupersessions(libraryPath)).filter(
    ({ thing }) => thing.type === 'export' && thing.directory === replaced,
  );
  const filled = marks.map(({ thing, supersession }) => ({ thing, supersession: { ...supersession, replacedBy } }));
  if (filled.length === 0) return;
  await addSupersessions(libraryPath, who, filled);
  if (!(await isThere(replaced))) return;
  try {
    await writeMarks(
      replaced,
      (await marksIn(replaced)).map((mark) => ({ ...mark, replacedBy })),
    );
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown; // the library's own line stands
  }
}
