import type { ExportFormat } from '@shared/domain/exportFormat';
import { openHfParquetWriter } from '../huggingface/hfParquetWriter';
import { openLmdbWriter } from '../lmdb/lmdbWriter';
import { openIm2recWriter } from '../recordio/im2recWriter';
import { openRecordioWriter } from '../recordio/recordioWriter';
import { openTfrecordWriter } from '../tfrecord/tfrecordWriter';
import { openWebdatasetWriter } from '../webdataset/webdatasetWriter';
import type { OpenWriter } from './datasetWriter';

/** Writers of the formats that put many images into one file. Where each image is a file, `placeOf` and `writeLists` serve instead. */
const WRITERS: Readonly<Partial<Record<ExportFormat, OpenWriter>>> = {
  recordio: openRecordioWriter,
  im2rec: openIm2recWriter,
  lmdb: openLmdbWriter,
  webdataset: openWebdatasetWriter,
  'hf-parquet': openHfParquetWriter,
  tfrecord: openTfrecordWriter,
};

/** @returns null where each image is a file of its own. */
export const openWriterFor = (format: ExportFormat): OpenWriter | null => WRITERS[format] ?? null;
