import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { AuditTopicResult } from '@shared/domain/audit/auditReport';
import { type Supersession, Supersession as SupersessionSchema } from '@shared/domain/withdrawal';
import { ioFailure, isMissing } from '../../../platform/ioFailure';
import { readSupersessions } from '../../../storage/withdrawals/supersessions';
import { Findings } from './findings';

const SUPERSEDED_FILE = 'SUPERSEDED.json';
const MAX_BYTES = 1_000_000;

/** Has somebody whose pictures are in the export withdrawn since? Asks the notice in its folder and the library's own list. */
export async function checkWithdrawals(
  exportDir: string,
  manifestSha256: string,
  libraryPath: string,
): Promise<AuditTopicResult> {
  const findings = new Findings('withdrawal');
  const known = new Map<string, Supersession>();
  for (const { thing, supersession } of await readSupersessions(libraryPath))
    if (thing.type === 'export' && thing.manifestSha256 === manifestSha256)
      known.set(supersession.withdrawalId, supersession);
  for (const supersession of await noticeIn(exportDir, findings)) known.set(supersession.withdrawalId, supersession);
  for (const { at, images, replacedBy, withdrawalId } of known.values())
    findings.add(
      withdrawalId,
      `somebody withdrew on ${at.slice(0, 10)}; ${images} images must not be used any more. ` +
        (replacedBy === null ? 'No reissued version is known here.' : `Use the reissued version: ${replacedBy}`),
    );
  return findings.result('No withdrawal is known of that touches it.');
}

async function noticeIn(exportDir: string, findings: Findings): Promise<readonly Supersession[]> {
  const place = join(exportDir, SUPERSEDED_FILE);
  let text: string;
  try {
    if ((await stat(place)).size > MAX_BYTES) throw new RangeError('too large');
    text = await readFile(place, 'utf8');
  } catch (thrown) {
    if (isMissing(thrown)) return [];
    if (!(thrown instanceof RangeError)) throw ioFailure(thrown, 'read the notice of withdrawal', place);
    findings.add(SUPERSEDED_FILE, 'it is far larger than a notice of withdrawal');
    return [];
  }
  try {
    return z.array(SupersessionSchema).parse(JSON.parse(text));
  } catch {
    findings.add(
      SUPERSEDED_FILE,
      'a notice of withdrawal lies here that cannot be read; take the export to be withdrawn',
    );
    return [];
  }
}
