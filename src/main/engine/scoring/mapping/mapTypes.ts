import { throwIfCancelled, type CancelSignal } from '@shared/lib/abort';

/** Embeddings to lay out. */
export interface Vectors {
  readonly count: number;
  readonly size: number;
  /** `[count,size] float32`, rows of length 1. */
  readonly values: Float32Array;
}

export interface LayoutWatch {
  readonly signal?: CancelSignal;
  readonly progress?: (phase: string, done: number, total: number, unit: string) => void;
}

/** Lets the message in that asks to cancel, then heeds it. To be awaited between blocks. @throws Failure cancelled */
export async function turn(watch: LayoutWatch): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (watch.signal !== undefined) throwIfCancelled(watch.signal);
}
