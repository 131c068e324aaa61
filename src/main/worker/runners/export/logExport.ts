import type { DatasetInfo } from '@shared/domain/exportManifest';
import type { ExportSpec } from '@shared/domain/jobs';
import type { JobPlace } from '../../../jobs/jobContext';
import { appendAudit, readAudit } from '../../../storage/auditLog';

/**
 * Says in the library's log what went out, and who left the marks out and why; once for a job, which may have been killed between the
 * export's last rename and this. @throws Failure io, disk-full, corrupt-data
 */
export async function logExport(
  { supersedes }: ExportSpec,
  info: DatasetInfo,
  directory: string,
  who: string,
  { jobId, libraryPath, signer }: JobPlace,
): Promise<void> {
  const { lines } = await readAudit(libraryPath);
  if (lines.some(({ action, detail }) => action === 'export' && detail['jobId'] === jobId)) return;
  const files = (info.syn?.sampleCount ?? 0) + (info.real?.sampleCount ?? 0);
  const { name: subject, format, unmarkedReason: reason, manifestSha256 } = info;
  const sets = { synSet: info.syn?.setId ?? null, realSet: info.real?.setId ?? null };
  const unmarked =
    reason === undefined
      ? []
      : [{ who, action: 'export.unmarked', subject, detail: { jobId, files, reason, ...sets } }];
  await appendAudit(libraryPath, ...unmarked, {
    who,
    action: 'export',
    subject,
    detail: { directory, jobId, files, format, supersedes, ...sets, manifestSha256, keyId: signer?.keyId ?? null },
  });
}
