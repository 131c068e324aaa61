/** Addresses the window may load from. Pixels and columns travel here, never over IPC. */
export const APP_ORIGIN = 'app://outis';

/** `app://outis/data/sets/<setId>/samples.arrow`: the sample table as one Arrow IPC stream (columns of SampleRow, `n.*` Float32). */
export const samplesTableUrl = (setId: string): string => `${APP_ORIGIN}/data/sets/${setId}/samples.arrow`;

/** `app://outis/data/sets/<setId>/faces?ids=<id>,<id>,…`: up to `MAX_FACES_PER_BATCH` stored crops in one answer (faceBatch.ts). */
export const facesUrl = (setId: string, sampleIds: readonly string[]): string =>
  `${APP_ORIGIN}/data/sets/${setId}/faces?ids=${sampleIds.join(',')}`;

/** `app://outis/data/head-model/head.json` and `head.bin`: the baked pack for the live preview. */
export const headModelUrl = (file: 'head.json' | 'head.bin'): string => `${APP_ORIGIN}/data/head-model/${file}`;

/** `sample://<setId>/<sampleId>`: the stored crop; `?size=` gives a smaller one (JPEG). Immutable, cacheable. */
export const sampleUrl = (setId: string, sampleId: string, sizePx?: number): string =>
  `sample://${setId}/${sampleId}${sizePx === undefined ? '' : `?size=${sizePx}`}`;

/** `sample://<setId>/original/<path>`: a picture of an import that is waiting for hand-placed points. */
export const originalUrl = (setId: string, path: string): string =>
  `sample://${setId}/original?path=${encodeURIComponent(path)}`;
