import { IMAGES_FOLDER } from '@shared/domain/exportLayout';
import { extensionOf } from '@shared/domain/exportNames';
import type { ExportFormat } from '@shared/domain/exportFormat';
import { digifacePlace } from '../digiface/digifaceNames';
import { HF_IMAGES_FOLDER } from '../huggingface/hfFolder';

/** What a place is made of; a `LaidOutFile` has it. */
export interface PlacedFile {
  /** Below the export's folder in a folder export: `images/<folder>/<name>`. */
  readonly path: string;
  readonly label: number;
  /** 0-based within the identity. */
  readonly position: number;
}

/** The folder that holds the identities and no image of which lies outside. */
export const imagesFolderOf = (format: ExportFormat): string =>
  format === 'hf-folder' ? HF_IMAGES_FOLDER : IMAGES_FOLDER;

/**
 * Where an image lies, below the export's folder and `/` separated, in a format in which each image is a file (`isFileFormat`).
 * @throws RangeError for other formats
 */
export function placeOf(format: ExportFormat, file: PlacedFile): string {
  const below = file.path.slice(file.path.indexOf('/') + 1);
  switch (format) {
    case 'folder':
      return file.path;
    case 'hf-folder':
      return `${HF_IMAGES_FOLDER}/${below}`;
    case 'digiface':
      return `${IMAGES_FOLDER}/${digifacePlace(file.label, file.position, extensionOf(file.path))}`;
    case 'recordio':
    case 'im2rec':
    case 'webdataset':
    case 'hf-parquet':
    case 'tfrecord':
    case 'lmdb':
      throw new RangeError(`an image of ${format} is no file of its own`);
  }
}
