import type { ExportFormat } from '@shared/domain/exportFormat';
import { isFileFormat } from '@shared/domain/exportFormat';
import type { SignedFile } from '@shared/domain/exportSignature';
import { imagesFolderOf } from '../../../../../formats/packs/filePlace';
import { type JsonObject, ref } from './context';
import { IMAGE_FILES, MANIFEST } from './distribution';

interface FieldParts {
  readonly set: string;
  readonly name: string;
  readonly type: string | readonly string[];
  readonly description: string;
  readonly source: JsonObject;
}

const field = ({ set, name, type, description, source }: FieldParts): JsonObject => ({
  '@type': 'cr:Field',
  '@id': `${set}/${name}`,
  name,
  description,
  dataType: type,
  source,
});

const ORIGINS = 'syn: drawn by a program; real: taken by a camera.';
const ORIGINS_DECLARED = 'syn: drawn by a program; real: imported, here declared synthetic and not proven.';

const MANIFEST_FIELDS: readonly (readonly [name: string, type: string, description: string])[] = [
  ['path', 'sc:Text', 'File that holds the image, below the dataset’s folder.'],
  ['sha256', 'sc:Text', 'SHA-256 of the image’s bytes, mark included.'],
  ['sizeBytes', 'sc:Integer', 'Length of the image.'],
  ['origin', 'sc:Text', ORIGINS],
  ['label', 'sc:Integer', 'Class, from 0; synthetic identities first.'],
  ['identity', 'sc:Text', 'Name of the identity.'],
  ['sampleId', 'sc:Text', 'Name of the sample in its set.'],
];

const manifest = (hasEntries: boolean, isDeclared: boolean): JsonObject => ({
  '@type': 'cr:RecordSet',
  '@id': 'manifest',
  name: 'manifest',
  description: 'What is known of each image.',
  key: hasEntries ? [ref('manifest/path'), ref('manifest/entry')] : ref('manifest/path'),
  field: [
    ...MANIFEST_FIELDS,
    ...(hasEntries ? [['entry', 'sc:Text', 'Key of the image inside its file.'] as const] : []),
  ].map(([name, type, description]) =>
    field({
      ...{ set: 'manifest', name },
      description: isDeclared && name === 'origin' ? ORIGINS_DECLARED : description,
      type: name === 'label' ? [type, 'cr:Label'] : type,
      source: { fileObject: ref(MANIFEST), extract: { column: name } },
    }),
  ),
});

const set = (description: string, fields: readonly Omit<FieldParts, 'set'>[]): JsonObject => ({
  '@type': 'cr:RecordSet',
  '@id': 'images',
  name: 'images',
  description,
  field: fields.map((one) => field({ set: 'images', ...one })),
});

const fromFile = (property: 'content' | 'fullpath', transform?: JsonObject): JsonObject => ({
  fileSet: ref(IMAGE_FILES),
  extract: { fileProperty: property },
  ...(transform === undefined ? {} : { transform }),
});

/** Records of images, where Croissant can take images out of the format's files; RecordIO, TFRecord and LMDB it cannot read. */
function images(format: ExportFormat, files: readonly SignedFile[]): JsonObject[] {
  const image = { name: 'image', type: 'sc:ImageObject', description: 'The image.' };
  if (isFileFormat(format)) {
    const folder = imagesFolderOf(format);
    return [
      set('The images by file; the folder is the identity, and sorted folders are the labels.', [
        { ...image, source: fromFile('content') },
        {
          name: 'path',
          type: 'sc:Text',
          description: 'File below the dataset’s folder, as in the manifest.',
          source: fromFile('fullpath'),
        },
        {
          name: 'folder',
          type: ['sc:Text', 'cr:Label'],
          description: 'Folder of the identity.',
          source: fromFile('fullpath', { regex: `^.*${folder}/([^/]+)/[^/]+$` }),
        },
      ]),
    ];
  }
  if (format === 'webdataset') {
    return [
      set('The images by member of the tar files; the manifest has the labels by the same name.', [
        { ...image, source: fromFile('content') },
        { name: 'entry', type: 'sc:Text', description: 'Name of the member.', source: fromFile('fullpath') },
      ]),
    ];
  }
  const shards = files.filter(({ path }) => path.endsWith('.parquet'));
  if (format !== 'hf-parquet' || shards.length === 0) return [];
  const column = (name: string, transform?: JsonObject): JsonObject => ({
    fileSet: ref('parquet-files'),
    extract: { column: name },
    ...(transform === undefined ? {} : { transform }),
  });
  return [
    set('The rows of the Parquet files.', [
      { ...image, source: column('image', { jsonPath: 'bytes' }) },
      { name: 'label', type: ['sc:Integer', 'cr:Label'], description: 'Class, from 0.', source: column('label') },
      { name: 'sample_id', type: 'sc:Text', description: 'Name of the sample.', source: column('sample_id') },
    ]),
  ];
}

/** The record sets of an export: its manifest, and its images where a Croissant reader can get at them. @param isDeclared the imported part is somebody else's synthetic set */
export const recordSetsOf = (format: ExportFormat, files: readonly SignedFile[], isDeclared: boolean): JsonObject[] => [
  manifest(!isFileFormat(format), isDeclared),
  ...images(format, files),
];
