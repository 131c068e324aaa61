import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { type CancelSignal, throwIfCancelled } from '@shared/lib/abort';
import { ioFailure } from '../../platform/ioFailure';

/** What a desktop leaves in every folder that it shows; no picture hides behind these names. */
export const LEFT_BY_DESKTOPS: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

/**
 * All files below an export's folder, `/` separated, but for what desktops leave. Links count as files and are not followed.
 * @param passesOver true for folders that are not looked into
 * @throws Failure not-found, io, cancelled
 */
export async function filesOfExport(
  exportDir: string,
  signal: CancelSignal,
  passesOver: (folder: string) => boolean = () => false,
): Promise<string[]> {
  const found: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    throwIfCancelled(signal);
    const place = join(exportDir, folder);
    try {
      for await (const entry of await opendir(place)) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) {
          if (!passesOver(path)) folders.push(path);
        } else if (!LEFT_BY_DESKTOPS.has(entry.name)) found.push(path);
      }
    } catch (thrown) {
      throw ioFailure(thrown, 'list the files of the export', place);
    }
  }
  return found;
}
