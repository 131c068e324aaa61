import { CROP_SIZE_PX, type GenerateRecipe } from '@shared/domain/generateRecipe';
import { Failure } from '@shared/lib/failure';
import { freeBytesAt } from '../../../platform/diskSpace';

/** Left free on top of the set, for journals, thumbnails and everybody else. */
const RESERVE_BYTES = 100_000_000;
/** Blocks of the usual file systems: a file of 5 kB takes 8. */
const BLOCK_BYTES = 4096;

/**
 * Upper estimate of one encoded sample, in bytes on the disk. Measured means at quality 92: 0.37 byte per pixel at 112 px, 0.24 at
 * 256 px.
 */
function estimateSampleBytes({ crop, jpegQuality }: Pick<GenerateRecipe, 'crop' | 'jpegQuality'>): number {
  const { widthPx, heightPx } = CROP_SIZE_PX[crop];
  const bytesPerPixel = jpegQuality > 95 ? 1.2 : jpegQuality > 85 ? 0.5 : 0.35;
  return Math.ceil((widthPx * heightPx * bytesPerPixel + 1000) / BLOCK_BYTES) * BLOCK_BYTES;
}

/** @throws Failure disk-full, saying how much is missing, when `sampleCount` more samples do not fit */
export async function checkDiskSpace(recipe: GenerateRecipe, sampleCount: number, libraryPath: string): Promise<void> {
  const free = await freeBytesAt(libraryPath);
  if (free === null) return; // the system does not say; a full disk is then found while writing
  const needed = sampleCount * estimateSampleBytes(recipe) + RESERVE_BYTES;
  if (needed <= free) return;
  throw new Failure({
    code: 'disk-full',
    message: `The set needs about ${megabytes(needed)}, but only ${megabytes(free)} are free: ${megabytes(needed - free)} are missing.`,
    place: libraryPath,
    remedy: 'Free that much space, or ask for fewer identities, fewer samples or a lower quality.',
  });
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1_000_000)} MB`;
