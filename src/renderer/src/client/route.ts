import { JobId, SampleId, SetId } from '@shared/domain/ids';

/** Where the window is. The address after `#` says the same, so that reload and back work. */
export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'explorer'; readonly setId: SetId | null; readonly sampleId: SampleId | null }
  | { readonly page: 'new-set' }
  | { readonly page: 'import'; readonly setId: SetId | null }
  /** With a sample, the gallery opens at it. */
  | { readonly page: 'gallery'; readonly setId: SetId | null; readonly sampleId?: SampleId }
  | { readonly page: 'map'; readonly setId: SetId | null }
  | { readonly page: 'reviews'; readonly setId: SetId | null }
  | { readonly page: 'compare'; readonly left: SetId | null; readonly right: SetId | null }
  | { readonly page: 'consent'; readonly setId: SetId | null }
  | { readonly page: 'export'; readonly syn: SetId | null; readonly real: SetId | null }
  | { readonly page: 'train'; readonly runId: JobId | null; readonly setId: SetId | null }
  | { readonly page: 'reports'; readonly runId: JobId | null }
  | { readonly page: 'settings' };

export type PageName = Route['page'];

/** `#/gallery?set=ds_ab12cd34`; what cannot be read leads home. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#?\/?/, '').split('?');
  const query = new URLSearchParams(search);
  const set = (key: string): SetId | null => SetId.safeParse(query.get(key)).data ?? null;
  const run = JobId.safeParse(query.get('run')).data ?? null;
  const sample = SampleId.safeParse(query.get('sample')).data ?? null;
  switch (path) {
    case 'new-set':
    case 'settings':
      return { page: path };
    case 'explorer':
      return { page: path, setId: set('set'), sampleId: sample };
    case 'gallery':
      return { page: path, setId: set('set'), ...(sample === null ? {} : { sampleId: sample }) };
    case 'import':
    case 'map':
    case 'reviews':
    case 'consent':
      return { page: path, setId: set('set') };
    case 'compare':
      return { page: path, left: set('left'), right: set('right') };
    case 'export':
      return { page: path, syn: set('syn'), real: set('real') };
    case 'train':
      return { page: path, runId: run, setId: set('set') };
    case 'reports':
      return { page: path, runId: run };
    default:
      return { page: 'home' };
  }
}

export function formatRoute(route: Route): string {
  const query = new URLSearchParams();
  const put = (key: string, value: string | null): void => {
    if (value !== null) query.set(key, value);
  };
  switch (route.page) {
    case 'home':
    case 'new-set':
    case 'settings':
      break;
    case 'import':
    case 'map':
    case 'reviews':
    case 'consent':
      put('set', route.setId);
      break;
    case 'gallery':
      put('set', route.setId);
      put('sample', route.sampleId ?? null);
      break;
    case 'explorer':
      put('set', route.setId);
      put('sample', route.sampleId);
      break;
    case 'compare':
      put('left', route.left);
      put('right', route.right);
      break;
    case 'export':
      put('syn', route.syn);
      put('real', route.real);
      break;
    case 'train':
      put('run', route.runId);
      put('set', route.setId);
      break;
    case 'reports':
      put('run', route.runId);
      break;
  }
  const search = query.toString();
  return `#/${route.page}${search === '' ? '' : `?${search}`}`;
}
