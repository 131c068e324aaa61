import type { ExportFormat } from '@shared/domain/exportFormat';
import type { LaidOutFile } from '@shared/domain/exportLayout';
import type { SampleRow } from '@shared/domain/sample';
import type { DatasetWriter, OpenWriter, PackedImage, PackPlan } from '../../../formats/packs/datasetWriter';
import { packOrder } from '../../../formats/packs/packOrder';
import { ioFailure } from '../../../platform/ioFailure';
import type { CopyOptions } from './copyFiles';
import type { StoredImage } from './storedImages';
import { inBatches } from './batches';

const HASH_BYTES = 32;

export interface PackJob {
  readonly format: ExportFormat;
  /** The export's folder, empty of the pack. */
  readonly folder: string;
  readonly plan: PackPlan;
  readonly files: readonly LaidOutFile<SampleRow>[];
  readonly imageOf: (file: LaidOutFile<SampleRow>) => StoredImage;
  readonly openWriter: OpenWriter;
}

/**
 * Puts images into a pack, each checked against its hash and marked, in the order that the format wants.
 * @returns files made, below the folder. @throws Failure corrupt-data naming the file, disk-full, io, cancelled; what was written stays
 */
export async function packImages(job: PackJob, options: CopyOptions): Promise<readonly string[]> {
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

async function addAll(job: PackJob, writer: DatasetWriter, options: CopyOptions): Promise<void> {
  const { files, imageOf, plan } = job;
  const order = packOrder(job.format, plan);
  const indexOf = (nth: number): number => order?.[nth] ?? nth;
  const fileOf = (nth: number): LaidOutFile<SampleRow> => {
    const file = files[indexOf(nth)];
    if (file === undefined) throw new RangeError(`there is no image ${nth}`);
    return file;
  };
  await inBatches(
    {
      count: files.length,
      imageOf: (nth) => imageOf(fileOf(nth)),
      toOf: null,
      isResumed: false,
      take: (start, { sha256, sizeBytes, bytes }) => {
        let at = 0;
        for (const [nth, size] of sizeBytes.entries()) {
          const index = indexOf(start + nth);
          const file = fileOf(start + nth);
          const place = writer.add(packed(index, file, bytes?.subarray(at, at + size) ?? new Uint8Array(0)));
          const hash = sha256.subarray(nth * HASH_BYTES, (nth + 1) * HASH_BYTES);
          options.written.put(index, hash, size, place);
          at += size;
        }
      },
    },
    options,
  );
}

function packed(index: number, file: LaidOutFile<SampleRow>, bytes: Uint8Array): PackedImage {
  const { sample, partner } = file;
  return {
    index,
    label: file.label,
    identity: file.folder,
    name: file.path.slice(file.path.lastIndexOf('/') + 1),
    bytes,
    widthPx: sample.widthPx,
    heightPx: sample.heightPx,
    partner: partner === null ? null : { label: partner.label, weight: partner.weight },
    origin: file.origin,
    sampleId: sample.id,
  };
}
