import type { DatasetInfo } from '@shared/domain/exportManifest';

const partLine = (title: string, part: NonNullable<DatasetInfo['syn']>): string =>
  `${title}: ${part.identities} identities, ${part.samples} samples each, ${part.sampleCount} images, from the set "${part.setName}"` +
  ` (decisions up to revision ${part.curationRevision}, ${part.excludedCount} samples excluded by review).` +
  (part.shortIdentities.length === 0
    ? ''
    : ` ${part.shortIdentities.length} identities have fewer samples; dataset.json lists them.`);

/** README.txt of an export: what it is and how to read it, in plain words. */
export function readmeText(info: DatasetInfo, hasSoftLabels: boolean): string {
  const lines = [
    `${info.name}, made by ${info.program} on ${info.createdAt.slice(0, 10)}`,
    '',
    info.statement,
    '',
    'What is in it',
    ...(info.syn === null ? [] : [`- ${partLine('Synthetic', info.syn)}`]),
    ...(info.real === null ? [] : [`- ${partLine('Real people', info.real)}`]),
    '',
    'Folders and labels',
    '- images/ holds one folder per identity and nothing else. Sorted by name, the folders are the classes 0, 1, 2 ...',
    `- ${info.classCount} classes in all.` +
      (info.syn !== null && info.real !== null
        ? ` Synthetic ones are 0 to ${info.labelOffset - 1}; real ones begin at ${info.labelOffset} and their folders begin with r.`
        : ''),
    ...(hasSoftLabels
      ? [
          '- Synthetic files carry SynFace soft labels: 003_00001x0.650_(00012)x0.350.jpg is 65 % class folder 00001 and 35 % class folder 00012 (1-based).',
        ]
      : ['- Files are named as in LFW: folder 00001 holds 00001_0001.jpg, 00001_0002.jpg ...']),
    '',
    'Other files',
    '- manifest.jsonl: one line per image with path, SHA-256, origin, label and where it came from.',
    '- dataset.json: the numbers of this dataset, the recipe, and the SHA-256 of manifest.jsonl.',
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
