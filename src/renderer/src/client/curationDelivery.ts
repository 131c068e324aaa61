import type { CurationChange } from '@shared/contract/views';
import { SampleId } from '@shared/domain/ids';
import type { SetId } from '@shared/domain/ids';
import { toFailureDetail } from '@shared/lib/failure';
import type { ErrorCode, FailureDetail } from '@shared/lib/failure';
import type { Outbox, OutboxEntry, Refusal } from '../db/outbox';
import type { OutisClient } from './outisClient';

/** Runs `work` after a while; returns how to call it off. */
export type Later = (work: () => void, afterMs: number) => () => void;

export const laterByTimer: Later = (work, afterMs) => {
  const timer = setTimeout(work, afterMs);
  return () => clearTimeout(timer);
};

/** A decision the program would not take: kept, with why, until a person has seen it. */
export interface RefusedEntry {
  readonly entry: OutboxEntry;
  readonly refusal: FailureDetail;
}

interface Waiting {
  readonly entry: OutboxEntry;
  /** Its row in the outbox; null where the browser's database failed. */
  readonly row: Promise<number | null>;
  readonly settled: () => void;
}

interface Hooks {
  /** `change` is null where there was nothing to undo or redo. */
  onDelivered(entry: OutboxEntry, change: CurationChange | null): void;
  onRefused(entry: OutboxEntry, refusal: FailureDetail): void;
  /** Something in `waitingCount`, `problem` or `refused` is different. */
  onState(): void;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 15_000;
/** A fault of the program itself may pass; one that does not is shown instead of holding up all that follows. */
const MOST_INTERNAL_TRIES = 5;

/** What another try cannot mend. All else (full disk, lock, busy or gone program) is tried again until it goes through. */
const FINAL_CODES: ReadonlySet<ErrorCode> = new Set([
  'invalid-input',
  'corrupt-data',
  'no-consent',
  'unsupported-version',
]);

/** A sample that the set does not have will not come; a library that is just closing, or a set in the trash, may come back. */
const isFinal = ({ code, place }: FailureDetail): boolean =>
  FINAL_CODES.has(code) || (code === 'not-found' && SampleId.safeParse(place).success);

/**
 * Brings one set's decisions to its journal, in order, one at a time, each once however often it must be tried: its key tells the
 * program. Nothing is dropped: what is refused for good is kept apart and listed.
 */
export class CurationDelivery {
  private readonly queue: Waiting[] = [];
  private readonly kept: { readonly row: Promise<number | null>; readonly refused: RefusedEntry }[] = [];
  private tries = 0;
  private isSending = false;
  private isClosed = false;
  private callOff: (() => void) | null = null;
  private trouble: FailureDetail | null = null;

  constructor(
    private readonly client: OutisClient,
    private readonly outbox: Outbox,
    private readonly setId: SetId,
    private readonly hooks: Hooks,
    private readonly later: Later = laterByTimer,
  ) {}

  /** Decisions on their way, the one being sent included. */
  get waitingCount(): number {
    return this.queue.length;
  }
  /** Why the first of them is not through yet; null while it goes well. */
  get problem(): FailureDetail | null {
    return this.trouble;
  }
  get refused(): readonly RefusedEntry[] {
    return this.kept.map(({ refused }) => refused);
  }

  /** What an earlier window could not deliver, oldest first; sent when `add` or `retryNow` comes next. */
  async restore(): Promise<readonly OutboxEntry[]> {
    const stored = await this.outbox.pending(this.setId).catch(() => []);
    const known = new Set([...this.queue, ...this.kept.map(({ refused }) => refused)].map(({ entry }) => entry.key));
    const fresh = stored.filter(({ entry }) => !known.has(entry.key));
    const waiting = fresh.filter(({ refusal }) => refusal === null);
    for (const { row, entry, refusal } of fresh) {
      if (refusal !== null) this.kept.push({ row: Promise.resolve(row), refused: { entry, refusal } });
    }
    this.queue.unshift(
      ...waiting.map(({ row, entry }) => ({ entry, row: Promise.resolve(row), settled: () => undefined })),
    );
    return waiting.map(({ entry }) => entry);
  }

