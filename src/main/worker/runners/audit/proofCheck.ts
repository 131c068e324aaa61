import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditTopicResult } from '@shared/domain/audit/auditReport';
import type { AuditSpec } from '@shared/domain/jobs';
import { ProveReport } from '@shared/domain/report';
import type { JobContext, JobPlace } from '../../../jobs/jobContext';
import { readJsonAs } from '../../../storage/jsonFile';
import type { PixelEngine } from '../../pixelEngine';
import { createProveRunner } from '../prove';
import { Findings } from './findings';

/** Folder of the run that holds the proof's own report and certificate. */
const PROOF_FOLDER = 'proof';

/** Renders some synthetic images again; the certificate stays in the run's folder. @throws Failure io, cancelled */
export async function checkProof(
  engine: PixelEngine,
  { exportDir, samples, seed }: AuditSpec,
  context: JobContext,
  place: JobPlace,
): Promise<AuditTopicResult> {
  const findings = new Findings('proof');
  if (samples === 0) return findings.result('Not asked for: no image was rendered again.', 'not-checked');
  const runDir = join(place.runDir, PROOF_FOLDER);
  await mkdir(runDir, { recursive: true });
  await createProveRunner(engine)({ kind: 'prove', exportDir, samples, seed }, context, { ...place, runDir });
  const report = await readJsonAs(join(runDir, 'report.json'), ProveReport);
  for (const { path, reason } of report.different) findings.add(path, reason);
  const { verdict, checked, identical } = report;
  if (verdict === 'not-comparable')
    return findings.result('Nothing could be rendered again here.', 'not-checked', 'not-checked');
  return findings.result(
    `${identical} of ${checked} synthetic images, drawn by seed ${seed}, came again byte for byte`,
  );
}
