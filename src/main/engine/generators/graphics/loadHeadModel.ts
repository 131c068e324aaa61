import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@shared/lib/failure';
import { type HeadModel, parseHeadModel } from '@shared/graphics/headModel';

const FILES = ['head.json', 'head.bin'] as const;
const REMEDY = 'Run "npm run setup"; it bakes the head model anew.';

export interface HeadModelPack {
  readonly model: HeadModel;
  /** One SHA-256 over the files of the pack: part of the generator's fingerprint. */
  readonly assetsSha256: string;
}

/**
 * Loads the baked head model and holds every byte against the pack's manifest.
 * @param folder resources/built/head-model
 * @throws Failure set-up-incomplete when a file is missing, corrupt-data when one was changed, unsupported-version
 */
export async function loadHeadModel(folder: string): Promise<HeadModelPack> {
  const manifest = parseManifest(await readPart(folder, 'manifest.json'), join(folder, 'manifest.json'));
  const [json, bin] = await Promise.all(FILES.map((name) => readChecked(folder, name, manifest)));
  const model = parseHeadModel({
    json: json.toString('utf8'),
    // A buffer of Node can be a window on a larger pool; the parser wants exactly its own bytes.
    bin: bin.buffer.slice(bin.byteOffset, bin.byteOffset + bin.byteLength) as ArrayBuffer,
  });
  return { model, assetsSha256: assetsSha256Of(manifest) };
}

type Hashes = ReadonlyMap<string, string>;

const sha256 = (data: Buffer | string): string => createHash('sha256').update(data).digest('hex');

const assetsSha256Of = (hashes: Hashes): string => sha256(FILES.map((name) => hashes.get(name) ?? '').join('\n'));

async function readPart(folder: string, name: string): Promise<Buffer> {
  const place = join(folder, name);
  try {
    return await readFile(place);
  } catch (cause) {
    const message = `The head model's ${name} is missing.`;
    throw new Failure({ code: 'set-up-incomplete', message, place, remedy: REMEDY }, { cause });
  }
}

function parseManifest(bytes: Buffer, place: string): Hashes {
  const hashes = new Map<string, string>();
  try {
    const manifest = JSON.parse(bytes.toString('utf8')) as {
      readonly files?: Readonly<Record<string, unknown>>;
    } | null;
    for (const name of FILES) {
      const hash = manifest?.files?.[name];
      if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash)) throw new Error(`no hash of ${name}`);
      hashes.set(name, hash);
    }
  } catch (cause) {
    const message = "The head model's manifest is damaged.";
    throw new Failure({ code: 'corrupt-data', message, place, remedy: REMEDY }, { cause });
  }
  return hashes;
}

async function readChecked(folder: string, name: string, manifest: Hashes): Promise<Buffer> {
  const bytes = await readPart(folder, name);
  if (sha256(bytes) === manifest.get(name)) return bytes;
  throw new Failure({
    code: 'corrupt-data',
    message: `The head model's ${name} is not the file that was baked: its SHA-256 differs from the manifest.`,
    place: join(folder, name),
    remedy: REMEDY,
  });
}
