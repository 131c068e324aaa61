import { readFile, stat } from 'node:fs/promises';
import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import type { ManifestLine } from '@shared/domain/exportManifest';
import { Failure, toFailureDetail } from '@shared/lib/failure';
import { sha256Hex } from '../../../platform/hash';
import { isMissing } from '../../../platform/ioFailure';
import { existingInside } from '../../../storage/libraryPaths';
import type { EncodedSample } from '../../../engine/generators/graphics/encodedSample';

/** No sample of ours comes near this; larger files are not read at all. */
const MAX_SAMPLE_BYTES = 20_000_000;
/** Sample tables hold weights as 32-bit floats; neighbouring steps are 0.05 apart. */
const WEIGHT_TOLERANCE = 1e-4;

/** Why the manifest line cannot be a sample of the recipe, or null when it can. */
export function whyNotInRecipe(line: ManifestLine, recipe: GenerateRecipe): string | null {
  if (line.identityIndex >= recipe.identities || line.sampleIndex >= recipe.samples)
    return `identity ${line.identityIndex}, sample ${line.sampleIndex} is not part of the recipe`;
  return null;
}

/**
 * Holds a file of the export against the sample rendered anew: every byte, and what the manifest says of it.
 * @returns why they differ, or null when they are identical
 */
export async function whyDifferent(
  exportDir: string,
  line: ManifestLine,
  rendered: EncodedSample,
): Promise<string | null> {
  let bytes: Uint8Array;
  try {
    const path = await existingInside(exportDir, line.path);
    const { size } = await stat(path);
    if (size !== rendered.bytes.length && size > MAX_SAMPLE_BYTES) return `the file has ${size} bytes`;
    bytes = await readFile(path);
  } catch (thrown) {
    if (isMissing(thrown) || (thrown instanceof Failure && thrown.code === 'not-found')) return 'the file is missing';
    return `the file cannot be read: ${toFailureDetail(thrown).message}`;
  }
  if (!Buffer.from(rendered.bytes.buffer, rendered.bytes.byteOffset, rendered.bytes.length).equals(bytes))
    return `the file (SHA-256 ${short(sha256Hex(bytes))}) is not what the recipe renders (${short(rendered.sha256)})`;
  if (line.sha256 !== rendered.sha256)
    return `the manifest gives SHA-256 ${short(line.sha256)}, the file and the recipe ${short(rendered.sha256)}`;
  const partner = line.partner?.identityIndex ?? -1;
  const weightError = Math.abs((line.partner?.weight ?? 1) - rendered.weight);
  if (partner !== rendered.partnerIndex || !(weightError < WEIGHT_TOLERANCE))
    return 'the manifest names another mixup partner or weight than the recipe';
  return null;
}

const short = (hash: string): string => `${hash.slice(0, 12)}…`;
