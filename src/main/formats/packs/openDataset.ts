import { openDigiface } from '../digiface/digifaceReader';
import { openHfFolder } from '../huggingface/hfFolderReader';
import { openHfParquet } from '../huggingface/hfParquetReader';
import { openLfw } from '../lfw/lfwReader';
import { openLmdb } from '../lmdb/lmdbReader';
import { openRecordio } from '../recordio/recordioReader';
import { openTfrecord } from '../tfrecord/tfrecordReader';
import { openWebdataset } from '../webdataset/webdatasetReader';
import type { DatasetReader, OpenReader } from './datasetReader';

/** In this order: formats that a file gives away before those that a layout of folders does. */
const READERS: readonly OpenReader[] = [
  openRecordio,
  openLmdb,
  openWebdataset,
  openHfParquet,
  openTfrecord,
  openHfFolder,
  openLfw,
  openDigiface,
];

/**
 * Opens a dataset of any format that is known, by what lies there.
 * @param path a folder, or a file of a format that is one
 * @returns null where it is none of them; a plain folder per identity is none, and `FaceTree` walks it
 * @throws Failure not-found, io; corrupt-data or invalid-input where a format is known and its head is damaged
 */
export async function openDataset(path: string): Promise<DatasetReader | null> {
  for (const open of READERS) {
    const reader = await open(path);
    if (reader !== null) return reader;
  }
  return null;
}
