import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GeneratorAsset, GeneratorFingerprint } from '@shared/domain/setInfo';
import { GENERATOR_VERSION } from '@shared/graphics/fingerprint';
import { Failure } from '@shared/lib/failure';

/** SHA-256 over the code that draws and encodes a sample; the build computes it (scripts/lib/generatorCode.mjs). */
declare const OUTIS_GENERATOR_CODE: string | undefined;

/** Stands for the hash of the code where tests run the sources themselves. */
const UNBUILT = 'unbuilt';
const ENCODER = 'mozjpeg_enc.wasm';
const PACK = ['head.json', 'head.bin'] as const;
const REMEDY = 'Run "npm run setup".';

/** What lies in resources/built of this installation. */
export const headModelDir = (resourcesDir: string): string => join(resourcesDir, 'built', 'head-model');
export const codecsDir = (resourcesDir: string): string => join(resourcesDir, 'built', 'codecs');

/**
 * All that decides the bytes of a sample besides the recipe: code (drawing, draws of Identity Mixup, the encoder's settings), head
 * model and encoder. Equal fingerprints and recipes give equal files.
 * @throws Failure set-up-incomplete, corrupt-data
 */
export async function generatorFingerprint(resourcesDir: string): Promise<GeneratorFingerprint> {
  const generator = 'graphics';
  const version = String(GENERATOR_VERSION);
  const codeSha256 = typeof OUTIS_GENERATOR_CODE === 'string' ? OUTIS_GENERATOR_CODE : UNBUILT;
  const assets = await listAssets(resourcesDir);
  const assetsSha256 = sha256(PACK.map((name) => assets.find((asset) => asset.name === name)?.sha256 ?? '').join('\n'));
  const encoderSha256 = assets.find(({ name }) => name === ENCODER)?.sha256 ?? '';
  const whole = sha256([generator, version, codeSha256, assetsSha256, encoderSha256].join('\n'));
  return { generator, version, codeSha256, assetsSha256, encoderSha256, sha256: whole };
}

/** The files beside the code that decide bytes: the head model by its manifest, the encoder by its bytes. @throws as above */
export async function listAssets(resourcesDir: string): Promise<readonly GeneratorAsset[]> {
  const place = join(headModelDir(resourcesDir), 'manifest.json');
  const hashes = parseManifest(await readPart(place, "The head model's manifest.json is missing."), place);
  const encoder = await readPart(join(codecsDir(resourcesDir), ENCODER), 'The JPEG encoder is missing.');
  return [...PACK.map((name, at) => ({ name, sha256: hashes[at] ?? '' })), { name: ENCODER, sha256: sha256(encoder) }];
}

const sha256 = (data: Buffer | string): string => createHash('sha256').update(data).digest('hex');

async function readPart(place: string, message: string): Promise<Buffer> {
  try {
    return await readFile(place);
  } catch (cause) {
    throw new Failure({ code: 'set-up-incomplete', message, place, remedy: REMEDY }, { cause });
  }
}

function parseManifest(bytes: Buffer, place: string): readonly string[] {
  try {
    const manifest = JSON.parse(bytes.toString('utf8')) as {
      readonly files?: Readonly<Record<string, unknown>>;
    } | null;
    return PACK.map((name) => {
      const hash = manifest?.files?.[name];
      if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash)) throw new Error(`no hash of ${name}`);
      return hash;
    });
  } catch (cause) {
    const message = "The head model's manifest is damaged.";
    throw new Failure({ code: 'corrupt-data', message, place, remedy: REMEDY }, { cause });
  }
}
