import { describe, expect, it } from 'vitest';
import { JobId, SampleId, SetId } from '@shared/domain/ids';
import { formatRoute, parseRoute } from './route';
import type { Route } from './route';

const set = SetId.parse('ds_ab12cd34');
const run = JobId.parse('job_ab12cd34');

describe('route', () => {
  it('comes back as it was written, for every page', () => {
    const routes: Route[] = [
      { page: 'home' },
      { page: 'new-set' },
      { page: 'explorer', setId: set, sampleId: SampleId.parse('i000001s0002') },
      { page: 'explorer', setId: null, sampleId: null },
      { page: 'import', setId: set },
      { page: 'gallery', setId: null },
      { page: 'gallery', setId: set, sampleId: SampleId.parse('i000001s0002') },
      { page: 'compare', left: set, right: null },
      { page: 'consent', setId: set },
      { page: 'export', syn: null, real: set },
      { page: 'train', runId: run, setId: set },
      { page: 'reports', runId: run },
      { page: 'settings' },
    ];
    expect(routes.map((route) => parseRoute(formatRoute(route)))).toEqual(routes);
  });

  it('leads home from an address that is none, and drops ids that are none', () => {
    expect(parseRoute('#/nowhere')).toEqual({ page: 'home' });
    expect(parseRoute('')).toEqual({ page: 'home' });
    expect(parseRoute('#/gallery?set=../../etc')).toEqual({ page: 'gallery', setId: null });
    expect(parseRoute(`#/gallery?set=${set}&sample=../1`)).toEqual({ page: 'gallery', setId: set });
  });
});
