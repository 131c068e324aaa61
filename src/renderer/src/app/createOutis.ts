import type { Bridge } from '@shared/contract/bridge';
import { CurationStores } from '../client/curationStores';
import { JobEventStore } from '../client/jobEventStore';
import { createClient } from '../client/outisClient';
import type { Outis } from '../client/outisContext';
import { QueryStore } from '../client/queryStore';
import { SampleTables } from '../client/samples/sampleTables';
import type { OutisDatabase } from '../db/database';
import { dexieOutbox } from '../db/outbox';

/** Wires the window to the program: once, at start. */
export function createOutis(bridge: Bridge, database: OutisDatabase): Outis {
  const client = createClient(bridge);
  const queries = new QueryStore(client);
  const curation = new CurationStores(client, queries, dexieOutbox(database));
  bridge.onCurationEvent((event) => curation.receive(event));
  const jobs = new JobEventStore(client, (listener) => bridge.onJobEvent(listener));
  // What a finished job made shows up wherever it is listed.
  jobs.onEnded(() =>
    queries.invalidate(
      'set.list',
      'set.get',
      'run.list',
      'run.report',
      'run.metrics',
      'export.list',
      'map.list',
      'consent.list',
      'import.issues',
      'library.current',
      'generate.estimate',
      'score.status',
    ),
  );
  return { client, queries, curation, jobs, tables: new SampleTables(curation) };
}
