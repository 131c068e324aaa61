import { rm, mkdir } from 'node:fs/promises';
import { sep } from 'node:path';
import { declaredSyntheticOf } from '@shared/domain/declaredSynthetic';
import { digitalSourceTypeOf } from '@shared/domain/digitalSourceType';
import { isFileFormat } from '@shared/domain/exportFormat';
import type { LaidOutFile } from '@shared/domain/exportLayout';
import type { ExportSpec } from '@shared/domain/jobs';
import type { SampleRow } from '@shared/domain/sample';
import { Failure } from '@shared/lib/failure';
import type { JobContext } from '../../../jobs/jobContext';
import type { OpenWriter } from '../../../formats/packs/datasetWriter';
import { imagesFolderOf, placeOf } from '../../../formats/packs/filePlace';
import { openWriterFor } from '../../../formats/packs/openWriter';
import { writeLists } from '../../../formats/packs/writeLists';
import { ioFailure } from '../../../platform/ioFailure';
import type { ExportDraft } from '../../../storage/exportDraft';
import { setDir } from '../../../storage/libraryPaths';
import { copyFiles, type CopyOptions } from './copyFiles';
import type { ImagePool } from './imagePool';
import { packImages } from './packImages';
import { packPlan } from './packPlan';
import { readyPartialFolder } from './partialFolder';
import type { StoredImage } from './storedImages';
import { WrittenImages } from './writtenImages';

export interface CopyJob {
  readonly libraryPath: string;
  readonly spec: ExportSpec;
  readonly draft: ExportDraft;
  /** Folder that is filled; it gets its name at the end. */
  readonly partial: string;
  readonly pool: ImagePool;
  /** Only tests give one. */
  readonly openWriter?: (format: ExportSpec['format']) => OpenWriter | null;
}

/** Stored images are `images/<folder>/<file>`, as the set writer makes them; a name that leads elsewhere is a damaged table. */
const STORED = /^images\/(?!\.{1,2}\/)[^/\\\0]+\/(?!\.{1,2}$)[^/\\\0]+$/;

/** How each image of the draft is read from the library and what mark it gets. */
export function storedImageOf(
  libraryPath: string,
  draft: ExportDraft,
  isMarked: boolean,
): (file: LaidOutFile<SampleRow>) => StoredImage {
  const folders = new Map(draft.parts.map(({ kind, request }) => [kind, setDir(libraryPath, request.setId)]));
  const marks = new Map(
    draft.parts.map(({ kind, source: { info } }) => [
      kind,
      digitalSourceTypeOf(kind, info.kind === 'syn' ? info.fingerprint.generator : null, declaredSyntheticOf(info)),
    ]),
  );
  return ({ origin, sample }) => {
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
      sha256: sample.sha256,
      sizeBytes: sample.sizeBytes,
      mark: isMarked ? (marks.get(origin) ?? null) : null,
    };
  };
}

/** Puts the images of an export into files or a pack. @returns what was written @throws Failure corrupt-data, disk-full, io, cancelled */
export async function copyImages(job: CopyJob, context: JobContext): Promise<WrittenImages> {
  const { files } = job.draft.layout;
  const beganAt = performance.now();
  const options = {
    signal: context.signal,
    pool: job.pool,
    progress: (done: number) => context.progress({ phase: 'copy', done, total: files.length, unit: 'images' }),
  };
  const written = isFileFormat(job.spec.format) ? await toFiles(job, options) : await toPack(job, options);
  reportRate(context, written, (performance.now() - beganAt) / 1000);
  return written;
}

async function toFiles(job: CopyJob, options: Omit<CopyOptions, 'written'>): Promise<WrittenImages> {
  const { draft, partial, spec } = job;
  const { files } = draft.layout;
  const paths = files.map((file) => placeOf(spec.format, file));
  const written = new WrittenImages(files.length, (index) => paths[index] ?? '');
  const isResumed = await readyPartialFolder(partial, imagesFolderOf(spec.format), paths);
  const imageOf = storedImageOf(job.libraryPath, draft, spec.unmarkedReason === null);
  const native = (path: string): string => `${partial}${sep}${sep === '/' ? path : path.split('/').join(sep)}`;
  const fileOf = (index: number): LaidOutFile<SampleRow> => {
    const file = files[index];
    if (file === undefined) throw new RangeError(`there is no image ${index}`);
    return file;
  };
  await copyFiles(
    {
      count: files.length,
      imageOf: (index) => imageOf(fileOf(index)),
      toOf: (index) => native(paths[index] ?? ''),
      isResumed,
    },
    { ...options, written },
  );
  try {
    await writeLists(spec.format, partial, packPlan(draft, spec.seed), placed(files, paths));
  } catch (thrown) {
    throw ioFailure(thrown, 'write the lists of the format', partial);
  }
  return written;
}

function* placed(files: readonly LaidOutFile<SampleRow>[], paths: readonly string[]) {
  for (const [index, file] of files.entries()) {
    const { label, folder, partner, origin, sample } = file;
    const path = paths[index] ?? '';
    yield {
      index,
      label,
      identity: folder,
      name: path.slice(path.lastIndexOf('/') + 1),
      partner: partner === null ? null : { label: partner.label, weight: partner.weight },
      origin,
      sampleId: sample.id,
      path,
    };
  }
}

/** A pack cannot be taken up in its middle: it is begun anew, and ends with the same bytes. */
async function toPack(
  { draft, spec, partial, ...job }: CopyJob,
  options: Omit<CopyOptions, 'written'>,
): Promise<WrittenImages> {
  const { files } = draft.layout;
  const openWriter = (job.openWriter ?? openWriterFor)(spec.format);
  if (openWriter === null)
    throw new Failure({
      code: 'invalid-input',
      message: `This program has no writer for ${spec.format}.`,
      remedy: 'Choose another format.',
    });
  try {
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial, { recursive: true });
  } catch (thrown) {
    throw ioFailure(thrown, 'ready the export folder', partial);
  }
  const written = new WrittenImages(files.length, null);
  const imageOf = storedImageOf(job.libraryPath, draft, spec.unmarkedReason === null);
  const plan = packPlan(draft, spec.seed);
  await packImages({ format: spec.format, folder: partial, plan, files, imageOf, openWriter }, { ...options, written });
  return written;
}

/** What this machine can do, for the next estimate. */
function reportRate(context: JobContext, written: WrittenImages, seconds: number): void {
  if (written.count === 0 || seconds <= 0) return;
  context.metric('imagesPerSecond', written.count, written.count / seconds);
  context.metric('bytesPerSecond', written.count, written.totalBytes / seconds);
}
