import type { Origin } from './setInfo';

/** N and S of the parts of an export; null for a part that is not there. */
export interface ExportNumbers {
  readonly syn: { readonly identities: number; readonly samples: number } | null;
  readonly real: { readonly identities: number; readonly samples: number } | null;
}

export const exportKind = (numbers: ExportNumbers): 'syn' | 'real' | 'mix' =>
  numbers.syn === null ? 'real' : numbers.real === null ? 'syn' : 'mix';

/** `Syn_120_20`, `Real_40_10`, `Mix_160_20`; `Mix_160_20-10` where the synthetic and the real part have different S. @param isDeclared the imported part is somebody else's synthetic set: `Declared_40_10` */
export function exportName({ syn, real }: ExportNumbers, isDeclared = false): string {
  if (syn !== null && real !== null) {
    const depth = syn.samples === real.samples ? String(syn.samples) : `${syn.samples}-${real.samples}`;
    return `Mix_${syn.identities + real.identities}_${depth}`;
  }
  if (syn !== null) return `Syn_${syn.identities}_${syn.samples}`;
  if (real !== null) return `${isDeclared ? 'Declared' : 'Real'}_${real.identities}_${real.samples}`;
  throw new RangeError('an export has at least one part');
}

/** Five digits as in the field, more where N needs them, so that order as text is order as numbers. */
export const numberWidth = (count: number): number => Math.max(5, String(count).length);

const MAX_SLUG_LENGTH = 40;

/** Letters a–z, digits and `-` of a subject's name, for folder names that every system and every loader takes. May be empty. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, MAX_SLUG_LENGTH)
    .replace(/^-+|-+$/g, '');

/**
 * Folder of an identity: `00012` for a synthetic one, `00012_anna` for a real one, `r00012_anna` for a real one of a Mix, where
 * real folders must sort after synthetic ones (loaders number classes by sorted folder names).
 * @param position 0-based within the part. @param count identities of the part.
 */
export function identityFolder(kind: Origin, position: number, count: number, name: string, isMix: boolean): string {
  const number = String(position + 1).padStart(numberWidth(count), '0');
  if (kind === 'syn') return number;
  const slug = slugOf(name);
  return `${isMix ? 'r' : ''}${number}${slug === '' ? '' : `_${slug}`}`;
}

/** LFW's rule, `<folder>_0001.jpg`, which plain folder loaders take as well. @param position 0-based within the identity. */
export const plainFileName = (folder: string, position: number, extension: string): string =>
  `${folder}_${String(position + 1).padStart(4, '0')}${extension}`;

/**
 * SynFace's soft label in a file name, `003_00001x0.650_(00012)x0.350.jpg`: own class and weight, partner class and weight, both
 * 1-based. Its loader reads the classes and weights from here and nowhere else, so every file of a mixed set has this form.
 * @param width digits of a class number, `numberWidth(classes)`.
 */
export function softLabelFileName(
  position: number,
  own: number,
  partner: number,
  weight: number,
  width: number,
  extension: string,
): string {
  const pad = (value: number): string => String(value + 1).padStart(width, '0');
  // The rounded own weight decides the other one, so that the two always add up to 1.
  const rounded = weight.toFixed(3);
  const rest = (1 - Number(rounded)).toFixed(3);
  return `${String(position + 1).padStart(3, '0')}_${pad(own)}x${rounded}_(${pad(partner)})x${rest}${extension}`;
}

/** The ending of a stored image's name, `.jpg`; empty when it has none. */
export const extensionOf = (file: string): string => /\.[a-z0-9]{1,5}$/.exec(file)?.[0] ?? '';
