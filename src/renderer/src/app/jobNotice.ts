import type { JobOutcome, JobRecord } from '@shared/domain/jobState';

/** What is said when a job has ended. `autoClose` in ms; false: it stays until it is closed. */
interface JobNotice {
  readonly color: string;
  readonly title: string;
  readonly message: string;
  readonly autoClose: number | false;
}

/** The same three tones as the verdicts of the reports. */
const COLOUR = { good: 'var(--o-keep)', unclear: 'var(--o-real)', bad: 'var(--o-exclude)' } as const;
const BRIEFLY_MS = 6000;

/** Tone and words for a job that has ended; null for one that was stopped by hand. What was found decides, not that the job got through. */
export function noticeOf(record: JobRecord): JobNotice | null {
  const { state, title } = record;
  switch (state.status) {
    case 'succeeded': {
      const { summary, finding } = state.outcome;
      return { color: COLOUR[toneOf(state.outcome)], title, message: summary, autoClose: finding ? false : BRIEFLY_MS };
    }
    case 'failed': {
      const message = [state.error.message, state.error.remedy].filter(Boolean).join(' ');
      return { color: COLOUR.bad, title: `${title} failed`, message, autoClose: false };
    }
    case 'queued':
    case 'running':
    case 'cancelling':
    case 'cancelled':
    case 'interrupted':
      return null;
  }
}

const toneOf = ({ finding }: JobOutcome): keyof typeof COLOUR => finding ?? 'good';
