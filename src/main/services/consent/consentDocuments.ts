import { copyFile, mkdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { ConsentRecord } from '@shared/domain/consent';
import { hasHiddenCharacters } from '@shared/domain/consent';
import { Failure } from '@shared/lib/failure';
import { type ConsentFileFormat, writeConsentFile } from '../../formats/images/writeConsentFile';
import { syncDirectory, writeFileAtomic } from '../../platform/atomicWrite';
import { sha256Hex, sha256OfFile } from '../../platform/hash';
import { ioFailure, isMissing } from '../../platform/ioFailure';
import { evidenceDir, noticesDir } from '../../storage/libraryPaths';

/** A signed form as a scan has some MB; a film of the signing some hundred. */
const MAX_EVIDENCE_BYTES = 512 * 1024 * 1024;

/** Keeps a notice's text under its hash. @returns its SHA-256 @throws Failure disk-full, io */
export async function saveNotice(libraryPath: string, text: string): Promise<string> {
  // The same text pasted on another system is the same notice.
  const kept = text.replace(/\r\n?/g, '\n').normalize('NFC');
  const sha256 = sha256Hex(kept);
  const folder = noticesDir(libraryPath);
  try {
    await mkdir(folder, { recursive: true });
    await writeFileAtomic(join(folder, `${sha256}.txt`), kept);
  } catch (thrown) {
    throw ioFailure(thrown, 'keep the notice', folder);
  }
  return sha256;
}

/** @returns null where the text is not kept or no longer has this hash. @throws Failure io */
export async function readNotice(libraryPath: string, sha256: string): Promise<string | null> {
  const path = join(noticesDir(libraryPath), `${sha256}.txt`);
  try {
    const bytes = await readFile(path);
    return sha256Hex(bytes) === sha256 ? bytes.toString('utf8') : null;
  } catch (thrown) {
    if (isMissing(thrown)) return null;
    throw ioFailure(thrown, 'read the notice', path);
  }
}

/**
 * Hashes a file that proves a consent; it is never opened. With `copy` the library keeps it as consent/evidence/<sha256>.<ext>.
 * @returns the file's own name and its hash @throws Failure invalid-input, not-found, disk-full, io
 */
export async function takeEvidence(
  libraryPath: string,
  path: string,
  copy: boolean,
): Promise<{ file: string; sha256: string }> {
  const name = basename(path);
  const refuse = (message: string, remedy: string): Failure =>
    new Failure({ code: 'invalid-input', message, place: path, remedy });
  try {
    const { size } = await mustBeFile(path, refuse);
    if (size > MAX_EVIDENCE_BYTES) throw refuse('The file is too large for evidence.', 'At most 512 MiB are taken.');
    if (hasHiddenCharacters(name)) throw refuse('The file’s name holds invisible characters.', 'Rename the file.');
    const sha256 = await sha256OfFile(path);
    if (copy) await keepCopy(evidenceDir(libraryPath), path, sha256);
    return { file: name, sha256 };
  } catch (thrown) {
    throw ioFailure(thrown, 'take the evidence', path);
  }
}

async function mustBeFile(
  path: string,
  refuse: (message: string, remedy: string) => Failure,
): Promise<{ size: number }> {
  const found = await stat(path);
  if (!found.isFile()) throw refuse('This is no file.', 'Name the scan or the message that proves the consent.');
  return found;
}

async function keepCopy(folder: string, path: string, sha256: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const ending = /^\.[a-z0-9]{1,8}$/i.test(extname(path)) ? extname(path).toLowerCase() : '';
  const target = join(folder, `${sha256}${ending}`);
  await copyFile(path, target);
  await syncDirectory(folder);
  // The file may have changed between hashing and copying.
  if ((await sha256OfFile(target)) !== sha256)
    throw new Failure({
      code: 'conflict',
      message: 'The file changed while it was copied.',
      place: path,
      remedy: 'Try again.',
    });
}

/**
 * Writes a set's records in the form that a consent file has.
 * @param name of the set; becomes part of the file's name @returns the file's path
 * @throws Failure conflict when there is such a file; not-found, disk-full, io
 */
export async function exportConsents(
  folder: string,
  name: string,
  day: string,
  records: readonly ConsentRecord[],
  format: ConsentFileFormat,
): Promise<string> {
  const path = join(folder, `consent ${name.replace(/[^\p{L}\p{N} ._-]/gu, '_')} ${day}.${format}`);
  try {
    if (!(await stat(folder)).isDirectory())
      throw new Failure({ code: 'invalid-input', message: 'This is no folder.', place: folder });
    if (await isThere(path)) {
      throw new Failure({
        code: 'conflict',
        message: 'The file exists already; nothing is overwritten.',
        place: path,
        remedy: 'Remove it, or choose another folder.',
      });
    }
    await writeFileAtomic(path, writeConsentFile(records, format));
  } catch (thrown) {
    throw ioFailure(thrown, 'write the consent file', path);
  }
  return path;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (thrown) {
    if (isMissing(thrown)) return false;
    throw thrown;
  }
}
