import type { AuditTopicResult } from '@shared/domain/audit/auditReport';
import { isFileFormat } from '@shared/domain/exportFormat';
import type { DatasetInfo } from '@shared/domain/exportManifest';
import { SIGNATURE_FILE } from '@shared/domain/exportSignature';
import type { CancelSignal } from '@shared/lib/abort';
import { imagesFolderOf } from '../../../formats/packs/filePlace';
import { readKeyRegister } from '../../../storage/keyRegister';
import { type SignatureReport, verifySignature } from '../../../storage/signature/verifySignature';
import { Findings } from './findings';

/** Put there by a withdrawal after the signature was made; asked about under that topic. */
const NOTICES: ReadonlySet<string> = new Set(['SUPERSEDED.json', 'NOTICE.txt']);

/** The signature by itself, and the papers that it vouches for. @throws Failure corrupt-data (keys.jsonl), io, cancelled */
export async function checkSigned(
  exportDir: string,
  info: DatasetInfo,
  libraryPath: string,
  signal: CancelSignal,
): Promise<readonly [signature: AuditTopicResult, papers: AuditTopicResult]> {
  const report = await verifySignature(exportDir, signal);
  return [await signatureResult(report, libraryPath), papersResult(report, info)];
}

async function signatureResult(
  { signature, findings }: SignatureReport,
  libraryPath: string,
): Promise<AuditTopicResult> {
  const found = new Findings('signature');
  for (const { path, reason } of findings) if (path === SIGNATURE_FILE) found.add(path, reason);
  if (signature === null) return found.result('There is no signature that could be read.');
  const known = (await readKeyRegister(libraryPath)).find(({ publicKey }) => publicKey === signature.publicKey);
  if (known === undefined)
    return found.result(
      `It holds for key ${signature.keyId}, which the library that is open here does not know: compare the id with one you got another way.`,
      'caution',
    );
  return found.result(`It holds for key ${signature.keyId}, registered here since ${known.registeredAt.slice(0, 10)}`);
}

function papersResult({ signature, findings }: SignatureReport, info: DatasetInfo): AuditTopicResult {
  const found = new Findings('papers');
  const images = `${imagesFolderOf(info.format)}/`;
  // Images that are files are held against the manifest, one by one.
  const isImage = (path: string): boolean => isFileFormat(info.format) && path.startsWith(images);
  for (const { path, reason } of findings)
    if (path !== SIGNATURE_FILE && !NOTICES.has(path) && !isImage(path)) found.add(path, reason);
  if (signature === null) return found.result('Nothing vouches for them.', 'not-checked');
  return found.result(`${signature.files.length} files read and hashed anew`);
}
