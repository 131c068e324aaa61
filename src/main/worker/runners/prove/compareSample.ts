import type { DigitalSourceType } from '@shared/domain/digitalSourceType';
import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import type { ManifestLine } from '@shared/domain/exportManifest';
import { markImage } from '../../../formats/marks/markImage';
import { sha256Hex } from '../../../platform/hash';
import type { EncodedSample } from '../../../engine/generators/graphics/encodedSample';
import type { HandedOutImage } from './handedOut';

/** Sample tables hold weights as 32-bit floats; neighbouring steps are 0.05 apart. */
const WEIGHT_TOLERANCE = 1e-4;

/** Why the manifest line cannot be a sample of the recipe, or null when it can. */
export function whyNotInRecipe(line: ManifestLine, recipe: GenerateRecipe): string | null {
  if (line.identityIndex >= recipe.identities || line.sampleIndex >= recipe.samples)
    return `identity ${line.identityIndex}, sample ${line.sampleIndex} is not part of the recipe`;
  return null;
}

/**
 * Holds an image of the export against the sample rendered anew: every byte, its mark, and what the manifest says of it.
 * @param mark that the image must carry; null: none. @returns why they differ, or null when they are identical
 */
export function whyDifferent(
  image: HandedOutImage | string,
  line: ManifestLine,
  rendered: EncodedSample,
  mark: DigitalSourceType | null,
): string | null {
  if (typeof image === 'string') return image;
  const expected = mark === null ? rendered.sha256 : sha256Hex(markImage(rendered.bytes, mark));
  if (image.sha256 !== expected) {
    if (image.plainSha256 === rendered.sha256)
      return `the picture is what the recipe renders, but its mark is not ${mark === null ? 'none, as the export says' : mark}`;
    return `the file (SHA-256 ${short(image.sha256)}) is not what the recipe renders (${short(expected)})`;
  }
  if (line.sha256 !== expected)
    return `the manifest gives SHA-256 ${short(line.sha256)}, the file and the recipe ${short(expected)}`;
  if (mark !== null && line.unmarkedSha256 !== rendered.sha256)
    return `the manifest gives another SHA-256 for the picture without its mark than the recipe (${short(rendered.sha256)})`;
  const partner = line.partner?.identityIndex ?? -1;
  const weightError = Math.abs((line.partner?.weight ?? 1) - rendered.weight);
  if (partner !== rendered.partnerIndex || !(weightError < WEIGHT_TOLERANCE))
    return 'the manifest names another mixup partner or weight than the recipe';
  return null;
}

const short = (hash: string): string => `${hash.slice(0, 12)}…`;
