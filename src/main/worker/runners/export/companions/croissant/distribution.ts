import type { ExportFormat } from '@shared/domain/exportFormat';
import { isFileFormat } from '@shared/domain/exportFormat';
import type { SignedFile } from '@shared/domain/exportSignature';
import { imagesFolderOf } from '../../../../../formats/packs/filePlace';
import { type JsonObject, ref } from './context';

/** Id of the set of image files, where a loader can take images out by themselves. */
export const IMAGE_FILES = 'image-files';
export const MANIFEST = 'manifest.jsonl';

/** Media types as mlcroissant reads them; a format without one is named by the page that describes it, as the specification asks. */
const TYPES: readonly (readonly [ending: string, type: string])[] = [
  ['.jsonl', 'application/jsonlines'],
  ['.json', 'application/json'],
  ['.txt', 'text/plain'],
  ['.md', 'text/markdown'],
  ['.lst', 'text/tab-separated-values'],
  ['.idx', 'text/tab-separated-values'],
  ['.csv', 'text/csv'],
  ['.tar', 'application/x-tar'],
  ['.parquet', 'application/x-parquet'],
  ['.pdf', 'application/pdf'],
  ['.arrow', 'application/vnd.apache.arrow.file'],
  ['.tfrecord', 'https://www.tensorflow.org/tutorials/load_data/tfrecord'],
  ['.rec', 'https://mxnet.apache.org/versions/1.9.1/api/architecture/note_data_loading'],
  ['.mdb', 'http://www.lmdb.tech/doc/'],
];

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  [MANIFEST]:
    'One line per image: path, SHA-256, label, identity, origin, sample, soft label, and where consent stands.',
  'dataset.json':
    'The numbers of this dataset, its recipe, the fingerprint of its generator, and the SHA-256 of the manifest.',
  'README.txt': 'What this is and how to read it.',
  'DATACARD.md': 'Data card in the order of Article 10 of the AI Act.',
  'DATACARD.pdf': 'The same data card on paper.',
  'pairs.txt': 'Verification pairs in folds; no identity is in two folds.',
  'people.txt': 'Identities and their numbers of images, in the folds of pairs.txt.',
  'identities.json': 'Which candidates of the generator the identities are.',
  'coefficients.arrow': 'The factors from which each synthetic image was drawn.',
};

const typeOf = (path: string): string =>
  TYPES.find(([ending]) => path.endsWith(ending))?.[1] ?? 'application/octet-stream';

const fileObject = ({ path, sha256, sizeBytes }: SignedFile): JsonObject => ({
  '@type': 'cr:FileObject',
  '@id': path,
  name: path,
  ...(DESCRIPTIONS[path] === undefined ? {} : { description: DESCRIPTIONS[path] }),
  contentUrl: path,
  contentSize: `${sizeBytes} B`,
  encodingFormat: typeOf(path),
  sha256,
});

const IMAGE_TYPES: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
};

const PARQUET_FILES: JsonObject = {
  '@type': 'cr:FileSet',
  '@id': 'parquet-files',
  name: 'parquet-files',
  description: 'The Parquet files, as one table.',
  encodingFormat: 'application/x-parquet',
  includes: '**/*.parquet',
};

/** @param endings of the images' names, as `.jpg`. */
function imageFiles(format: ExportFormat, files: readonly SignedFile[], endings: readonly string[]): JsonObject[] {
  const set = {
    '@type': 'cr:FileSet',
    '@id': IMAGE_FILES,
    name: IMAGE_FILES,
    description: 'The images, each a file; the manifest has the SHA-256 of each.',
    encodingFormat: [...new Set(endings.map((ending) => IMAGE_TYPES[ending] ?? 'application/octet-stream'))],
  };
  if (isFileFormat(format)) {
    const folder = imagesFolderOf(format);
    return [{ ...set, includes: endings.map((ending) => `${folder}/*/*${ending}`) }];
  }
  if (format === 'hf-parquet') return [PARQUET_FILES];
  if (format !== 'webdataset') return [];
  const shards = files.filter(({ path }) => path.endsWith('.tar'));
  return [
    { ...set, containedIn: shards.map(({ path }) => ref(path)), includes: endings.map((ending) => `*${ending}`) },
  ];
}

/** Every file of the export with its hash, and the set of images where these are files or lie in tar files. */
export const distributionOf = (
  format: ExportFormat,
  files: readonly SignedFile[],
  endings: readonly string[],
): JsonObject[] => [...files.map(fileObject), ...imageFiles(format, files, endings)];
