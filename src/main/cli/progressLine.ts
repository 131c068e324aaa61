import type { JobProgress } from '@shared/domain/jobState';
import { countText, durationText } from './texts';
import type { TextSink } from './textSink';

export interface ProgressOptions {
  readonly stderr: TextSink;
  /** Redraw one line in place, or write a line now and then for a log. */
  readonly isTty: boolean;
  /** Columns of the terminal; the line is cut so that it never wraps. */
  readonly columns: number;
  readonly now: () => number;
}

const BAR_CELLS = 20;
const LOG_EVERY_MS = 5000;
const ERASE_LINE = '\r\u001b[2K';

/** How far a job is: one line that redraws itself on a terminal, a line every few seconds elsewhere. */
export class ProgressLine {
  private isDrawn = false;
  private lastPhase = '';
  private lastLogMs = -Infinity;

  constructor(private readonly options: ProgressOptions) {}

  show(title: string, progress: JobProgress): void {
    const text = progressText(title, progress);
    const { stderr, isTty, columns, now } = this.options;
    if (isTty) {
      stderr.write(`${ERASE_LINE}${text.slice(0, Math.max(20, columns - 1))}`);
      this.isDrawn = true;
      return;
    }
    const isDue = now() - this.lastLogMs >= LOG_EVERY_MS;
    if (progress.phase === this.lastPhase && !isDue) return;
    this.lastPhase = progress.phase;
    this.lastLogMs = now();
    stderr.write(`${text}\n`);
  }

  /** Takes the drawn line away, so that what is written next starts on a clean one. */
  clear(): void {
    if (this.isDrawn) this.options.stderr.write(ERASE_LINE);
    this.isDrawn = false;
  }
}

/** E.g. `Syn_120_20  render  [########------------]  40 %  960 / 2,400 samples  31.2/s  46 s left`. */
export function progressText(
  title: string,
  { phase, done, total, unit, ratePerSecond, remainingMs }: JobProgress,
): string {
  const parts = [title, phase];
  if (total !== null && total > 0) {
    const share = Math.min(1, done / total);
    const filled = Math.round(share * BAR_CELLS);
    parts.push(`[${'#'.repeat(filled)}${'-'.repeat(BAR_CELLS - filled)}]`, `${Math.floor(share * 100)} %`);
    parts.push(`${countText(done)} / ${countText(total)} ${unit}`);
  } else {
    parts.push(`${countText(done)} ${unit}`);
  }
  if (ratePerSecond !== null) parts.push(`${ratePerSecond.toFixed(1)}/s`);
  if (remainingMs !== null) parts.push(`${durationText(remainingMs)} left`);
  return parts.join('  ');
}
