import type { ExportFormat } from '@shared/domain/exportFormat';
import { writeHfFolderLists } from '../huggingface/hfFolder';
import type { PackPlan } from './datasetWriter';
import type { PlacedImage } from './softLabel';

/**
 * Writes what a format in which each image is a file wants beside the images: Hugging Face's metadata.jsonl and README.md; the others want
 * nothing. Lists of an earlier attempt are written again, so that it may be called after a resume. Errors of the file system pass through.
 * @returns the files made, below the folder
 */
export function writeLists(
  format: ExportFormat,
  folder: string,
  plan: PackPlan,
  images: Iterable<PlacedImage>,
): Promise<readonly string[]> {
  return format === 'hf-folder' ? writeHfFolderLists(folder, plan, images) : Promise.resolve([]);
}
