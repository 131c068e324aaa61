import { join } from 'node:path';
import type { AuditFinding, AuditReport, AuditTopicResult } from '@shared/domain/audit/auditReport';
import { AUDIT_PAGE, AUDIT_TOPICS, auditVerdict } from '@shared/domain/audit/auditReport';
import { auditSummary } from '@shared/domain/audit/auditWords';
import type { DatasetInfo } from '@shared/domain/exportManifest';
import type { AuditSpec } from '@shared/domain/jobs';
import type { JobContext, Runner } from '../../jobs/jobContext';
import { writeFileAtomic } from '../../platform/atomicWrite';
import { ManifestReader } from '../../storage/exportFolder/manifestLines';
import type { PixelEngine } from '../pixelEngine';
import { auditPage } from './audit/auditPage';
import { ConsentCheck } from './audit/consentCheck';
import { CountsCheck } from './audit/countsCheck';
import { checkHistory } from './audit/historyCheck';
import { ImagesCheck } from './audit/imagesCheck';
import { LabelsCheck } from './audit/labelsCheck';
import { checkLeakage } from './audit/leakageCheck';
import { ManifestIndex } from './audit/manifestIndex';
import { checkPairs } from './audit/pairsCheck';
import { checkProof } from './audit/proofCheck';
import { checkSigned } from './audit/signedCheck';
import { walkImages } from './audit/walkImages';
import { checkWithdrawals } from './audit/withdrawalCheck';
import { findingOf } from './findingOf';
import { readDatasetInfo } from './prove/readExport';

/**
 * Checks an export for somebody who does not trust its maker: every claim that it makes of itself gets a line with a verdict and what
 * contradicts it. Reads the export alone, and of the open library the registers of consent and withdrawal and the privacy report.
 * @throws Failure not-found, corrupt-data when the folder is not an export; io; cancelled
 */
export function createAuditRunner(engine: PixelEngine): Runner<AuditSpec> {
  return async (spec, context, place) => {
    const { exportDir } = spec;
    const { libraryPath } = place;
    const { info } = await readDatasetInfo(exportDir);
    const lines = await readLines(exportDir, info, context);
    const images = await readImages(exportDir, info, lines.index, context);
    const parts: readonly AuditTopicResult[] = [
      ...(await checkSigned(exportDir, info, libraryPath, context.signal)),
      ...(await Promise.all([
        lines.consent.end(libraryPath),
        checkWithdrawals(exportDir, info.manifestSha256, libraryPath),
        checkHistory(exportDir, info),
        checkPairs(exportDir, info, lines.index),
        checkLeakage(info, libraryPath),
      ])),
      images.filesResult(),
      images.marksResult(),
      lines.counts.end(info),
      joined(lines.labels.end(info), images.labelFindings.result('')),
      await checkProof(engine, spec, context, place),
    ];
    const results = AUDIT_TOPICS.flatMap((topic) => parts.filter((part) => part.topic === topic));
    const { name, kind, format, createdAt, program, manifestSha256 } = info;
    const report: AuditReport = {
      kind: 'audit',
      runId: place.jobId,
      createdAt: new Date().toISOString(),
      program: place.program,
      exportDir,
      dataset: { name, kind, format, createdAt, program, manifestSha256 },
      results,
      verdict: auditVerdict(results),
    };
    await writeFileAtomic(join(place.runDir, AUDIT_PAGE), auditPage(report));
    await writeFileAtomic(join(place.runDir, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
    return {
      setId: null,
      exportDir,
      runDir: place.runDir,
      summary: auditSummary(report),
      ...findingOf(report),
    };
  };
}

interface ReadLines {
  readonly index: ManifestIndex;
  readonly counts: CountsCheck;
  readonly labels: LabelsCheck;
  readonly consent: ConsentCheck;
}

/** One pass over the manifest for all who ask it. */
async function readLines(exportDir: string, info: DatasetInfo, context: JobContext): Promise<ReadLines> {
  const manifest = new ManifestReader(exportDir);
  const index = new ManifestIndex();
  const counts = new CountsCheck(() => manifest.sha256);
  const labels = new LabelsCheck(info.format);
  const consent = new ConsentCheck(info.real?.declaredSynthetic ?? null);
  for await (const { number, line, fault } of manifest.entries(context.signal)) {
    if (number % 1000 === 1)
      context.progress({ phase: 'read the manifest', done: number - 1, total: null, unit: 'lines' });
    if (line === null) {
      counts.unreadable(number, fault);
      continue;
    }
    if (!index.add(line)) counts.unreadable(number, `it names ${line.path} a second time`);
    counts.line(line);
    labels.line(line, number);
    consent.line(line, number);
  }
  return { index, counts, labels, consent };
}

async function readImages(
  exportDir: string,
  info: DatasetInfo,
  index: ManifestIndex,
  context: JobContext,
): Promise<ImagesCheck> {
  const check = new ImagesCheck(index, info);
  let done = 0;
  const report = (): void => context.progress({ phase: 'read images', done, total: index.count, unit: 'images' });
  report();
  await walkImages(exportDir, info, check, context.signal, () => {
    done = Math.min(done + 1, index.count);
    report();
  });
  return check;
}

/** What the manifest and what the packs say of labels, as one line. */
function joined(own: AuditTopicResult, packs: AuditTopicResult): AuditTopicResult {
  const findings: readonly AuditFinding[] = [...own.findings, ...packs.findings];
  return {
    ...own,
    verdict: packs.verdict === 'failed' ? 'failed' : own.verdict,
    findings: findings.slice(0, 50),
    findingCount: own.findingCount + packs.findingCount,
  };
}
