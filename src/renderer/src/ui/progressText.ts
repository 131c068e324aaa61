import type { JobRecord } from '@shared/domain/jobState';
import { formatCount, formatDuration, formatNumber } from './format';
import { JOB_STATE_WORD } from './words';

/** `render 600 of 2,400 samples · 48.2 samples/s · 37 s left`, or the state while nothing was measured. */
export function progressText({ state }: JobRecord): string {
  const progress = state.status === 'running' ? state.progress : null;
  if (progress === null) return JOB_STATE_WORD[state.status];
  const { phase, done, total, unit, ratePerSecond, remainingMs } = progress;
  const parts = [`${phase} ${formatCount(done)}${total === null ? '' : ` of ${formatCount(total)}`} ${unit}`];
  if (ratePerSecond !== null) parts.push(`${formatNumber(ratePerSecond)} ${unit}/s`);
  if (remainingMs !== null) parts.push(`${formatDuration(remainingMs)} left`);
  return parts.join(' · ');
}

/** Done, in percent; 0 while the amount of work is not known. */
export function shareOf({ state }: JobRecord): number {
  const progress = state.status === 'running' ? state.progress : null;
  const total = progress?.total ?? 0;
  return progress === null || total === 0 ? 0 : (100 * progress.done) / total;
}
