import type { AuditTopicResult } from '@shared/domain/audit/auditReport';
import type { DatasetInfo } from '@shared/domain/exportManifest';
import { readPrivacyState } from '../../../storage/privacy/privacyState';
import { orNull } from '../../../storage/orNull';
import { readSetInfo } from '../../../storage/setStore';
import { Findings } from './findings';

/** What the newest privacy report of the synthetic part says, where the library that is open here has one. */
export async function checkLeakage({ syn }: DatasetInfo, libraryPath: string): Promise<AuditTopicResult> {
  const findings = new Findings('leakage');
  if (syn === null) return findings.result('The export has no synthetic part.');
  if ((await orNull(readSetInfo(libraryPath, syn.setId))) === null)
    return findings.result(
      'Not tested here: the set it was made from is not in the library that is open.',
      'not-checked',
    );
  const { state, report } = await readPrivacyState(libraryPath, syn.setId);
  if (report === null) return findings.result('Not tested: no privacy report was made of the set.', 'not-checked');
  const { nearestReal, duplicates, against } = report;
  if (state.state === 'stale') findings.add('privacy report', `it no longer holds: ${state.reason}`);
  const { exact = 0, near = 0 } = duplicates ?? {};
  if (exact > 0) findings.add('privacy report', `${exact} samples are real pictures byte for byte`);
  if (near > 0) findings.add('privacy report', `${near} samples are near doubles of real pictures`);
  if (nearestReal !== null && nearestReal.aboveJudge > 0)
    findings.add(
      'privacy report',
      `${nearestReal.aboveJudge} samples are taken by the judge for a real person who was searched`,
    );
  const pictures = against.reduce((sum, set) => sum + set.pictures, 0);
  const summary =
    nearestReal === null
      ? `Report of ${report.createdAt.slice(0, 10)}: no real person was searched.`
      : `Report of ${report.createdAt.slice(0, 10)}: ${nearestReal.samples} samples against ${pictures} real pictures, likeness at most ${nearestReal.max.toFixed(3)}.`;
  return findings.result(summary, nearestReal === null ? 'caution' : 'passed', exact > 0 ? 'failed' : 'caution');
}
