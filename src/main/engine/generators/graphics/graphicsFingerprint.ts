import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GeneratorFingerprint } from '@shared/domain/setInfo';
import { GENERATOR_VERSION } from '@shared/graphics/fingerprint';
import { Failure } from '@shared/lib/failure';
import { readAssetsSha256 } from './loadHeadModel';

/** Raise when the bytes change for a reason outside shared/graphics, the head model and the encoder: mixup draws, encoder settings. */
const PIPELINE_VERSION = 1;
const ENCODER = 'mozjpeg_enc.wasm';

/**
 * All that decides the bytes of a sample besides the recipe: code, head model and encoder. Equal fingerprints and recipes give
 * equal files.
 * @throws Failure set-up-incomplete, corrupt-data
 */
export async function graphicsFingerprint(headModelDir: string, codecsDir: string): Promise<GeneratorFingerprint> {
  const generator = 'graphics';
  const version = `${GENERATOR_VERSION}.${PIPELINE_VERSION}`;
  const assetsSha256 = await readAssetsSha256(headModelDir);
  const encoderSha256 = sha256(await readEncoder(join(codecsDir, ENCODER)));
  const whole = sha256([generator, version, assetsSha256, encoderSha256].join('\n'));
  return { generator, version, assetsSha256, encoderSha256, sha256: whole };
}

const sha256 = (data: Buffer | string): string => createHash('sha256').update(data).digest('hex');

async function readEncoder(place: string): Promise<Buffer> {
  try {
    return await readFile(place);
  } catch (cause) {
    const message = 'The JPEG encoder is missing.';
    throw new Failure({ code: 'set-up-incomplete', message, place, remedy: 'Run "npm run setup".' }, { cause });
  }
}
