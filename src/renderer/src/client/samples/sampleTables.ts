import type { SetId } from '@shared/domain/ids';
import type { CurationStores } from '../curationStores';
import { SampleTable } from './sampleTable';

interface Open {
  readonly sampleCount: number;
  readonly table: Promise<SampleTable>;
}

/** Tables of at most this many sets stay in memory. */
const MAX_OPEN = 3;

/** Sample tables by set, each loaded once and told of every decision. */
export class SampleTables {
  private readonly open = new Map<SetId, Open>();
  private readonly listeners = new Set<() => void>();
  private generation = 0;

  constructor(private readonly curation: CurationStores) {}

  /** @param sampleCount as the set's summary says; a set that has grown is loaded again. */
  of(setId: SetId, sampleCount: number): Promise<SampleTable> {
    const known = this.open.get(setId);
    if (known?.sampleCount === sampleCount) {
      // Last used comes last.
      this.open.delete(setId);
      this.open.set(setId, known);
      return known.table;
    }
    if (known !== undefined) this.drop(setId);
    const table = this.load(setId);
    this.open.set(setId, { sampleCount, table });
    // A failed load is not remembered: opening the set again tries again.
    table.catch(() => {
      if (this.open.get(setId)?.table === table) this.open.delete(setId);
    });
    for (const oldest of [...this.open.keys()].slice(0, -MAX_OPEN)) this.drop(oldest);
    return table;
  }

  /** Forgets everything, e.g. when another library is opened or people were erased; pages that show a table ask for it again. */
  reset(): void {
    for (const setId of [...this.open.keys()]) this.drop(setId);
    this.generation++;
    for (const listener of this.listeners) listener();
  }

  /** How often everything was forgotten. */
  readonly getGeneration = (): number => this.generation;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private async load(setId: SetId): Promise<SampleTable> {
    const table = await SampleTable.open(setId);
    const store = this.curation.of(setId);
    const note = (changed: Parameters<SampleTable['noteDecisions']>[0]): void => {
      // It fails only when the table was closed, and then nobody looks at it.
      table.noteDecisions(changed).catch(() => undefined);
    };
    note(store.all());
    table.onClose(store.onChanged(note));
    return table;
  }

  private drop(setId: SetId): void {
    const known = this.open.get(setId);
    this.open.delete(setId);
    known?.table.then(
      (table) => table.close(),
      () => undefined,
    );
  }
}
