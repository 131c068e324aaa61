import { CurationChange } from '@shared/contract/views';
import type { SetId } from '@shared/domain/ids';
import type { Outbox } from '../db/outbox';
import { CurationStore } from './curationStore';
import type { OutisClient } from './outisClient';
import type { QueryStore } from './queryStore';

const REFRESH_AFTER_MS = 400;

/** One store of decisions per set, kept while the window lives, so that pages share what is on screen. */
export class CurationStores {
  private refreshTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly stores = new Map<SetId, CurationStore>();

  constructor(
    private readonly client: OutisClient,
    private readonly queries: QueryStore,
    private readonly outbox: Outbox,
  ) {}

  of(setId: SetId): CurationStore {
    let store = this.stores.get(setId);
    if (store === undefined) {
      store = new CurationStore(this.client, this.outbox, setId, () => this.refreshSoon());
      this.stores.set(setId, store);
      void store.load();
    }
    return store;
  }

  /** An event from the program: some journal has one more line. */
  receive(raw: unknown): void {
    const parsed = CurationChange.safeParse(raw);
    if (parsed.success) this.stores.get(parsed.data.setId)?.receive(parsed.data);
    // It cannot be said which set it was, so each is read again.
    else for (const store of this.stores.values()) void store.load();
    this.refreshSoon();
  }

  /** A hundred key presses ask for the summaries once. */
  private refreshSoon(): void {
    clearTimeout(this.refreshTimer);
    this.refreshTimer = setTimeout(
      () =>
        this.queries.invalidate(
          'set.list',
          'set.get',
          'export.plan',
          'reviews.get',
          'reviews.standing',
          'privacy.state',
          'privacy.changed',
        ),
      REFRESH_AFTER_MS,
    );
  }

  /** When another library is opened; what is still on its way waits in the outbox. */
  reset(): void {
    for (const store of this.stores.values()) store.close();
    this.stores.clear();
  }
}
