import type { HostMessage, WorkerMessage } from './protocol';
import type { WorkerExit, WorkerHost, WorkerProcess } from './workerHost';
import type { ProcessListener } from '../platform/processHost';

/** A process that a test plays itself: it sees what was sent and says what it likes. */
export class FakeProcess implements WorkerProcess {
  readonly received: HostMessage[] = [];
  isKilled = false;
  private isGone = false;

  constructor(private readonly listener: ProcessListener) {}

  send(message: unknown): void {
    this.received.push(message as HostMessage);
    if (this.received.at(-1)?.type === 'close') this.exit({ code: 0 });
  }

  kill(): void {
    if (this.isGone) return;
    this.isKilled = true;
    this.exit({ signal: 'SIGKILL' });
  }

  say(message: WorkerMessage): void {
    this.listener.message(message);
  }

  sayRaw(raw: unknown): void {
    this.listener.message(raw);
  }

  print(line: string): void {
    this.listener.output(line);
  }

  exit(exit: Partial<WorkerExit>): void {
    if (this.isGone) return;
    this.isGone = true;
    this.listener.exit({ code: null, signal: null, startError: null, ...exit });
  }

  get types(): readonly string[] {
    return this.received.map((message) => message.type);
  }
}

export class FakeHost implements WorkerHost {
  readonly processes: FakeProcess[] = [];

  launch(listener: ProcessListener): WorkerProcess {
    const process = new FakeProcess(listener);
    this.processes.push(process);
    return process;
  }

  get last(): FakeProcess {
    const process = this.processes.at(-1);
    if (process === undefined) throw new Error('no process was started');
    return process;
  }
}
