import { userInfo } from 'node:os';
import { join } from 'node:path';
import { AUDIT_EXTRACT_FILE } from '@shared/domain/auditExtract';
import { type ConsentPurpose, isConsentValid } from '@shared/domain/consent';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import { isFileFormat } from '@shared/domain/exportFormat';
import type { DatasetInfo } from '@shared/domain/exportManifest';
import { SIGNATURE_FILE } from '@shared/domain/exportSignature';
import type { JobContext, JobPlace } from '../../../../jobs/jobContext';
import { imagesFolderOf } from '../../../../formats/packs/filePlace';
import { writeFileDurable } from '../../../../platform/atomicWrite';
import type { DraftPart } from '../../../../storage/exportParts';
import { companionsOf, signedFile, writeSignature } from '../../../../storage/signature/writeSignature';
import type { FilledExport } from '../filledExport';
import { croissantOf } from './croissant/croissantOf';
import type { ConsentFacts } from './croissant/responsible';
import { writeAuditExtract } from './writeAuditExtract';

const CROISSANT_FILE = 'croissant.json';
const OWN_FILES = [CROISSANT_FILE, AUDIT_EXTRACT_FILE, SIGNATURE_FILE];

/**
 * Writes what tells where an export comes from, after all other files: croissant.json over these, audit.jsonl, and the signature over
 * all of them. Without a key, which only tests lack, there is no signature. Errors of the file system pass through.
 * @throws Failure io, cancelled
 */
export async function writeProvenance(
  { draft, pinned, spec, packHashes }: FilledExport,
  info: DatasetInfo,
  context: JobContext,
  { libraryPath, signer }: JobPlace,
): Promise<void> {
  const { partial } = pinned;
  const who = userInfo().username.slice(0, 80) || 'unknown';
  // Each identity has a folder of its own, which was cleared of all that is not an image of this export.
  const identities = isFileFormat(spec.format) ? `${imagesFolderOf(spec.format)}/` : null;
  const holdsImages = (folder: string): boolean => identities !== null && folder.startsWith(identities);
  const files = await companionsOf(partial, holdsImages, OWN_FILES, context.signal, packHashes);

  const names = (function* () {
    for (const { path } of draft.layout.files) yield path;
  })();
  const consents = consentFacts(draft.parts, info.createdAt);
  const croissant = croissantOf({ info, files, names, consents, who });
  await writeFileDurable(join(partial, CROISSANT_FILE), `${JSON.stringify(croissant, null, 2)}\n`);

  const keyId = signer?.keyId ?? null;
  await writeAuditExtract({ libraryPath, exportDir: partial, info, parts: draft.parts, keyId, who });

  if (signer === undefined || signer === null) {
    context.log('There is no signing key: the export is not signed.');
    return;
  }
  for (const path of [CROISSANT_FILE, AUDIT_EXTRACT_FILE]) files.push(await signedFile(partial, path, context.signal));
  await writeSignature(partial, files, signer);
}

function consentFacts(parts: readonly DraftPart[], at: string): ConsentFacts | null {
  const real = parts.find(({ kind }) => kind === 'real');
  if (real === undefined || !isOfRealPeople(real.source.info)) return null;
  const records = real.selection.identities.map(({ identityName }) => real.source.consentOf(identityName));
  const count = (purpose: ConsentPurpose): number =>
    records.filter((record) => record !== null && isConsentValid(record, purpose, at)).length;
  return {
    people: records.length,
    allowing: {
      training: count('training'),
      evaluation: count('evaluation'),
      export: count('export'),
      display: count('display'),
    },
  };
}
