import type { JobRecord } from '@shared/domain/jobState';
import { SetId } from '@shared/domain/ids';
import type { Route } from './route';

export interface JobLink {
  readonly label: string;
  readonly route: Route;
}

/** Where a finished job's result can be seen, or null. */
export function linkOfJob(record: JobRecord): JobLink | null {
  if (record.state.status !== 'succeeded') return null;
  const setId = SetId.safeParse(record.state.outcome.setId).data ?? null;
  switch (record.spec.kind) {
    case 'generate':
    case 'compose':
    case 'score':
      return { label: 'Open gallery', route: { page: 'gallery', setId } };
    case 'import':
    case 'place':
      return { label: 'See result', route: { page: 'import', setId } };
    case 'export':
      return { label: 'See exports', route: { page: 'export', syn: null, real: null } };
    case 'train':
    case 'verify':
    case 'prove':
    case 'twin':
    case 'card':
    case 'withdraw':
    case 'privacy':
    case 'audit':
      return { label: 'See report', route: { page: 'reports', runId: record.id } };
    case 'map':
      return { label: 'Open map', route: { page: 'map', setId } };
    case 'render':
      return null;
    case 'doctor':
      return { label: 'See checks', route: { page: 'settings' } };
  }
}
