import type { Contract } from '@shared/contract/index';
import type { Input, Output } from '@shared/contract/define';
import type { ProcedureName } from '@shared/contract/names';
import { toFailureDetail } from '@shared/lib/failure';
import type { FailureDetail } from '@shared/lib/failure';
import type { OutisClient } from './outisClient';

/** What a component sees of one question to the program. Old data stays while new data is on its way. */
export interface QueryState<T> {
  readonly data: T | undefined;
  readonly error: FailureDetail | undefined;
  readonly isFetching: boolean;
}

const NOTHING: QueryState<never> = { data: undefined, error: undefined, isFetching: false };

interface Entry {
  readonly name: ProcedureName;
  readonly input: unknown;
  state: QueryState<unknown>;
  /** Number of the newest request; an answer to an older one is dropped. */
  request: number;
  isStale: boolean;
  readonly listeners: Set<() => void>;
}

export const queryKey = (name: ProcedureName, input: unknown): string => `${name} ${JSON.stringify(input ?? null)}`;

/** Answers by question, shared by all components that ask the same; invalidated by name when something changed. */
export class QueryStore {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly client: OutisClient) {}

  read<K extends ProcedureName>(name: K, input: Input<Contract, K>): QueryState<Output<Contract, K>> {
    const entry = this.entries.get(queryKey(name, input));
    // An entry's data came from `call(name)`, so it has that procedure's output type.
    return entry === undefined ? NOTHING : (entry.state as QueryState<Output<Contract, K>>);
  }

  /** Listens to one question and asks it if there is no fresh answer; returns the way to stop. */
  watch<K extends ProcedureName>(name: K, input: Input<Contract, K>, listener: () => void): () => void {
    const key = queryKey(name, input);
    let entry = this.entries.get(key);
    if (entry === undefined) {
      entry = { name, input, state: NOTHING, request: 0, isStale: true, listeners: new Set() };
      this.entries.set(key, entry);
    }
    const watched = entry;
    watched.listeners.add(listener);
    if (watched.isStale) void this.fetch(watched);
    return () => watched.listeners.delete(listener);
  }

  /** Marks every answer of these procedures as old; those on screen are asked again now. */
  invalidate(...names: readonly ProcedureName[]): void {
    for (const entry of this.entries.values()) {
      if (!names.includes(entry.name)) continue;
      entry.isStale = true;
      if (entry.listeners.size > 0) void this.fetch(entry);
    }
  }

  /** Forgets everything, e.g. when another library is opened. */
  reset(): void {
    for (const [key, entry] of this.entries) {
      if (entry.listeners.size === 0) this.entries.delete(key);
      else {
        entry.state = NOTHING;
        void this.fetch(entry);
      }
    }
  }

  private async fetch(entry: Entry): Promise<void> {
    const request = ++entry.request;
    entry.isStale = false;
    publish(entry, { ...entry.state, isFetching: true });
    try {
      // The input was typed against the name when the entry was made.
      const data = await this.client.call(entry.name, entry.input as Input<Contract, ProcedureName>);
      if (entry.request === request) publish(entry, { data, error: undefined, isFetching: false });
    } catch (thrown) {
      if (entry.request === request)
        publish(entry, { data: entry.state.data, error: toFailureDetail(thrown), isFetching: false });
    }
  }
}

function publish(entry: Entry, state: QueryState<unknown>): void {
  entry.state = state;
  for (const listener of entry.listeners) listener();
}
