import type { ExportFormat } from '@shared/domain/exportFormat';
import type { LaidOutFile } from '@shared/domain/exportLayout';
import type { SampleRow } from '@shared/domain/sample';
import type { CancelSignal } from '@shared/lib/abort';
import type { DatasetWriter, OpenWriter, PackPlan } from '../../../formats/packs/datasetWriter';
import { packOrder } from '../../../formats/packs/packOrder';
import { ioFailure } from '../../../platform/ioFailure';
import { type CopyDisk, StoredImages, type StoredImage } from './storedImages';
import { inTurns } from './turns';
import type { WrittenImages } from './writtenImages';

export interface PackJob {
  readonly format: ExportFormat;
  /** The export's folder, empty of the pack. */
  readonly folder: string;
  readonly plan: PackPlan;
  readonly files: readonly LaidOutFile<SampleRow>[];
  readonly imageOf: (file: LaidOutFile<SampleRow>) => StoredImage;
  readonly openWriter: OpenWriter;
}

export interface PackOptions {
  readonly signal: CancelSignal;
  readonly progress: (done: number) => void;
  readonly disk: CopyDisk;
  readonly written: WrittenImages;
}

/**
 * Puts images into a pack, each checked against its hash and marked, in the order that the format wants.
 * @returns files made, below the folder. @throws Failure corrupt-data naming the file, disk-full, io, cancelled; what was written stays
 */
export async function packImages(job: PackJob, options: PackOptions): Promise<readonly string[]> {
  const { format, folder, plan } = job;
  try {
    const writer = await job.openWriter(folder, plan);
    try {
      await addAll(job, writer, options);
      return await writer.finish();
    } catch (thrown) {
      await writer.abort();
      throw thrown;
    }
  } catch (thrown) {
    throw ioFailure(thrown, `write the ${format} pack`, folder);
  }
}

async function addAll(job: PackJob, writer: DatasetWriter, options: PackOptions): Promise<void> {
  const { files, imageOf, plan } = job;
  const images = new StoredImages(options.disk);
  const order = packOrder(job.format, plan);
  await inTurns(files.length, options, (nth) => {
    const index = order?.[nth] ?? nth;
    const file = files[index];
    if (file === undefined) return;
    const { sample, partner } = file;
    const image = images.read(imageOf(file));
    const place = writer.add({
      index,
      label: file.label,
      identity: file.folder,
      name: file.path.slice(file.path.lastIndexOf('/') + 1),
      bytes: image.bytes,
      widthPx: sample.widthPx,
      heightPx: sample.heightPx,
      partner: partner === null ? null : { label: partner.label, weight: partner.weight },
      origin: file.origin,
      sampleId: sample.id,
    });
    options.written.put(index, image.sha256, image.bytes.length, place);
  });
}
