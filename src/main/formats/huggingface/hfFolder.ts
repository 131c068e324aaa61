import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PackPlan } from '../packs/datasetWriter';
import { PackFile } from '../packs/packFile';
import { factsJson, factsOf, type PlacedImage } from '../packs/softLabel';
import { hfCard } from './hfCard';

/** `datasets` takes a folder of this name for the split. */
export const HF_IMAGES_FOLDER = 'train';

/** In the folder of the images: `file_name` counts from there. */
const METADATA = `${HF_IMAGES_FOLDER}/metadata.jsonl`;
const CARD = 'README.md';

/**
 * metadata.jsonl and README.md of an imagefolder. The label stands in the metadata, for where there is metadata, `datasets` takes no labels from
 * folder names. @returns the files made, below the folder
 */
export function writeHfFolderLists(
  folder: string,
  plan: PackPlan,
  images: Iterable<PlacedImage>,
): Promise<readonly string[]> {
  mkdirSync(join(folder, HF_IMAGES_FOLDER), { recursive: true });
  writeNew(join(folder, METADATA), (file) => {
    for (const image of images) {
      const file_name = image.path.slice(HF_IMAGES_FOLDER.length + 1);
      file.writeText(`${factsJson(factsOf(image), { file_name })}\n`);
    }
  });
  const card = hfCard(plan, `${HF_IMAGES_FOLDER}/**`, 'the class as a whole number from 0');
  writeNew(join(folder, CARD), (file) => file.writeText(card));
  return Promise.resolve([METADATA, CARD]);
}

function writeNew(path: string, write: (file: PackFile) => void): void {
  rmSync(path, { force: true });
  const file = new PackFile(path);
  try {
    write(file);
    file.finish();
  } finally {
    file.abort();
  }
}
