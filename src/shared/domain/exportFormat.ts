import { z } from 'zod';

/** How an export lies on the disk; docs/formats.md says which loader reads which. Image bytes are the same in all of them. */
export const EXPORT_FORMATS = [
  /** A folder per identity; names as in LFW, or SynFace's where samples are mixed. */
  'folder',
  /** InsightFace's train.rec, train.idx, train.lst and property, with identity records. */
  'recordio',
  /** A flat, shuffled .rec as im2rec makes it, which DALI reads. */
  'im2rec',
  /** Tar shards. */
  'webdataset',
  /** A folder of files with metadata.jsonl. */
  'hf-folder',
  /** Parquet shards with the image as struct {bytes, path}. */
  'hf-parquet',
  'tfrecord',
  /** Vec2Face's family: msgpack values under ASCII numbers. */
  'lmdb',
  /** `<identity>/<number>.png`, both from 0. */
  'digiface',
] as const;
export const ExportFormat = z.enum(EXPORT_FORMATS);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** How the files of synthetic identities are called: SynFace's soft labels, LFW's numbers, or soft labels only where samples are mixed. */
export const EXPORT_NAMINGS = ['auto', 'lfw', 'synface'] as const;
export const ExportNaming = z.enum(EXPORT_NAMINGS);
export type ExportNaming = z.infer<typeof ExportNaming>;

/** Formats in which each image is a file of its own. */
export const isFileFormat = (format: ExportFormat): boolean =>
  format === 'folder' || format === 'hf-folder' || format === 'digiface';
