import type { SampleId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import type { DecisionChange } from '../curationStore';
import { RowIndex } from './rowIndex';
import type {
  Answer,
  Question,
  SampleDetail,
  TableAnswers,
  TableOpened,
  TableRequest,
  ViewAnswer,
} from './tableProtocol';
import { DECISION_CODE } from './viewQuery';
import type { ViewQuery } from './viewQuery';

interface Pending {
  readonly resolve: (value: TableAnswers[TableRequest['type']]) => void;
  readonly reject: (error: Failure) => void;
}

/** A set's samples in the window: positions and names here, everything else in its worker. */
export class SampleTable {
  private readonly undos: (() => void)[] = [];

  private constructor(
    private readonly asker: WorkerAsker,
    readonly opened: TableOpened,
    private readonly index: RowIndex,
  ) {}

  /** @throws Failure not-found, io, corrupt-data */
  static async open(url: string): Promise<SampleTable> {
    const asker = new WorkerAsker();
    try {
      const opened = await asker.ask({ type: 'load', url });
      return new SampleTable(asker, opened, new RowIndex(opened.identityIndex, opened.sampleIndex));
    } catch (thrown) {
      asker.close();
      throw thrown;
    }
  }

  get rowCount(): number {
    return this.opened.rowCount;
  }

  idOf(row: number): SampleId {
    return this.index.idOf(row);
  }

  /** @returns −1 when the table has no such sample. */
  rowOf(id: SampleId): number {
    return this.index.rowOf(id);
  }

  identityOf(row: number): number {
    return this.opened.identityIndex[row] ?? 0;
  }

  identityName(identity: number): string {
    return this.opened.identityNames.get(identity) ?? String(identity);
  }

  view(query: ViewQuery): Promise<ViewAnswer> {
    return this.asker.ask({ type: 'view', query });
  }

  detail(row: number): Promise<SampleDetail> {
    return this.asker.ask({ type: 'row', row });
  }

  /** Makes later views know these decisions. */
  async noteDecisions(changed: readonly DecisionChange[]): Promise<void> {
    const known = changed
      .map(({ id, decision }) => ({ row: this.rowOf(id), code: DECISION_CODE[decision] }))
      .filter(({ row }) => row >= 0);
    const rows = Uint32Array.from(known, ({ row }) => row);
    await this.asker.ask({ type: 'decisions', rows, codes: Uint8Array.from(known, ({ code }) => code) });
  }

  /** @param undo is run when the table is closed. */
  onClose(undo: () => void): void {
    this.undos.push(undo);
  }

  close(): void {
    for (const undo of this.undos) undo();
    this.asker.close();
  }
}

/** Numbers questions to one worker and gives each answer to the one who asked. */
class WorkerAsker {
  private readonly worker = new Worker(new URL('./table.worker.ts', import.meta.url), { type: 'module' });
  private readonly pending = new Map<number, Pending>();
  private nextNumber = 1;

  constructor() {
    this.worker.onmessage = (message: MessageEvent<Answer>) => {
      const reply = message.data;
      const asked = this.pending.get(reply.number);
      this.pending.delete(reply.number);
      if (reply.ok) asked?.resolve(reply.value);
      else asked?.reject(new Failure(reply.error));
    };
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.failAll(event.message);
    };
  }

  async ask<R extends TableRequest>(request: R): Promise<TableAnswers[R['type']]> {
    const number = this.nextNumber++;
    const value = await new Promise<TableAnswers[TableRequest['type']]>((resolve, reject) => {
      this.pending.set(number, { resolve, reject });
      const question: Question = { number, request };
      this.worker.postMessage(question);
    });
    // The worker answers each request with the value of its type (tableProtocol.ts).
    return value as TableAnswers[R['type']];
  }

  close(): void {
    this.worker.terminate();
    this.failAll('the table was closed');
  }

  private failAll(detail: string): void {
    const error = new Failure({ code: 'internal', message: 'The sample table stopped answering.', place: detail });
    for (const { reject } of this.pending.values()) reject(error);
    this.pending.clear();
  }
}
