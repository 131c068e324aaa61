import { z } from 'zod';
import type { DeclaredSynthetic } from './declaredSynthetic';
import type { Origin } from './setInfo';

/** Terms of IPTC's vocabulary (cv.iptc.org/newscodes/digitalsourcetype) that say how a picture of a dataset came about. */
export const DIGITAL_SOURCE_TYPES = [
  /** Made by an algorithm that was not trained on pictures: a renderer. */
  'algorithmicMedia',
  /** Made by a model that was trained on pictures. */
  'trainedAlgorithmicMedia',
  /** Taken by a camera. */
  'digitalCapture',
  /** Taken by a camera, with parts made by a trained model. */
  'compositeWithTrainedAlgorithmicMedia',
] as const;
export const DigitalSourceType = z.enum(DIGITAL_SOURCE_TYPES);
export type DigitalSourceType = z.infer<typeof DigitalSourceType>;

/** Address of a term, as it stands in XMP and in croissant.json. */
export const digitalSourceUri = (type: DigitalSourceType): string =>
  `http://cv.iptc.org/newscodes/digitalsourcetype/${type}`;

/** Generators that draw by rules alone; any other is taken to be trained. */
const RULED_GENERATORS: readonly string[] = ['graphics'];

/**
 * @param generator name in the fingerprint of a synthetic set; null for an imported one
 * @param declared what an imported set was declared to be; null for people
 */
export function digitalSourceTypeOf(
  origin: Origin,
  generator: string | null,
  declared: DeclaredSynthetic | null = null,
): DigitalSourceType {
  if (origin === 'real') {
    if (declared === null) return 'digitalCapture';
    return declared.how === 'rendered' ? 'algorithmicMedia' : 'trainedAlgorithmicMedia';
  }
  return generator !== null && RULED_GENERATORS.includes(generator) ? 'algorithmicMedia' : 'trainedAlgorithmicMedia';
}
