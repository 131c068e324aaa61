import type { JobId } from '@shared/domain/ids';
import type { JobEvent } from '@shared/domain/jobState';

export type JobEventListener = (event: JobEvent) => void;

/** Numbers the events of each job from 1 without gaps and hands them to everyone who listens. */
export class JobEvents {
  private readonly lastSeq = new Map<JobId, number>();
  private readonly listeners = new Set<JobEventListener>();

  /** @param onListenerError a listener's own fault, which must not stop the others or the job */
  constructor(private readonly onListenerError: (thrown: unknown) => void) {}

  /** Returns its own undo. */
  listen(listener: JobEventListener): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  /** Number of the job's last event; 0 before the first. */
  seqOf(jobId: JobId): number {
    return this.lastSeq.get(jobId) ?? 0;
  }

  publish(jobId: JobId, body: JobEvent['body']): void {
    const seq = this.seqOf(jobId) + 1;
    this.lastSeq.set(jobId, seq);
    for (const listener of [...this.listeners]) {
      try {
        listener({ jobId, seq, body });
      } catch (thrown) {
        this.onListenerError(thrown);
      }
    }
  }
}
