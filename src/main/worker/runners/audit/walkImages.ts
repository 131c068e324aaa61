import { opendir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isFileFormat } from '@shared/domain/exportFormat';
import type { DatasetInfo } from '@shared/domain/exportManifest';
import { type CancelSignal, throwIfCancelled } from '@shared/lib/abort';
import { Failure, toFailureDetail } from '@shared/lib/failure';
import { imagesFolderOf } from '../../../formats/packs/filePlace';
import { openDataset } from '../../../formats/packs/openDataset';
import { ioFailure } from '../../../platform/ioFailure';
import { LEFT_BY_DESKTOPS } from '../../../storage/signature/exportTree';
import type { ImagesCheck } from './imagesCheck';

/** No image of ours comes near this; a larger file is named and not read. */
const MAX_IMAGE_BYTES = 20_000_000;

/**
 * Shows every image that lies in the export to the check: each file below the folder of images, or each entry of the packs as their
 * loader reads them. Links are named and not followed.
 * @param met called after each image. @throws Failure io, cancelled
 */
export async function walkImages(
  exportDir: string,
  info: DatasetInfo,
  check: ImagesCheck,
  signal: CancelSignal,
  met: () => void,
): Promise<void> {
  if (isFileFormat(info.format)) await walkFiles(exportDir, imagesFolderOf(info.format), check, signal, met);
  else await walkPacks(exportDir, info, check, signal, met);
}

async function walkFiles(
  exportDir: string,
  root: string,
  check: ImagesCheck,
  signal: CancelSignal,
  met: () => void,
): Promise<void> {
  const folders = [root];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    const files: string[] = [];
    try {
      for await (const entry of await opendir(join(exportDir, folder))) {
        const path = `${folder}/${entry.name}`;
        if (entry.isDirectory()) folders.push(path);
        else if (entry.isFile()) files.push(path);
        else check.unreadable(path, 'it is no plain file, but a link or a device');
      }
    } catch (thrown) {
      if (folder !== root) throw ioFailure(thrown, 'list the images of the export', join(exportDir, folder));
      check.unreadable(root, 'the folder of images is missing or cannot be read');
    }
    for (const path of files.sort()) {
      throwIfCancelled(signal);
      await readOne(exportDir, path, check);
      met();
    }
  }
}

async function readOne(exportDir: string, path: string, check: ImagesCheck): Promise<void> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  // Lists that a format wants beside its images are papers; what the manifest does not name and is no paper is a stray.
  if (LEFT_BY_DESKTOPS.has(name) || name === 'metadata.jsonl') return;
  try {
    const whole = join(exportDir, path);
    const { size } = await stat(whole);
    if (size > MAX_IMAGE_BYTES) check.unreadable(path, `it has ${size} bytes, which no image of an export has`);
    else check.image({ path, entry: '', bytes: await readFile(whole), label: null });
  } catch (thrown) {
    check.unreadable(path, `it cannot be read: ${toFailureDetail(ioFailure(thrown, 'read an image', path)).message}`);
  }
}

async function walkPacks(
  exportDir: string,
  info: DatasetInfo,
  check: ImagesCheck,
  signal: CancelSignal,
  met: () => void,
): Promise<void> {
  try {
    const reader = await openDataset(exportDir);
    if (reader?.format !== info.format) {
      check.unreadable(exportDir, `it should be ${info.format} and reads as ${reader?.format ?? 'nothing known'}`);
      return;
    }
    for await (const { path, entry, bytes, label } of reader.images(signal)) {
      throwIfCancelled(signal);
      check.image({ path, entry, bytes, label });
      met();
    }
  } catch (thrown) {
    // A pack that its reader refuses is a finding, with the place that the reader names.
    if (!(thrown instanceof Failure) || thrown.code === 'cancelled') throw thrown;
    check.unreadable(thrown.place ?? exportDir, thrown.message);
  }
}
