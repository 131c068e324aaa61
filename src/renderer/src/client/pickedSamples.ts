import { useSyncExternalStore } from 'react';
import type { SampleId, SetId } from '@shared/domain/ids';

/** Samples of one set that a person picked on one page and goes on with on another. */
export interface PickedSamples {
  readonly setId: SetId;
  /** At least one, without doubles. */
  readonly ids: readonly SampleId[];
}

/** Holds the newest pick while the window lives; nothing is stored. */
class PickedStore {
  private picked: PickedSamples | null = null;
  private readonly listeners = new Set<() => void>();

  /** The same object until the next `set`, so that React may compare it. */
  readonly get = (): PickedSamples | null => this.picked;

  /** Null, or no ids, clears. */
  set(picked: PickedSamples | null): void {
    const next = picked === null || picked.ids.length === 0 ? null : picked;
    if (next === this.picked) return;
    this.picked = next;
    for (const listener of this.listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

/** Map → gallery: what was lassoed or clicked; the gallery of that set shows these only, with a chip that clears it. */
export const pickedOnMap = new PickedStore();

/** Gallery ⇄ map: what is selected. The map marks these points; the gallery, when it opens, has them selected. Null: nothing is. */
export const pickedInGallery = new PickedStore();

/** What was picked on the map, or null where it belongs to another set than the one asked for. */
export function usePickedOnMap(setId: SetId): PickedSamples | null {
  const picked = useSyncExternalStore(pickedOnMap.subscribe, pickedOnMap.get);
  return picked?.setId === setId ? picked : null;
}

/** What is selected in the gallery, of whichever set. */
export const usePickedInGallery = (): PickedSamples | null =>
  useSyncExternalStore(pickedInGallery.subscribe, pickedInGallery.get);
