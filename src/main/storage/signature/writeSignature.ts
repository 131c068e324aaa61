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

/**
 * Every file in the folder but the images, for which the manifest's hashes stand, and but `without`; sorted by path.
 * @param isImage true for paths that the manifest names and that hold one image each
 * @throws Failure io, cancelled
 */
export async function companionsOf(
  exportDir: string,
  isImage: (path: string) => boolean,
  without: readonly string[],
  signal: CancelSignal,
): Promise<SignedFile[]> {
  const files: SignedFile[] = [];
  for (const path of await filesOfExport(exportDir, signal))
    if (!without.includes(path) && !isImage(path)) files.push(await signedFile(exportDir, path, signal));
  return files.sort(byPath);
}

/** @param path below the export's folder. Errors of the file system pass through; cancelled */
export async function signedFile(exportDir: string, path: string, signal: CancelSignal): Promise<SignedFile> {
  const place = join(exportDir, path);
  return { path, sha256: await sha256OfFile(place, signal), sizeBytes: (await stat(place)).size };
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
