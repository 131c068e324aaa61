import { extensionOf } from '@shared/domain/exportNames';
import type { PackedImage } from './datasetWriter';

/** What the lists of a format say of an image; all but its bytes and size. */
export type ListedImage = Omit<PackedImage, 'bytes' | 'widthPx' | 'heightPx'>;

/** An image that lies where `placeOf` says. */
export interface PlacedImage extends ListedImage {
  /** Below the export's folder, `/` separated. */
  readonly path: string;
}

/**
 * What every format of ours says of an image beside its bytes, under one set of names. No value is ever missing, so that a column has one type:
 * an image that is not mixed has itself as partner and weight 1. The soft label is `weight` of `label` and the rest of `partner_label`.
 */
export interface ImageFacts {
  readonly label: number;
  readonly identity: string;
  readonly origin: 'syn' | 'real';
  readonly partner_label: number;
  readonly weight: number;
  readonly sample_id: string;
}

export const factsOf = (image: ListedImage): ImageFacts => ({
  label: image.label,
  identity: image.identity,
  origin: image.origin,
  partner_label: image.partner?.label ?? image.label,
  weight: image.partner?.weight ?? 1,
  sample_id: image.sampleId,
});

/** One line of JSON. The weight always has a decimal point: readers that guess a column's type take `1` for a whole number. */
export function factsJson(facts: ImageFacts, more: Readonly<Record<string, string>> = {}): string {
  const { label, identity, origin, partner_label: partner, weight, sample_id: sample } = facts;
  const number = Number.isInteger(weight) ? `${weight}.0` : String(weight);
  let first = '';
  for (const [key, value] of Object.entries(more)) first += `${JSON.stringify(key)}:${JSON.stringify(value)},`;
  // Put together by hand: a line is written for every image, and this takes a quarter of the time.
  return `{${first}"label":${label},"identity":${JSON.stringify(identity)},"origin":"${origin}","partner_label":${partner},"sample_id":${JSON.stringify(sample)},"weight":${number}}`;
}

/** `jpg`, `png`, `webp`: the ending of a stored image without its dot. */
export function endingOf(name: string): string {
  const ending = extensionOf(name).slice(1);
  if (ending === '') throw new RangeError(`${JSON.stringify(name)} has no ending that says what it holds`);
  return ending;
}
