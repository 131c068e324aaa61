import { isFileFormat, type ExportFormat } from '@shared/domain/exportFormat';
import { MAX_IDENTITIES } from '@shared/domain/ids';
import type { CancelSignal } from '@shared/lib/abort';
import { throwIfCancelled } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import type { DatasetReader, ReadImage } from '../../../formats/packs/datasetReader';
import { openDataset } from '../../../formats/packs/openDataset';
import type { ImportPlan } from '../../../storage/importPlan';
import type { SourcePicture } from './sourcePicture';

/** Batches of samples placed by hand begin far behind this. */
const MAX_PICTURES = 20_000_000;

/**
 * The dataset at `path` where its pictures do not simply lie in a folder per subject, which is walked as such.
 * @throws Failure corrupt-data, invalid-input, io
 */
export async function openPack(path: string): Promise<(DatasetReader & { readonly format: ExportFormat }) | null> {
  const reader = await openDataset(path);
  if (reader === null || reader.format === 'verification-bin') return null;
  const { format } = reader;
  if (isFileFormat(format) && format !== 'hf-folder') return null;
  return { format, images: (signal) => reader.images(signal) };
}

/**
 * Reads the pack once, to know whom it holds before anything is stored; a pack that is damaged anywhere is refused here.
 * @param counted called now and then with the pictures so far. @throws Failure invalid-input, corrupt-data, cancelled
 */
export async function planPack(
  path: string,
  reader: DatasetReader & { readonly format: ExportFormat },
  { signal, counted }: { readonly signal: CancelSignal; readonly counted: (pictures: number) => void },
): Promise<ImportPlan> {
  const subjects = new Map<string, number>();
  let pictures = 0;
  const refuse = (message: string, remedy: string): never => {
    throw new Failure({ code: 'invalid-input', message, place: path, remedy });
  };
  for await (const { identity } of reader.images(signal)) {
    throwIfCancelled(signal);
    const subject = identity.normalize('NFC');
    subjects.set(subject, (subjects.get(subject) ?? 0) + 1);
    if (subjects.size > MAX_IDENTITIES)
      refuse(`The dataset has more than ${MAX_IDENTITIES} identities.`, 'Import a part of it.');
    if (++pictures > MAX_PICTURES)
      refuse(`The dataset has more than ${MAX_PICTURES} pictures.`, 'Import a part of it.');
    if (pictures % 256 === 0) counted(pictures);
  }
  if (pictures === 0) refuse('The dataset holds no picture.', 'Check that the download is complete.');
  return {
    subjects: [...subjects].map(([subject, count]) => ({ subject, files: [], pictures: count })),
    pack: { format: reader.format, pictures },
  };
}

/** What a picture of a pack is called in lists and in the sample table. */
const nameOf = ({ path, entry }: ReadImage): string => (entry === '' ? path : `${path}#${entry}`);

/**
 * The same pictures again. Identities are numbered as they first appear, names come from the plan: one who withdrew has none there any more.
 * @throws Failure conflict when the pack is no longer the one that was planned
 */
export async function* packPictures(
  path: string,
  plan: ImportPlan,
  format: ExportFormat,
  signal: CancelSignal,
): AsyncGenerator<SourcePicture> {
  const changed = (): Failure =>
    new Failure({
      code: 'conflict',
      message: 'The dataset is not the one that this import began with.',
      place: path,
      remedy: 'Put the file back as it was and resume, or begin a new import.',
    });
  const reader = await openPack(path);
  if (reader?.format !== format) throw changed();
  const seen = new Map<string, { readonly index: number; count: number }>();
  for await (const image of reader.images(signal)) {
    const subject = image.identity.normalize('NFC');
    const place = seen.get(subject) ?? { index: seen.size, count: 0 };
    seen.set(subject, place);
    const planned = plan.subjects[place.index];
    const sampleIndex = place.count++;
    if (planned === undefined || place.count > (planned.pictures ?? 0)) throw changed();
    yield {
      identityIndex: place.index,
      sampleIndex,
      subject: planned.subject,
      path: nameOf(image),
      isFile: false,
      read: () => Promise.resolve(image.bytes),
    };
  }
}
