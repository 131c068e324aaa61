import { useCallback } from 'react';
import { useOutis } from './outisContext';
import { useOpenLibrary } from './useOpenLibrary';

/** Makes the default library when none is open yet, so that a first set needs no other step. */
export function useEnsureLibrary(): () => Promise<void> {
  const { client } = useOutis();
  const openLibrary = useOpenLibrary();
  return useCallback(async () => {
    if ((await client.call('library.current', undefined)) !== null) return;
    const { defaultLibraryPath } = await client.call('app.info', undefined);
    await openLibrary(defaultLibraryPath);
  }, [client, openLibrary]);
}
