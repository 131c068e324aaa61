import { lstat, rename } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { IMAGES_FOLDER } from '@shared/domain/exportLayout';
import { DatasetInfo } from '@shared/domain/exportManifest';
import type { ExportSpec } from '@shared/domain/jobs';
import type { JobOutcome } from '@shared/domain/jobState';
import { Failure } from '@shared/lib/failure';
import type { JobContext, JobPlace, Runner } from '../../jobs/jobContext';
import { syncDirectory, writeFileDurable } from '../../platform/atomicWrite';
import { ioFailure, isMissing } from '../../platform/ioFailure';
import { appendAudit } from '../../storage/auditLog';
import { draftExport, type ExportDraft } from '../../storage/exportDraft';
import { readJsonAs } from '../../storage/jsonFile';
import { setDir } from '../../storage/libraryPaths';
import { copyFiles, type CopyDisk, type CopyTask } from './export/copyFiles';
import { copyIdentityPlan } from './export/copyIdentityPlan';
import { datasetInfo } from './export/datasetInfo';
import { writeManifest } from './export/manifest';
import { writeCoefficients } from './export/writeCoefficients';
import { pairsText } from './export/pairsText';
import { readyPartialFolder } from './export/partialFolder';
import { pin, readPinned, type PinnedExport } from '../../storage/pinnedExport';
import { readmeText } from './export/readme';

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

/** True when an earlier run of this job was ended after the last rename and before it could say so. */
async function isDone(pinned: PinnedExport): Promise<boolean> {
  if ((await exists(pinned.partial)) || !(await exists(pinned.directory))) return false;
  const { createdAt, name } = await readJsonAs(join(pinned.directory, 'dataset.json'), DatasetInfo);
  return createdAt === pinned.createdAt && name === pinned.name;
}

/** Stored images are `images/<folder>/<file>`, as the set writer makes them; a name that leads elsewhere is a damaged table. */
const STORED = /^images\/(?!\.{1,2}\/)[^/\\\0]+\/(?!\.{1,2}$)[^/\\\0]+$/;

function copyTasks(draft: ExportDraft, partial: string, libraryPath: string): CopyTask[] {
  const folders = new Map(draft.parts.map(({ kind, request }) => [kind, setDir(libraryPath, request.setId)]));
  return draft.layout.files.map(({ path, folder, origin, sample }) => {
    if (!STORED.test(sample.file)) {
      throw new Failure({
        code: 'corrupt-data',
        message: 'The sample table names a file outside of the set’s images.',
        place: `${sample.id} (${sample.file})`,
        remedy: 'Restore the set from a backup.',
      });
    }
    return {
      // Plain joining: 200,000 calls of path.join take longer than they should, and all parts are known to be clean.
      from: `${folders.get(origin) ?? ''}${sep}${sample.file}`,
      to: `${partial}${sep}${path}`,
      folder: `${partial}${sep}${IMAGES_FOLDER}${sep}${folder}`,
      sha256: sample.sha256,
      sizeBytes: sample.sizeBytes,
    };
  });
}

/** Writes what stands beside the images; dataset.json last, as it holds the manifest's hash. */
async function writeCompanions(
  draft: ExportDraft,
  pinned: PinnedExport,
  context: JobContext,
  place: JobPlace,
): Promise<DatasetInfo> {
  const { partial, createdAt } = pinned;
  try {
    const manifestSha256 = await writeManifest(
      join(partial, 'manifest.jsonl'),
      draft.layout.files,
      draft.parts,
      context.signal,
    );
    const syn = draft.parts.find(({ kind }) => kind === 'syn');
    const chosen = syn === undefined ? {} : await copyIdentityPlan(place.libraryPath, syn, partial);
    const coefficients =
      syn === undefined ? null : await writeCoefficients(place.libraryPath, draft, syn, partial, context.signal);
    const made = { createdAt, program: place.program, manifestSha256, ...chosen, coefficients };
    const info = datasetInfo(draft, made);
    if (draft.pairs !== null)
      await writeFileDurable(join(partial, 'pairs.txt'), pairsText(draft.pairs, !draft.layout.hasSoftLabels));
    await writeFileDurable(join(partial, 'README.txt'), readmeText(info, draft.layout.hasSoftLabels));
    await writeFileDurable(join(partial, 'dataset.json'), `${JSON.stringify(info, null, 2)}\n`);
    await syncDirectory(partial);
    return info;
  } catch (thrown) {
    throw ioFailure(thrown, 'write the export’s lists', partial);
  }
}

const outcomeOf = (pinned: PinnedExport, place: JobPlace, summary: string): JobOutcome => ({
  setId: null,
  exportDir: pinned.directory,
  runDir: place.runDir,
  summary,
});

/** @param disk only tests give one. */
export function createExportRunner(disk?: CopyDisk): Runner<ExportSpec> {
  return async (spec, context, place) => {
    const earlier = await readPinned(place.runDir);
    if (earlier !== null && (await isDone(earlier)))
      return outcomeOf(earlier, place, `${earlier.name} was exported already`);
    context.progress({ phase: 'plan', done: 0, total: null, unit: 'files' });
    const draft = await draftExport(place.libraryPath, spec, earlier?.revisions ?? null);
    mustBePossible(draft, earlier !== null);
    for (const { text } of draft.problems) context.log(text);
    const pinned = earlier ?? (await pin(place.runDir, place.jobId, draft));
    if (pinned.directory !== draft.directory) throw renamed(pinned, draft);

    const { files } = draft.layout;
    const paths = files.map(({ path }) => path);
    const isResumed = await readyPartialFolder(pinned.partial, IMAGES_FOLDER, paths);
    await copyFiles(copyTasks(draft, pinned.partial, place.libraryPath), {
      signal: context.signal,
      isResumed,
      progress: (done) => context.progress({ phase: 'copy', done, total: files.length, unit: 'files' }),
      ...(disk === undefined ? {} : { disk }),
    });
    context.progress({ phase: 'lists', done: 0, total: null, unit: 'files' });
    const info = await writeCompanions(draft, pinned, context, place);
    if (await exists(pinned.directory)) throw taken(pinned.directory);
    try {
      await rename(pinned.partial, pinned.directory);
      await syncDirectory(dirname(pinned.directory));
    } catch (thrown) {
      throw ioFailure(thrown, 'give the export its name', pinned.directory);
    }
    await appendAudit(place.libraryPath, {
      who: userInfo().username.slice(0, 80) || 'unknown',
      action: 'export',
      subject: info.name,
      detail: {
        directory: pinned.directory,
        jobId: place.jobId,
        files: files.length,
        synSet: info.syn?.setId ?? null,
        realSet: info.real?.setId ?? null,
        manifestSha256: info.manifestSha256,
      },
    });
    return outcomeOf(pinned, place, `${info.name}: ${files.length} images of ${info.classCount} identities`);
  };
}

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
