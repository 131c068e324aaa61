import type { Contract } from '@shared/contract';
import type { Input, Output } from '@shared/contract/define';
import type { JobEvent } from '@shared/domain/jobState';

/** What a terminal may ask for: the window's procedures but for those that need a window. */
export type CliProcedure = Exclude<
  keyof Contract,
  'app.info' | 'app.setTheme' | 'privacy.savePdf' | `dialog.${string}` | `shell.${string}`
>;

/** One open library, as the commands see it. */
export interface Session {
  readonly libraryPath: string;
  /** Parses the input as the window's door does. @throws Failure invalid-input with the key's path */
  call<K extends CliProcedure>(name: K, input: Input<Contract, K>): Promise<Output<Contract, K>>;
  /** Returns its own undo. */
  onJobEvent(listener: (event: JobEvent) => void): () => void;
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly library: string;
  /** Only looks: works while another program has the library open. */
  readonly readOnly: boolean;
}

export type OpenSession = (options: SessionOptions) => Promise<Session>;
