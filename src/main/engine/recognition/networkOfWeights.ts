import type { Architecture, NetworkConfig } from '@shared/domain/training';
import { Failure } from '@shared/lib/failure';
import { parseSafetensors } from '../tensor/safetensors';

/** Blocks of the third stage tell the published networks apart. */
const BY_BLOCKS: ReadonlyMap<number, Architecture> = new Map([
  [2, 'iresnet18'],
  [6, 'iresnet34'],
  [14, 'iresnet50'],
  [30, 'iresnet100'],
]);
/** Four halvings leave 7 × 7 of 112 × 112 px with 512 channels. */
const FLAT_112 = 512 * 7 * 7;

/**
 * Which published network a safetensors file in insightface's naming holds (`layer3.5.conv1.weight`, `fc.weight`).
 * @throws Failure `corrupt-data` where it is no safetensors file, `invalid-input` where it is none of these networks at 112 × 112 px
 */
export function networkOfWeights(bytes: Uint8Array, place: string): NetworkConfig {
  const { tensors } = parseSafetensors(bytes, place);
  let blocks = 0;
  for (const name of tensors.keys()) {
    const index = /^layer3\.(\d{1,3})\./.exec(name)?.[1];
    if (index !== undefined) blocks = Math.max(blocks, Number(index) + 1);
  }
  const shape = tensors.get('fc.weight')?.shape;
  const architecture = BY_BLOCKS.get(blocks);
  const isKnown = architecture !== undefined && shape?.length === 2 && shape[1] === FLAT_112;
  if (!isKnown || shape[0] < 16 || shape[0] > 1024)
    throw new Failure({
      code: 'invalid-input',
      message: 'The file holds none of the networks iresnet18, 34, 50 or 100 for 112 × 112 px.',
      place,
      remedy: 'Convert the weights to safetensors with the names of insightface’s iresnet.',
    });
  return { architecture, inputHeight: 112, inputWidth: 112, embeddingSize: shape[0], dropout: 0 };
}
