import type { SamplesPart } from '../domain/sample';

/** Addresses the window may load from. Pixels and columns travel here, never over IPC. */
export const APP_ORIGIN = 'app://outis';

/**
 * `app://outis/data/sets/<setId>/samples.arrow`: the numbers of the sample table as one Arrow IPC stream: columns of SampleRow, `n.*`
 * Float32, without the texts `id`, `file`, `sha256` and `source`, which are two thirds of it (`sampleTextsUrl`).
 * `?part=places` gives `identityIndex`, `sampleIndex` and `identityName` only, which is all that the first faces need; `?part=measures`
 * gives the other columns.
 */
export const samplesTableUrl = (setId: string, part?: SamplesPart): string =>
  `${APP_ORIGIN}/data/sets/${setId}/samples.arrow${part === undefined ? '' : `?part=${part}`}`;

/** `app://outis/data/sets/<setId>/texts?id=<sampleId>`: the texts of one row of the sample table, as JSON (SampleTexts). */
export const sampleTextsUrl = (setId: string, sampleId: string): string =>
  `${APP_ORIGIN}/data/sets/${setId}/texts?id=${sampleId}`;

/**
 * `app://outis/data/sets/<setId>/scores.arrow?judge=<key>`: current scores of the same rows in the same order as samples.arrow, as one
 * Arrow IPC stream: `identityIndex`, `sampleIndex`, the `n.*` Float32 columns of SCORE_COLUMNS that exist and are fresh, `r.*` Int32
 * columns of SCORE_REFS. NaN and −1 where a sample has none. 404 when nothing was scored.
 */
export const scoresTableUrl = (setId: string): string => `${APP_ORIGIN}/data/sets/${setId}/scores.arrow`;

/**
 * `app://outis/data/sets/<setId>/embeddings.i8`: the judge's embeddings in the order of samples.arrow, one signed byte per value
 * (value × 127, rounded; a row of zeros: not scored), after a header of two uint32 little endian: rows, values per row.
 */
export const embeddingsUrl = (setId: string): string => `${APP_ORIGIN}/data/sets/${setId}/embeddings.i8`;

/**
 * `app://outis/data/maps/<mapId>/points.arrow`: the points of a map as one Arrow IPC stream: `identityIndex`, `sampleIndex`, `i.map.set`
 * (index into the map's sets) Int32, `n.map.x`, `n.map.y` Float32 in [−1, 1].
 */
export const mapPointsUrl = (mapId: string): string => `${APP_ORIGIN}/data/maps/${mapId}/points.arrow`;

/** `app://outis/data/sets/<setId>/faces?ids=<id>,<id>,…`: up to `MAX_FACES_PER_BATCH` stored crops in one answer (faceBatch.ts). */
export const facesUrl = (setId: string, sampleIds: readonly string[]): string =>
  `${APP_ORIGIN}/data/sets/${setId}/faces?ids=${sampleIds.join(',')}`;

/** `app://outis/data/head-model/head.json` and `head.bin`: the baked pack for the live preview. */
export const headModelUrl = (file: 'head.json' | 'head.bin'): string => `${APP_ORIGIN}/data/head-model/${file}`;

/** `sample://<setId>/<sampleId>`: the stored crop; `?size=` gives a smaller one (JPEG). Immutable, cacheable. */
export const sampleUrl = (setId: string, sampleId: string, sizePx?: number): string =>
  `sample://${setId}/${sampleId}${sizePx === undefined ? '' : `?size=${sizePx}`}`;

/** The picture that a sample of a real set was cut from, read in the imported folder; asked for each time, because consent can end. */
export const sourceUrl = (setId: string, sampleId: string): string => `sample://${setId}/${sampleId}?as=original`;

/** `sample://<setId>/original/<path>`: a picture of an import that is waiting for hand-placed points. */
export const originalUrl = (setId: string, path: string): string =>
  `sample://${setId}/original?path=${encodeURIComponent(path)}`;
