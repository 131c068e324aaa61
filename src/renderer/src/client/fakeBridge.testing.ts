import type { Bridge } from '@shared/contract/bridge';
import { PROCEDURE_NAMES } from '@shared/contract/names';
import type { ProcedureName } from '@shared/contract/names';
import type { Reply } from '@shared/contract/reply';
import { toFailureDetail } from '@shared/lib/failure';

type Answers = Partial<Record<ProcedureName, (input: unknown) => unknown>>;

export interface FakeBridge extends Bridge {
  /** Every call in order. */
  readonly calls: { readonly name: ProcedureName; readonly input: unknown }[];
  /** Sends an event as the program would. */
  readonly emit: (event: unknown) => void;
  /** Sends a change of a journal as the program would. */
  readonly emitCuration: (change: unknown) => void;
}

/** A program that answers from a table of functions; what they throw becomes an error reply. */
export function fakeBridge(answers: Answers): FakeBridge {
  const calls: FakeBridge['calls'] = [];
  const listeners = new Set<(event: unknown) => void>();
  const curationListeners = new Set<(event: unknown) => void>();
  const answer = async (name: ProcedureName, input: unknown): Promise<Reply> => {
    calls.push({ name, input });
    try {
      const handler = answers[name];
      if (handler === undefined) throw new Error(`nobody answers ${name}`);
      return { ok: true, value: await handler(input) };
    } catch (thrown) {
      return { ok: false, error: toFailureDetail(thrown) };
    }
  };
  const call = Object.fromEntries(
    PROCEDURE_NAMES.map((name) => [name, (input: unknown) => answer(name, input)]),
  ) as Bridge['call'];
  return {
    call,
    calls,
    onJobEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onCurationEvent: (listener) => {
      curationListeners.add(listener);
      return () => curationListeners.delete(listener);
    },
    emitCuration: (change) => {
      for (const listener of curationListeners) listener(change);
    },
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
  };
}
