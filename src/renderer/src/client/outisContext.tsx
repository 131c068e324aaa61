import { createContext, useContext } from 'react';
import type { CurationStores } from './curationStores';
import type { JobEventStore } from './jobEventStore';
import type { OutisClient } from './outisClient';
import type { QueryStore } from './queryStore';
import type { SampleTables } from './samples/sampleTables';

/** Everything a page needs of the program; made once in main.tsx. */
export interface Outis {
  readonly client: OutisClient;
  readonly queries: QueryStore;
  readonly jobs: JobEventStore;
  readonly curation: CurationStores;
  readonly tables: SampleTables;
}

const OutisContext = createContext<Outis | null>(null);
export const OutisProvider = OutisContext.Provider;

export function useOutis(): Outis {
  const outis = useContext(OutisContext);
  if (outis === null) throw new Error('useOutis needs an OutisProvider above it.');
  return outis;
}
