import type { ProcedureName } from './names';
import type { Reply } from './reply';

/** What the preload puts on `window.outis`: one function per procedure, and one subscription per kind of event, which returns its own undo. */
export interface Bridge {
  readonly call: Readonly<Record<ProcedureName, (input: unknown) => Promise<Reply>>>;
  readonly onJobEvent: (listener: (event: unknown) => void) => () => void;
  /** Told of every line of every journal, whoever wrote it. */
  readonly onCurationEvent: (listener: (event: unknown) => void) => () => void;
}
