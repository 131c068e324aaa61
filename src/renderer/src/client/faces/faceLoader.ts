import { sampleUrl } from '@shared/contract/addresses';
import { MAX_FACES_PER_BATCH } from '@shared/contract/faceBatch';
import type { SampleId, SetId } from '@shared/domain/ids';

/** Told the address that shows the face, once. */
export type FaceListener = (url: string) => void;

export interface FaceLoaderParts {
  /**
   * Addresses that hold the stored crops of these samples, in their order, an empty one where there is none to see: nothing has to be
   * given back, and they load without another request. Rejects or has none when there is no answer.
   */
  readonly fetchFaces: (setId: SetId, ids: readonly SampleId[]) => Promise<readonly string[]>;
}

export interface FaceLoaderLimits {
  /** Length of all addresses beyond which those go that no tile shows; with 0 they go at once. */
  readonly keptCharacters: number;
  readonly inFlight: number;
}

/**
 * Fetches the faces that tiles ask for, many in one request, those asked for last first: they are what is in sight now.
 * What is given up before its request leaves is never sent. A face that does not come this way is left to `sample://`, which
 * shows it or says that it cannot be shown.
 */
export class FaceLoader {
  /** Who waits for or shows a face. */
  private readonly listeners = new Map<SampleId, Set<FaceListener>>();
  /** Not yet sent, by when they were asked for. */
  private readonly waiting = new Map<SampleId, number>();
  private readonly sent = new Set<SampleId>();
  /** Last used comes last. */
  private readonly held = new Map<SampleId, string>();
  private heldCharacters = 0;
  private requests = 0;
  private turn = 0;
  private isFlushPlanned = false;

  constructor(
    private readonly setId: SetId,
    private readonly parts: FaceLoaderParts,
    private readonly limits: FaceLoaderLimits,
  ) {}

  /**
   * Asks for a face: `listener` gets its address, at once when it is held.
   * @returns gives the face up.
   */
  want(id: SampleId, listener: FaceListener): () => void {
    const listeners = this.listeners.get(id) ?? new Set();
    this.listeners.set(id, listeners.add(listener));
    const held = this.held.get(id);
    if (held !== undefined) listener(held);
    else if (!this.sent.has(id)) {
      this.waiting.delete(id);
      this.waiting.set(id, this.turn);
      this.planFlush();
    }
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0 || this.listeners.get(id) !== listeners) return;
      this.listeners.delete(id);
      this.waiting.delete(id);
      this.rest(id);
    };
  }

  /** Forgets every face that no tile shows. */
  clear(): void {
    for (const id of [...this.held.keys()]) if (!this.listeners.has(id)) this.drop(id);
  }

  /** What is asked for in one go belongs together: one turn, kept in its order. */
  private planFlush(): void {
    if (this.isFlushPlanned) return;
    this.isFlushPlanned = true;
    queueMicrotask(() => {
      this.isFlushPlanned = false;
      this.turn++;
      this.flush();
    });
  }

  private flush(): void {
    while (this.requests < this.limits.inFlight && this.waiting.size > 0) {
      const newestFirst = [...this.waiting].sort(([, a], [, b]) => b - a);
      const ids = newestFirst.slice(0, MAX_FACES_PER_BATCH).map(([id]) => id);
      for (const id of ids) {
        this.waiting.delete(id);
        this.sent.add(id);
      }
      this.requests++;
      void this.fetch(ids);
    }
  }

  private async fetch(ids: readonly SampleId[]): Promise<void> {
    // A batch that fails is not lost: `sample://` is asked for each of its faces, and tells of each.
    const urls = await this.parts.fetchFaces(this.setId, ids).catch(() => []);
    this.requests--;
    ids.forEach((id, index) => {
      this.sent.delete(id);
      this.arrive(id, urls[index] ?? '');
    });
    this.flush();
  }

  private arrive(id: SampleId, held: string): void {
    const listeners = this.listeners.get(id);
    // Given up on the way: it was fetched for nobody.
    if (listeners === undefined) return;
    if (held !== '') this.hold(id, held);
    const url = held === '' ? sampleUrl(this.setId, id) : held;
    for (const listener of listeners) listener(url);
  }

  private hold(id: SampleId, url: string): void {
    this.held.set(id, url);
    this.heldCharacters += url.length;
  }

  /** No tile shows this face any more: it becomes the last used one, and the first used ones make room. */
  private rest(id: SampleId): void {
    const held = this.held.get(id);
    if (held === undefined) return;
    this.held.delete(id);
    this.held.set(id, held);
    for (const oldest of this.held.keys()) {
      if (this.heldCharacters <= this.limits.keptCharacters) return;
      if (!this.listeners.has(oldest)) this.drop(oldest);
    }
  }

  private drop(id: SampleId): void {
    const held = this.held.get(id);
    if (held === undefined) return;
    this.held.delete(id);
    this.heldCharacters -= held.length;
  }
}
