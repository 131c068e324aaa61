import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { AUDIT_PAGE } from '@shared/domain/audit/auditReport';
import { Certificate, CERTIFICATE_FILE, CERTIFICATE_PAGE } from '@shared/domain/certificate';
import { Failure } from '@shared/lib/failure';
import { writeFileAtomic } from '../platform/atomicWrite';
import { ioFailure, isMissing } from '../platform/ioFailure';
import { readJsonAs } from './jsonFile';
import { orNull } from './orNull';

/** Recipes are small; a certificate names at most a few hundred files. */
const MAX_CERTIFICATE_BYTES = 4_000_000;

/** Reads a certificate that may come from anywhere. @throws Failure not-found, corrupt-data, io */
export async function readCertificateFile(path: string): Promise<Certificate> {
  let size: number;
  try {
    ({ size } = await stat(path));
  } catch (thrown) {
    throw ioFailure(thrown, 'read the certificate', path);
  }
  if (size > MAX_CERTIFICATE_BYTES)
    throw new Failure({ code: 'corrupt-data', message: `This is no certificate: it has ${size} bytes.`, place: path });
  return readJsonAs(path, Certificate);
}

/** The certificate in a run's folder, or null where there is none. @throws Failure corrupt-data, io */
export const readCertificate = (runDir: string): Promise<Certificate | null> =>
  orNull(readCertificateFile(join(runDir, CERTIFICATE_FILE)));

/** What a run can have to show to others: the machine's copy and the page, each with the name it gets outside. */
const PAPERS = [
  [
    { name: CERTIFICATE_FILE, as: CERTIFICATE_FILE },
    { name: CERTIFICATE_PAGE, as: CERTIFICATE_PAGE },
  ],
  [
    { name: 'report.json', as: 'audit.json' },
    { name: AUDIT_PAGE, as: AUDIT_PAGE },
  ],
] as const;

/**
 * Copies a run's certificate, or its audit, with the page to a folder, which is made when it is missing; older ones of the same name
 * are replaced. @returns path of the page. @throws Failure not-found where the run has none, invalid-input, disk-full, io
 */
export async function saveCertificate(runDir: string, folder: string): Promise<string> {
  if (!isAbsolute(folder))
    throw new Failure({ code: 'invalid-input', message: 'The folder must be named in full.', place: folder });
  for (const [file, page] of PAPERS) {
    const pageBytes = await bytesOrNull(join(runDir, page.name));
    const fileBytes = pageBytes === null ? null : await bytesOrNull(join(runDir, file.name));
    if (pageBytes === null || fileBytes === null) continue;
    await writeFileAtomic(join(folder, file.as), fileBytes);
    await writeFileAtomic(join(folder, page.as), pageBytes);
    return join(folder, page.as);
  }
  throw new Failure({
    code: 'not-found',
    message: 'This run left no certificate.',
    place: runDir,
    remedy: 'Prove the export again; a proof of an earlier version of the program has none.',
  });
}

async function bytesOrNull(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (thrown) {
    if (isMissing(thrown)) return null;
    throw ioFailure(thrown, 'read the certificate', path);
  }
}
