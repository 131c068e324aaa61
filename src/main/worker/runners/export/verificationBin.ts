import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LaidOutFile } from '@shared/domain/exportLayout';
import type { DatasetInfo } from '@shared/domain/exportManifest';
import type { SampleRow } from '@shared/domain/sample';
import type { JobContext } from '../../../jobs/jobContext';
import { openVerificationWriter } from '../../../formats/verification/verificationWriter';
import { sha256OfFile } from '../../../platform/hash';
import { ioFailure } from '../../../platform/ioFailure';
import { pairFiles } from './pairsText';
import { type CopyDisk, StoredImages, type StoredImage } from './storedImages';
import { inTurns } from './turns';
import type { DraftPairs } from '../../../storage/exportDraft';

const VERIFICATION_FILE = 'verification.bin';

/**
 * Writes the pairs with their images as InsightFace's evaluation reads them, fold by fold as in pairs.txt. The images are the marked ones
 * that go out. Begun anew after a resume. @throws Failure corrupt-data naming the image, disk-full, io, cancelled
 */
export async function writeVerificationBin(
  partial: string,
  pairs: DraftPairs,
  imageOf: (file: LaidOutFile<SampleRow>) => StoredImage,
  disk: CopyDisk,
  { signal, progress }: Pick<JobContext, 'signal' | 'progress'>,
): Promise<NonNullable<DatasetInfo['verification']>> {
  const path = join(partial, VERIFICATION_FILE);
  const all = [...pairFiles(pairs)];
  try {
    await rm(path, { force: true });
    const images = new StoredImages(disk);
    const writer = openVerificationWriter(path, all.length * 2);
    const report = (done: number): void =>
      progress({ phase: 'pairs', done: done * 2, total: all.length * 2, unit: 'images' });
    try {
      await inTurns(all.length, { signal, progress: report }, (nth) => {
        for (const file of all[nth]?.files ?? []) writer.add(images.read(imageOf(file)).bytes);
      });
      await writer.finish(all.map(({ isSame }) => isSame));
    } catch (thrown) {
      await writer.abort();
      throw thrown;
    }
    return { file: VERIFICATION_FILE, sha256: await sha256OfFile(path, signal), pairs: all.length };
  } catch (thrown) {
    throw ioFailure(thrown, 'write the verification pairs', path);
  }
}
