import { WorkerAsker } from '../workerAsker';
import type { TableAnswers, TableRequest } from './tableProtocol';

export type TableAsker = WorkerAsker<TableRequest, TableAnswers>;

let spare: Worker | undefined;
const newWorker = (): Worker => new Worker(new URL('./table.worker.ts', import.meta.url), { type: 'module' });

/** Has a worker ready for the next table, its code read, so that opening a set need not wait for it. */
export function prepareTableWorker(): void {
  spare ??= newWorker();
}

export function newTableAsker(): TableAsker {
  const worker = spare ?? newWorker();
  spare = undefined;
  return new WorkerAsker(worker, 'The sample table');
}