  /** Resolves when the journal has it or it was refused. */
  add(entry: OutboxEntry): Promise<void> {
    return new Promise((settled) => {
      // Where the browser's database fails, the decision still goes to the journal, only without the safety net.
      this.queue.push({ entry, row: this.outbox.add(entry).catch(() => null), settled });
      this.hooks.onState();
      // While the one in front waits for its next try, those behind it wait too.
      if (this.callOff === null) void this.send();
    });
  }

  retryNow(): void {
    this.callOff?.();
    this.callOff = null;
    void this.send();
  }

  /** Gives what was refused another chance, behind all that waits. @returns what is on its way again */
  retryRefused(): readonly OutboxEntry[] {
    const again = this.kept.splice(0);
    for (const { row, refused } of again) {
      this.queue.push({ entry: refused.entry, row, settled: () => undefined });
      this.inOutbox(row, (held) => this.outbox.refuse(held, null));
    }
    this.hooks.onState();
    this.retryNow();
    return again.map(({ refused }) => refused.entry);
  }

  /** A person has seen what was refused and lets it go. */
  letGoOfRefused(): void {
    for (const { row } of this.kept.splice(0)) this.inOutbox(row, (held) => this.outbox.remove(held));
    this.hooks.onState();
  }

  close(): void {
    this.isClosed = true;
    this.callOff?.();
  }

  private async send(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    for (let first = this.queue[0]; first !== undefined && !this.isClosed; first = this.queue[0]) {
      await first.row;
      try {
        const change = await this.call(first.entry);
        this.queue.shift();
        this.inOutbox(first.row, (row) => this.outbox.remove(row));
        this.tries = 0;
        this.trouble = null;
        this.hooks.onDelivered(first.entry, change);
        first.settled();
      } catch (thrown) {
        const failure = toFailureDetail(thrown);
        this.tries++;
        const isHopeless = failure.code === 'internal' && this.tries >= MOST_INTERNAL_TRIES;
        if (!isFinal(failure) && !isHopeless) {
          this.tryLater(failure);
          break;
        }
        this.refuse(failure);
      }
    }
    this.isSending = false;
    this.hooks.onState();
  }

  private tryLater(failure: FailureDetail): void {
    this.trouble = failure;
    if (this.isClosed) return;
    this.callOff = this.later(
      () => {
        this.callOff = null;
        void this.send();
      },
      Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(10, this.tries - 1)),
    );
  }

  /** The first one, and undos and redos behind it: they were meant for a line that will not be. */
  private refuse(failure: FailureDetail): void {
    this.tries = 0;
    this.trouble = null;
    const first = this.queue.shift();
    if (first !== undefined) this.keep(first, failure);
    while (this.queue[0]?.entry.action === 'undo' || this.queue[0]?.entry.action === 'redo') {
      const follower = this.queue.shift();
      if (follower === undefined) break;
      this.keep(follower, {
        code: 'cancelled',
        message: `Not carried out: the decision that this ${follower.entry.action} was meant for was refused.`,
      });
    }
  }

  private keep({ row, entry, settled }: Waiting, failure: FailureDetail): void {
    const refusal: Refusal = failure;
    this.kept.push({ row, refused: { entry, refusal } });
    this.inOutbox(row, (held) => this.outbox.refuse(held, refusal));
    this.hooks.onRefused(entry, failure);
    settled();
  }

  /** A failure here leaves a row behind, which the next window delivers again and the program knows by its key. */
  private inOutbox(row: Promise<number | null>, work: (row: number) => Promise<void>): void {
    void row.then((held) => (held === null ? undefined : work(held))).catch(() => undefined);
  }

  private call(entry: OutboxEntry): Promise<CurationChange | null> {
    const { setId, who, key } = entry;
    const said = { setId, who, key };
    switch (entry.action) {
      case 'decide': {
        const { samples, decision, reason, note } = entry;
        return this.client.call('curation.decide', { ...said, samples, decision, reason, note });
      }
      case 'tag': {
        const { samples, tag, isOn, note } = entry;
        return this.client.call('curation.tag', { ...said, samples, tag, isOn, note });
      }
      case 'false-alarm': {
        const { samples, isOn, note } = entry;
        return this.client.call('curation.falseAlarm', { ...said, samples, isOn, note });
      }
      case 'undo':
      case 'redo':
        return this.client.call(`curation.${entry.action}`, said);
    }
  }
}
