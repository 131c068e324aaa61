import type { SelectableSample, SelectedIdentity } from './exportSelection';
import type { ExportNaming } from './exportFormat';
import { extensionOf, identityFolder, numberWidth, plainFileName, softLabelFileName } from './exportNames';
import type { Origin } from './setInfo';

/** Folder of the identities inside an export: nothing else lies in it, so a folder loader can be pointed at it. */
export const IMAGES_FOLDER = 'images';

/** What the layout must know of a sample; a `SampleRow` is one. */
export interface LaidOutSample extends SelectableSample {
  readonly file: string;
  /** Weight of the sample's own identity in [0, 1]. */
  readonly weight: number;
}

export interface LaidOutFile<T> {
  /** Below the export's folder, `/` separated. */
  readonly path: string;
  readonly origin: Origin;
  /** Class: synthetic identities first, then real ones; equals the position of the folder in sorted order. */
  readonly label: number;
  readonly folder: string;
  /** 0-based within the identity. */
  readonly position: number;
  readonly sample: T;
  readonly partner: { readonly label: number; readonly identityIndex: number; readonly weight: number } | null;
}

export interface Layout<T> {
  /** In order of label and position. */
  readonly files: readonly LaidOutFile<T>[];
  /** Number of classes, and the first label of a real one. */
  readonly classCount: number;
  readonly labelOffset: number;
  /** True when synthetic files carry SynFace's soft labels in their names. */
  readonly hasSoftLabels: boolean;
}

/** Where every chosen sample goes and which class it is. @param naming of synthetic files; real ones are named as in LFW */
export function layOut<T extends LaidOutSample>(
  syn: readonly SelectedIdentity<T>[] | null,
  real: readonly SelectedIdentity<T>[] | null,
  naming: ExportNaming = 'auto',
): Layout<T> {
  const synthetic = syn ?? [];
  const isMix = syn !== null && real !== null;
  const labelOf = new Map(synthetic.map((identity, label) => [identity.identityIndex, label]));
  const isMixed = synthetic.some(({ samples }) => samples.some((sample) => sample.partnerIndex !== -1));
  const hasSoftLabels = naming === 'synface' ? synthetic.length > 0 : naming === 'auto' && isMixed;
  const files: LaidOutFile<T>[] = [];
  const width = numberWidth(synthetic.length);

  for (const [label, identity] of synthetic.entries()) {
    const folder = identityFolder('syn', label, synthetic.length, identity.identityName, isMix);
    for (const [position, sample] of identity.samples.entries()) {
      const extension = extensionOf(sample.file);
      const partnerLabel = sample.partnerIndex === -1 ? label : labelOf.get(sample.partnerIndex);
      if (partnerLabel === undefined) throw new RangeError('a mixed sample was chosen without its partner');
      const name = hasSoftLabels
        ? softLabelFileName(position, label, partnerLabel, sample.weight, width, extension)
        : plainFileName(folder, position, extension);
      const partner =
        sample.partnerIndex === -1
          ? null
          : { label: partnerLabel, identityIndex: sample.partnerIndex, weight: Number(sample.weight.toFixed(6)) };
      files.push({
        path: `${IMAGES_FOLDER}/${folder}/${name}`,
        origin: 'syn',
        label,
        folder,
        position,
        sample,
        partner,
      });
    }
  }
  const realIdentities = real ?? [];
  for (const [index, identity] of realIdentities.entries()) {
    const folder = identityFolder('real', index, realIdentities.length, identity.identityName, isMix);
    const label = synthetic.length + index;
    for (const [position, sample] of identity.samples.entries()) {
      const name = plainFileName(folder, position, extensionOf(sample.file));
      files.push({
        path: `${IMAGES_FOLDER}/${folder}/${name}`,
        origin: 'real',
        label,
        folder,
        position,
        sample,
        partner: null,
      });
    }
  }
  return {
    files,
    classCount: synthetic.length + realIdentities.length,
    labelOffset: synthetic.length,
    hasSoftLabels,
  };
}
