import { useCallback } from 'react';
import type { LibrarySummary } from '@shared/contract/views';
import { useOutis } from './outisContext';

/** Opens a library folder and makes the window forget the one before. */
export function useOpenLibrary(): (path: string) => Promise<LibrarySummary> {
  const { client, queries, curation, tables, jobs } = useOutis();
  return useCallback(
    async (path) => {
      const library = await client.call('library.open', { path });
      tables.reset();
      curation.reset();
      queries.reset();
      await jobs.reload();
      return library;
    },
    [client, queries, curation, tables, jobs],
  );
}
