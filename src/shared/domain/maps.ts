import { z } from 'zod';
import { DeclaredSynthetic } from './declaredSynthetic';
import { Seed } from './generateRecipe';
import { JobId, SetId } from './ids';

/** How 128 or 512 numbers of a face become two: UMAP keeps neighbours, MDS keeps distances, PCA is the plain shadow. */
export const MAP_METHODS = ['umap', 'mds', 'pca'] as const;
export const MapMethod = z.enum(MAP_METHODS);
export type MapMethod = z.infer<typeof MapMethod>;

/** Sets that one map can show together. */
export const MAX_MAP_SETS = 8;
/** Points that MDS takes: its table of distances grows with their square. */
export const MAX_MDS_POINTS = 2_000;

/** Named by what it was made from, so that the same map is never made twice. */
export const MapId = z
  .string()
  .regex(/^map_[0-9a-f]{16}$/, 'must look like map_0123456789abcdef')
  .brand<'MapId'>();
export type MapId = z.infer<typeof MapId>;

/** Lays the judge's embeddings of one or several sets out in one plane. */
export const MapSpec = z.strictObject({
  kind: z.literal('map'),
  sets: z.array(SetId).min(1).max(MAX_MAP_SETS),
  method: MapMethod.default('umap'),
  /** Key of the judge whose embeddings are laid out. */
  judge: z.string().min(1).max(4096).default('face-api'),
  seed: Seed.default(0),
  /** UMAP: how many nearest points pull at each. */
  neighbours: z.int().min(2).max(100).default(15),
  /** UMAP is fitted on at most this many points; the others are placed among their nearest fitted ones. */
  landmarks: z.int().min(50).max(50_000).default(8_000),
});
export type MapSpec = z.infer<typeof MapSpec>;

/** One set on a map. */
export const MapSet = z.strictObject({
  setId: SetId,
  name: z.string(),
  kind: z.enum(['syn', 'real']),
  /** Imported, and somebody says that it shows nobody who exists. */
  declaredSynthetic: DeclaredSynthetic.optional(),
  /** Points of this set on the map. */
  points: z.int().min(0),
  /** Samples left out because their person does not allow display and evaluation. */
  withoutConsent: z.int().min(0),
  /** Samples left out because they have no embedding. */
  notScored: z.int().min(0),
  /** Of the scores that were laid out; other scores since then make the map stale. */
  judgeFingerprint: z.string(),
  samplesSha256: z.string(),
  /** Samples that the judge had scored then; more since then make the map stale. */
  scored: z.int().min(0),
});
export type MapSet = z.infer<typeof MapSet>;

/** maps/<mapId>/info.json; map.arrow beside it holds the points. */
export const MapInfo = z.strictObject({
  schema: z.literal(1),
  id: MapId,
  jobId: JobId,
  createdAt: z.iso.datetime(),
  method: MapMethod,
  judge: z.strictObject({ key: z.string(), name: z.string() }),
  seed: Seed,
  neighbours: z.int(),
  landmarks: z.int(),
  points: z.int().min(1),
  /** Points that the method itself laid out; the rest were placed among them. */
  fitted: z.int().min(1),
  sets: z.array(MapSet).min(1).max(MAX_MAP_SETS),
});
export type MapInfo = z.infer<typeof MapInfo>;

/** A map as the library lists it. */
export const MapView = z.strictObject({
  info: MapInfo,
  /** Why it no longer says how things are (scores or samples changed since, a set is gone), in sentences; empty when it does. */
  stale: z.array(z.string()),
});
export type MapView = z.infer<typeof MapView>;

/** `UMAP of Syn_120_20 and volunteers`. */
export function mapTitle(method: MapMethod, names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  const list = names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
  return `${method.toUpperCase()} of ${list}`;
}
