import { join } from 'node:path';
import { AUDIT_EXTRACT_FILE, type ExtractBody, ExtractLine } from '@shared/domain/auditExtract';
import type { DatasetInfo } from '@shared/domain/exportManifest';
import { writeFileDurable } from '../../../../platform/atomicWrite';
import { sha256Hex } from '../../../../platform/hash';
import { readAudit } from '../../../../storage/auditLog';
import { readRegister } from '../../../../storage/consentRegister';
import { readJournal } from '../../../../storage/curationJournal';
import type { DraftPart } from '../../../../storage/exportParts';
import { FIRST_PREVIOUS } from '../../../../storage/jsonlFile';
import { fromJournal, fromLog, fromRegister } from './extractLines';

export interface ExtractOptions {
  readonly libraryPath: string;
  readonly exportDir: string;
  readonly info: DatasetInfo;
  readonly parts: readonly DraftPart[];
  /** Id of the key that signs the export; null where none does. */
  readonly keyId: string | null;
  readonly who: string;
}

/**
 * Writes the export's audit.jsonl: lines of the library's log, of decisions and of the consent register that concern the sets and people
 * that go out, up to the moment when the export began, in a chain of their own that ends in the export's line. Written again after a
 * resume it has the same bytes. @returns number of lines @throws Failure io
 */
export async function writeAuditExtract(options: ExtractOptions): Promise<number> {
  const { info, exportDir } = options;
  const until = Date.parse(info.createdAt);
  const log = await readAudit(options.libraryPath);
  const copied = [...logLines(options, log.lines), ...(await decisions(options)), ...(await consents(options))]
    .filter(({ at }) => Date.parse(at) <= until)
    // Sorting is stable: lines of one file keep their order where the clock did not move.
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const lines = [...copied, ...ownLines(options, log.fault === null ? null : log.fault.line)];
  await writeFileDurable(join(exportDir, AUDIT_EXTRACT_FILE), chained(lines));
  return lines.length;
}

function logLines({ parts, keyId }: ExtractOptions, lines: Parameters<typeof fromLog>[0][]): ExtractBody[] {
  const sets = new Set<string>(parts.map(({ request }) => request.setId));
  return lines.flatMap((line) => fromLog(line, sets, keyId) ?? []);
}

async function decisions({ libraryPath, parts }: ExtractOptions): Promise<ExtractBody[]> {
  const found: ExtractBody[] = [];
  for (const { request, source } of parts) {
    const { lines } = await readJournal(libraryPath, request.setId);
    for (const line of lines.slice(0, source.curationRevision)) found.push(fromJournal(line, request.setId));
  }
  return found;
}

async function consents({ libraryPath, parts }: ExtractOptions): Promise<ExtractBody[]> {
  const real = parts.find(({ kind }) => kind === 'real');
  if (real === undefined) return [];
  const people = new Set(real.selection.identities.map(({ identityName }) => identityName.normalize('NFC')));
  const { lines } = await readRegister(libraryPath);
  return lines
    .filter(({ setId, record }) => setId === real.request.setId && people.has(record.subject))
    .map(fromRegister);
}

function ownLines({ info, who, keyId }: ExtractOptions, brokenAt: number | null): ExtractBody[] {
  const own = { at: info.createdAt, who, source: 'export', line: null, subject: info.name } as const;
  const unmarked: ExtractBody[] =
    info.unmarkedReason === undefined
      ? []
      : [{ ...own, action: 'export.unmarked', detail: { reason: info.unmarkedReason } }];
  const made: ExtractBody = {
    ...own,
    action: 'export',
    detail: {
      program: info.program,
      format: info.format,
      synthetic: info.syn?.sampleCount ?? 0,
      real: info.real?.sampleCount ?? 0,
      manifestSha256: info.manifestSha256,
      keyId,
      // The library's log is broken from here on: what follows it there is not copied.
      ...(brokenAt === null ? {} : { logBrokenAtLine: brokenAt }),
    },
  };
  return [...unmarked, made];
}

function chained(bodies: readonly ExtractBody[]): string {
  let previous = FIRST_PREVIOUS;
  let text = '';
  for (const [index, { at, who, ...rest }] of bodies.entries()) {
    const line = JSON.stringify(ExtractLine.parse({ revision: index + 1, at, who, previous, ...rest }));
    previous = sha256Hex(line);
    text += `${line}\n`;
  }
  return text;
}
