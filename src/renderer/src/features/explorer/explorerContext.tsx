import { createContext, useContext, useSyncExternalStore } from 'react';
import { Failure } from '@shared/lib/failure';
import type { ExplorerLink } from '../../client/preview/explorerLink';
import type { Description } from '../../client/preview/explorerProtocol';
import type { ExplorerStore } from './explorerStore';

export interface ExplorerParts {
  readonly store: ExplorerStore;
  /** Draws the face, and answers questions about the model. */
  readonly faceLink: ExplorerLink;
  /** Draws everything small, so that the face never waits for it. */
  readonly rowLink: ExplorerLink;
  readonly description: Description;
}

export const ExplorerContext = createContext<ExplorerParts | null>(null);

export function useExplorerParts(): ExplorerParts {
  const parts = useContext(ExplorerContext);
  if (parts === null) throw new Failure({ code: 'internal', message: 'This part belongs to the explorer’s page.' });
  return parts;
}

/** Something of the store; draws again only when it is another value. */
export function useExplorer<T>(select: (store: ExplorerStore) => T): T {
  const { store } = useExplorerParts();
  return useSyncExternalStore(store.subscribe, () => select(store));
}
