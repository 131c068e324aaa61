import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  byPath,
  type ExportSignature,
  listText,
  SIGNATURE_FILE,
  type SignedFile,
  signedText,
} from '@shared/domain/exportSignature';
import type { CancelSignal } from '@shared/lib/abort';
import { writeFileDurable } from '../../platform/atomicWrite';
import { signBytes } from '../../platform/ed25519';
import { sha256Hex, sha256OfFile } from '../../platform/hash';
import { filesOfExport } from './exportTree';

/** A key pair in base64, SPKI and PKCS #8 in DER, and the public half's short name. */
export interface SigningPair {
  readonly keyId: string;
  readonly publicKey: string;
  readonly privateKey: string;
}

/** Hashes that were taken before, by path below the export's folder. */
export type KnownHashes = ReadonlyMap<string, Promise<string>>;

/**
 * Every file in the folder but the images, for which the manifest's hashes stand, and but `without`; sorted by path.
 * @param holdsImages true for folders that hold nothing but images, each of which the manifest names
 * @throws Failure io, cancelled
 */
export async function companionsOf(
  exportDir: string,
  holdsImages: (folder: string) => boolean,
  without: readonly string[],
  signal: CancelSignal,
  known: KnownHashes = new Map(),
): Promise<SignedFile[]> {
  const files: SignedFile[] = [];
  for (const path of await filesOfExport(exportDir, signal, holdsImages))
    if (!without.includes(path)) files.push(await signedFile(exportDir, path, signal, known));
  return files.sort(byPath);
}

/** @param path below the export's folder. Errors of the file system pass through; cancelled */
export async function signedFile(
  exportDir: string,
  path: string,
  signal: CancelSignal,
  known: KnownHashes = new Map(),
): Promise<SignedFile> {
  const place = join(exportDir, path);
  const sha256 = await (known.get(path) ?? sha256OfFile(place, signal));
  return { path, sha256, sizeBytes: (await stat(place)).size };
}

/** Signs these files of an export. Equal files and keys give equal bytes. Errors of the file system pass through. */
export async function writeSignature(
  exportDir: string,
  companions: readonly SignedFile[],
  { keyId, publicKey, privateKey }: SigningPair,
): Promise<ExportSignature> {
  const files = [...companions].sort(byPath);
  const root = sha256Hex(listText(files));
  const signature: ExportSignature = {
    outisSignature: 1,
    algorithm: 'Ed25519',
    keyId,
    publicKey,
    root,
    files,
    signature: signBytes(privateKey, Buffer.from(signedText(root))),
  };
  await writeFileDurable(join(exportDir, SIGNATURE_FILE), `${JSON.stringify(signature, null, 2)}\n`);
  return signature;
}
