import { throwIfCancelled, type CancelSignal } from '@shared/lib/abort';
import { belowLibrary, filesBelow } from './fileTree';
import { sha256OfFile } from '../../platform/hash';

export interface CopySearch {
  /** Files looked at, and those of them that had the size of an erased image and were hashed. */
  readonly files: number;
  readonly compared: number;
  /** Paths below the library of files that still hold an erased image. */
  readonly copies: string[];
}

const MAX_COPIES = 1000;

/** Looks through the whole library for files equal to erased images. Packs and databases are not opened. @throws Failure io, cancelled */
export async function searchCopies(
  libraryPath: string,
  erased: readonly { readonly sha256: string; readonly sizeBytes: number }[],
  options: { readonly signal: CancelSignal; readonly progress: (files: number) => void },
): Promise<CopySearch> {
  const sizes = new Set(erased.map(({ sizeBytes }) => sizeBytes));
  const hashes = new Set(erased.map(({ sha256 }) => sha256));
  const found = { files: 0, compared: 0, copies: [] as string[] };
  if (hashes.size === 0) return found;
  for await (const { path, sizeBytes } of filesBelow(libraryPath)) {
    if (++found.files % 500 === 0) {
      throwIfCancelled(options.signal);
      options.progress(found.files);
    }
    if (!sizes.has(sizeBytes)) continue;
    found.compared++;
    if (hashes.has(await sha256OfFile(path)) && found.copies.length < MAX_COPIES)
      found.copies.push(belowLibrary(libraryPath, path));
  }
  return found;
}
