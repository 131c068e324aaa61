import { declaredText } from '@shared/domain/declaredSynthetic';
import type { ExportFormat } from '@shared/domain/exportFormat';
import type { DatasetInfo } from '@shared/domain/exportManifest';

const partLine = (title: string, part: NonNullable<DatasetInfo['syn']>): string =>
  `${title}: ${part.identities} identities, ${part.samples} samples each, ${part.sampleCount} images, from the set "${part.setName}"` +
  ` (decisions up to revision ${part.curationRevision}, ${part.excludedCount} samples excluded by review).` +
  (part.shortIdentities.length === 0
    ? ''
    : ` ${part.shortIdentities.length} identities have fewer samples; dataset.json lists them.`);

const realTitle = ({ declaredSynthetic }: NonNullable<DatasetInfo['real']>): string =>
  declaredSynthetic === undefined ? 'Real people' : `Imported part, ${declaredText(declaredSynthetic)}`;

/** Where the images lie and who reads them so; docs/export.md has the loaders' own lines. */
const LAYOUTS: Readonly<Record<ExportFormat, readonly string[]>> = {
  folder: [
    '- images/ holds one folder per identity and nothing else. Sorted by name, the folders are the classes 0, 1, 2 ...',
  ],
  digiface: [
    '- images/ holds one folder per identity and nothing else, laid out as DigiFace-1M: images/<class>/<number>, both from 0.',
    '  Loaders that sort folder names as text number the classes otherwise; manifest.jsonl has the class of each file.',
  ],
  'hf-folder': [
    '- A folder per identity with metadata.jsonl: datasets.load_dataset("imagefolder", data_dir=<this folder>/train).',
  ],
  'hf-parquet': ['- Parquet shards that datasets.load_dataset reads; the image is a struct of bytes and path.'],
  recordio: [
    '- train.rec, train.idx, train.lst and property, as InsightFace wants them: point its "rec" at this folder.',
    '  Record 0 and the last records tell of the identities; images are records 1 to N.',
  ],
  im2rec: ['- train.rec, train.idx and train.lst: a flat, shuffled pack as im2rec makes it, for DALI and MXNet.'],
  webdataset: [
    '- Tar shards in shuffled order; files that share a key are one sample: the image, its class, its JSON.',
  ],
  tfrecord: ['- TFRecord shards of tf.train.Example in shuffled order.'],
  lmdb: ['- An LMDB database of msgpack values under ASCII numbers, as the Vec2Face family reads it.'],
};

function namingLines(format: ExportFormat, hasSoftLabels: boolean): string[] {
  if (format !== 'folder' && format !== 'hf-folder') return [];
  if (!hasSoftLabels) return ['- Files are named as in LFW: folder 00001 holds 00001_0001.jpg, 00001_0002.jpg ...'];
  return [
    '- Synthetic files carry SynFace soft labels: 003_00001x0.650_(00012)x0.350.jpg is 65 % class folder 00001 and 35 % class folder 00012 (1-based).',
  ];
}

/** README.txt of an export: what it is and how to read it, in plain words. */
export function readmeText(info: DatasetInfo, format: ExportFormat, hasSoftLabels: boolean): string {
  const lines = [
    `${info.name}, made by ${info.program} on ${info.createdAt.slice(0, 10)}`,
    '',
    info.statement,
    '',
    'What is in it',
    ...(info.syn === null ? [] : [`- ${partLine('Synthetic', info.syn)}`]),
    ...(info.real === null ? [] : [`- ${partLine(realTitle(info.real), info.real)}`]),
    '',
    'Images and labels',
    ...LAYOUTS[format],
    `- ${info.classCount} classes in all.` +
      (info.syn !== null && info.real !== null
        ? ` Synthetic ones are 0 to ${info.labelOffset - 1}; ${info.real.declaredSynthetic === undefined ? 'real' : 'declared'} ones begin at ${info.labelOffset} and their folders begin with r.`
        : ''),
    ...namingLines(format, hasSoftLabels),
    info.isMarked
      ? '- Each image says where it comes from in its XMP DigitalSourceType. Its bytes went into the pack or folder unchanged, and no loader minds.'
      : `- The images carry no mark of their origin. The reason that was given: ${info.unmarkedReason ?? 'none'}`,
    '',
    'Other files',
    '- manifest.jsonl: one line per image with path, key in a pack, SHA-256, origin, label and where it came from.',
    '- dataset.json: the numbers of this dataset, the recipe, and the SHA-256 of manifest.jsonl.',
    '- croissant.json: the same for machines, as Croissant 1.1 with RAI. audit.jsonl: who decided what about these sets, and when.',
    '- SIGNATURE.json: an Ed25519 signature over the SHA-256 of all files but single images, which manifest.jsonl has. It can be checked',
    '  with sha256sum and openssl; compare the key’s id with one that you got another way.',
    ...(info.coefficients === null
      ? []
      : [
          `- ${info.coefficients.file}: the five factors of every synthetic image (identity 160, expression 64, light 27, pose 3, background 32)`,
          '  and its nuisances, one row per sampleId of the manifest, as an Arrow file (pandas.read_feather, pyarrow.ipc.open_file). Where',
          '  identity is null it is that of the row above. dataset.json has its SHA-256.',
        ]),
    ...(info.pairs === null
      ? []
      : [
          `- ${info.pairs.file}: verification pairs in ${info.pairs.folds} folds, ${info.pairs.pairsPerFold} of the same and ${info.pairs.pairsPerFold} of different identities in each. No identity is in two folds.`,
          '  Judge only models with them that were not trained on these images.',
        ]),
    ...(info.verification === undefined
      ? []
      : [`- ${info.verification.file}: these pairs with their images, as InsightFace's evaluation reads them.`]),
    '',
    ...(info.syn === null
      ? []
      : [
          'Proof: "outis prove --export <this folder>" renders synthetic images again from dataset.json and manifest.jsonl and compares the bytes.',
          '',
        ]),
  ];
  return lines.join('\n');
}
