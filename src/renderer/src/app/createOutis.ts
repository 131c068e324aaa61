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
      'consent.standing',
      'consent.history',
      'consent.uses',
      'import.issues',
      'library.current',
      'generate.estimate',
      'score.status',
      'privacy.state',
      'privacy.changed',
    ),
  );
  const tables = new SampleTables(curation);
  // What the window holds of people who were erased goes, however far the job came.
  jobs.onEnded(({ spec }) => {
    if (spec.kind === 'withdraw') tables.reset();
    if (spec.kind === 'withdraw' || spec.kind === 'export')
      queries.invalidate('withdrawal.marks', 'withdrawal.preview', 'curation.state', 'export.plan');
  });
  return { client, queries, curation, jobs, tables };
}
