import { join } from 'node:path';
import type { AuditTopicResult } from '@shared/domain/audit/auditReport';
import { AUDIT_EXTRACT_FILE, ExtractLine } from '@shared/domain/auditExtract';
import type { DatasetInfo } from '@shared/domain/exportManifest';
import { readChain } from '../../../storage/jsonlFile';
import { Findings } from './findings';

/** Is the history whole, line by line, and does it end with the making of this very export? @throws Failure io */
export async function checkHistory(exportDir: string, info: DatasetInfo): Promise<AuditTopicResult> {
  const findings = new Findings('history');
  const { lines, fault, tornBytes } = await readChain(join(exportDir, AUDIT_EXTRACT_FILE), ExtractLine);
  if (fault !== null) findings.add(`${AUDIT_EXTRACT_FILE}, line ${fault.line}`, fault.message);
  if (tornBytes > 0) findings.add(AUDIT_EXTRACT_FILE, 'its last line has no end');
  const last = lines.at(-1);
  if (last === undefined && fault === null) findings.add(AUDIT_EXTRACT_FILE, 'it is missing or empty');
  if (fault === null && last !== undefined) {
    const isOwn = last.action === 'export' && last.subject === info.name;
    if (!isOwn || last.detail['manifestSha256'] !== info.manifestSha256)
      findings.add(`${AUDIT_EXTRACT_FILE}, line ${lines.length}`, 'it does not end with the making of this export');
  }
  const unmarked = lines.filter(({ action }) => action === 'export.unmarked').length;
  return findings.result(
    `${lines.length} linked lines${unmarked === 0 ? '' : ', among them one that takes the marks away, with its reason'}`,
  );
}
