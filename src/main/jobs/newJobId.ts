import { randomBytes } from 'node:crypto';
import { JobId } from '@shared/domain/ids';

/** `job_` + time in base 36 + 40 random bits: unique, and run folders sort by age. */
export function newJobId(nowMs: number): JobId {
  const time = nowMs.toString(36).padStart(9, '0');
  const chance = parseInt(randomBytes(5).toString('hex'), 16).toString(36).padStart(8, '0');
  return JobId.parse(`job_${time}${chance}`);
}
