import { lstat, rename } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { DatasetInfo } from '@shared/domain/exportManifest';
import type { ExportSpec } from '@shared/domain/jobs';
import type { JobOutcome } from '@shared/domain/jobState';
import { Failure } from '@shared/lib/failure';
import type { JobContext, JobPlace, Runner } from '../../jobs/jobContext';
import { syncDirectory } from '../../platform/atomicWrite';
import { ioFailure, isMissing } from '../../platform/ioFailure';
import { draftExport, type ExportDraft } from '../../storage/exportDraft';
import { readJsonAs } from '../../storage/jsonFile';
import { pin, readPinned, type PinnedExport } from '../../storage/pinnedExport';
import type { KnownHashes } from '../../storage/signature/writeSignature';
import { noteReplacement } from '../../storage/withdrawals/markExport';
import { copyImages, type CopyJob } from './export/copyImages';
import { type ImagePool, ownPool } from './export/imagePool';
import type { FilledExport } from './export/filledExport';
import { logExport } from './export/logExport';
import { type CopyDisk, realDisk } from './export/storedImages';
import { writeCompanions } from './export/writeCompanions';

function mustBePossible(draft: ExportDraft, isResumed: boolean): void {
  // A resumed export has part of its files there already; a disk that is really full still says so.
  const first = draft.problems.find(({ blocking, code }) => blocking && !(isResumed && code === 'disk-full'));
  if (first === undefined) return;
  throw new Failure({ code: first.code, message: first.text, place: draft.directory, remedy: first.remedy });
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (thrown) {
    if (isMissing(thrown)) return false;
    throw ioFailure(thrown, 'look at the folder', path);
  }
}

/** The export, when an earlier run of this job was ended after the last rename and before it could say so; else null. */
async function doneBefore(pinned: PinnedExport): Promise<DatasetInfo | null> {
  if ((await exists(pinned.partial)) || !(await exists(pinned.directory))) return null;
  const info = await readJsonAs(join(pinned.directory, 'dataset.json'), DatasetInfo);
  return info.createdAt === pinned.createdAt && info.name === pinned.name ? info : null;
}

const outcomeOf = (pinned: PinnedExport, place: JobPlace, summary: string): JobOutcome => ({
  setId: null,
  exportDir: pinned.directory,
  runDir: place.runDir,
  summary,
});

/** What an export works with; without any it works in its own process. Only tests give a disk or a writer. */
export interface ExportTools extends Partial<Pick<CopyJob, 'openWriter'>> {
  readonly disk?: CopyDisk;
  readonly openPool?: () => ImagePool;
}

/** Images from which on threads are started: below it, starting them is a good part of the work. Judged, not measured. */
const WORTH_THREADS = 500;

export function createExportRunner(tools: ExportTools = {}): Runner<ExportSpec> {
  return async (spec, context, place) => {
    const earlier = await readPinned(place.runDir);
    const done = earlier === null ? null : await doneBefore(earlier);
    if (earlier !== null && done !== null) {
      await logExport(spec, done, earlier.directory, userName(), place);
      await tellReplaced(spec, earlier, place);
      return outcomeOf(earlier, place, `${earlier.name} was exported already`);
    }
    context.progress({ phase: 'plan', done: 0, total: null, unit: 'files' });
    const draft = await draftExport(place.libraryPath, spec, earlier?.revisions ?? null);
    mustBePossible(draft, earlier !== null);
    for (const { text } of draft.problems) context.log(text);
    const pinned = earlier ?? (await pin(place.runDir, place.jobId, draft));
    if (pinned.directory !== draft.directory) throw renamed(pinned, draft);

    const info = await fill({ spec, draft, pinned }, tools, context, place);
    if (await exists(pinned.directory)) throw taken(pinned.directory);
    try {
      await rename(pinned.partial, pinned.directory);
      await syncDirectory(dirname(pinned.directory));
    } catch (thrown) {
      throw ioFailure(thrown, 'give the export its name', pinned.directory);
    }
    await logExport(spec, info, pinned.directory, userName(), place);
    await tellReplaced(spec, pinned, place);
    return outcomeOf(
      pinned,
      place,
      `${info.name}: ${draft.layout.files.length} images of ${info.classCount} identities`,
    );
  };
}

/** Writes images and companions into the export's partial folder. */
async function fill(
  planned: Pick<FilledExport, 'spec' | 'draft' | 'pinned'>,
  tools: ExportTools,
  context: JobContext,
  place: JobPlace,
): Promise<DatasetInfo> {
  const { spec, draft, pinned } = planned;
  const disk = tools.disk ?? realDisk;
  const isLarge = draft.layout.files.length >= WORTH_THREADS;
  const pool = (isLarge ? tools.openPool?.() : undefined) ?? ownPool(disk);
  try {
    const job = { ...tools, pool, libraryPath: place.libraryPath, spec, draft, partial: pinned.partial };
    const written = await copyImages(job, context);
    context.progress({ phase: 'lists', done: 0, total: null, unit: 'files' });
    const packHashes = hashPack(pinned.partial, written.packFiles, pool);
    return await writeCompanions({ ...planned, written, disk, packHashes }, context, place);
  } finally {
    await pool.close();
  }
}

/** Has the files of a pack hashed for the signature, while papers are written. */
function hashPack(partial: string, paths: readonly string[], pool: ImagePool): KnownHashes {
  const hashes = new Map(paths.map((path) => [path, pool.hashFile(join(partial, path))]));
  // Who needs a hash waits for it and is told; where something else fails first, nobody does.
  for (const hash of hashes.values()) hash.catch(() => undefined);
  return hashes;
}

/** Says of the export that a withdrawal superseded where its reissued version is. */
async function tellReplaced(
  { supersedes }: ExportSpec,
  { directory }: PinnedExport,
  { libraryPath }: JobPlace,
): Promise<void> {
  if (supersedes !== null) await noteReplacement(libraryPath, supersedes, directory, userName());
}

const userName = (): string => userInfo().username.slice(0, 80) || 'unknown';

const taken = (directory: string): Failure =>
  new Failure({
    code: 'conflict',
    message: 'The target came into being while the export was made.',
    place: directory,
    remedy: 'Move it away and resume.',
  });

/** With `identities` left open, a consent that has ended since can change N and with it the name. */
const renamed = (pinned: PinnedExport, draft: ExportDraft): Failure =>
  new Failure({
    code: 'conflict',
    message: `What may go out has changed since this export began: it would now be ${draft.name}, not ${pinned.name}.`,
    place: pinned.partial,
    remedy: 'Start a new export; the unfinished one can be deleted.',
  });
