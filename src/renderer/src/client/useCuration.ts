import { useSyncExternalStore } from 'react';
import type { SetId } from '@shared/domain/ids';
import type { CurationSnapshot, CurationStore } from './curationStore';
import { useOutis } from './outisContext';

export function useCuration(setId: SetId): readonly [CurationStore, CurationSnapshot] {
  const { curation } = useOutis();
  const store = curation.of(setId);
  return [store, useSyncExternalStore(store.subscribe, store.getSnapshot)];
}
