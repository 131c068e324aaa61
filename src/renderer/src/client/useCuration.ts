import { useSyncExternalStore } from 'react';
import type { SetId } from '@shared/domain/ids';
import type { CurationSnapshot, CurationStore } from './curationStore';
import { oncePerFrame } from './oncePerFrame';
import { useOutis } from './outisContext';

/** One per store, so that all that show it are drawn together. */
const subscriptions = new WeakMap<CurationStore, (listener: () => void) => () => void>();

function subscriptionOf(store: CurationStore): (listener: () => void) => () => void {
  const held = subscriptions.get(store) ?? oncePerFrame(store.subscribe);
  subscriptions.set(store, held);
  return held;
}

export function useCuration(setId: SetId): readonly [CurationStore, CurationSnapshot] {
  const { curation } = useOutis();
  const store = curation.of(setId);
  return [store, useSyncExternalStore(subscriptionOf(store), store.getSnapshot)];
}
