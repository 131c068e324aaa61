import { readFile, realpath } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { z } from 'zod';
import { SampleId, SetId } from '@shared/domain/ids';
import { MapId } from '@shared/domain/maps';
import { SAMPLES_PARTS } from '@shared/domain/sample';
import type { SamplesPart, SampleTexts } from '@shared/domain/sample';
import { JudgeInfo } from '@shared/domain/scores';
import { containedPath, isContained } from './containedPath';
import { CONTENT_POLICY } from './contentPolicy';
import { answerFaces } from './faceBatchAnswer';
import type { FaceSources } from './faceBatchAnswer';
import { answer, answerInPieces, refusal } from './protocolAnswer';
import type { ProtocolAnswer, ProtocolHandler } from './protocolAnswer';

/** Only what a build of the window holds; a file of another kind is not served. */
const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain',
};

export interface AppProtocolSources {
  /** Folder with index.html and its assets. */
  readonly rendererDir: string;
  /** Folder with head.json and head.bin. */
  readonly headModelDir: string;
}

export interface SetData extends FaceSources {
  /** The sample table of a set of the open library without its texts, or a part of it, as one Arrow IPC stream. @throws Failure not-found */
  samplesArrow(setId: SetId, part?: SamplesPart): Promise<Uint8Array>;
  /** The texts of one row. @throws Failure not-found */
  sampleTexts(setId: SetId, id: SampleId): Promise<SampleTexts>;
  /** Current scores in the order of the sample table, as one Arrow IPC stream. @throws Failure not-found */
  scoresArrow(setId: SetId, judge?: string): Promise<Uint8Array>;
  /** The judge’s embeddings as signed bytes behind a header. @throws Failure not-found */
  embeddings(setId: SetId, judge?: string): Promise<AsyncIterable<Uint8Array>>;
  /** The points of a map that may be seen today, as one Arrow IPC stream. @throws Failure not-found */
  mapPointsArrow(id: MapId): Promise<Uint8Array>;
}

const SAMPLES = /^\/data\/sets\/([^/]+)\/samples\.arrow$/;
const TEXTS = /^\/data\/sets\/([^/]+)\/texts$/;
const SCORES = /^\/data\/sets\/([^/]+)\/(scores\.arrow|embeddings\.i8)$/;
const MAP_POINTS = /^\/data\/maps\/([^/]+)\/points\.arrow$/;
const FACES = /^\/data\/sets\/([^/]+)\/faces$/;
const HEAD_MODEL = /^\/data\/head-model\/(head\.json|head\.bin)$/;

/** `app://outis/…`: the window's own files, and the kinds of data that are too large for IPC. */
export function createAppProtocol(sources: AppProtocolSources, data: SetData): ProtocolHandler {
  const windowFile: ProtocolHandler = async (url) => {
    const path = containedPath(sources.rendererDir, url.pathname === '/' ? '/index.html' : url.pathname);
    const mimeType = path === null ? undefined : MIME_TYPES[extname(path)];
    if (path === null || mimeType === undefined) return refusal(404);
    const [root, real] = await Promise.all([realpath(sources.rendererDir), realpath(path)]);
    if (!isContained(root, real)) return refusal(404);
    const body = await readFile(real);
    return answer(mimeType, body, { 'Content-Security-Policy': CONTENT_POLICY, 'Cache-Control': 'no-cache' });
  };

  return async (url) => {
    if (url.host !== 'outis') return refusal(404);
    const samples = SAMPLES.exec(url.pathname);
    if (samples !== null) {
      const setId = SetId.safeParse(samples[1]);
      const part = z
        .enum(SAMPLES_PARTS)
        .optional()
        .safeParse(url.searchParams.get('part') ?? undefined);
      if (!setId.success || !part.success) return refusal(400);
      // A set grows while it is made: never from a cache.
      const body = await data.samplesArrow(setId.data, part.data);
      return answer('application/vnd.apache.arrow.stream', body, { 'Cache-Control': 'no-store' });
    }
    const texts = TEXTS.exec(url.pathname);
    if (texts !== null) {
      const setId = SetId.safeParse(texts[1]);
      const id = SampleId.safeParse(url.searchParams.get('id'));
      if (!setId.success || !id.success) return refusal(400);
      const body = Buffer.from(JSON.stringify(await data.sampleTexts(setId.data, id.data)));
      return answer('application/json', body, { 'Cache-Control': 'no-store' });
    }
    const faces = FACES.exec(url.pathname);
    if (faces !== null) {
      const setId = SetId.safeParse(faces[1]);
      return setId.success ? answerFaces(data, setId.data, url.searchParams) : refusal(400);
    }
    const scores = SCORES.exec(url.pathname);
    if (scores !== null) return answerScores(data, scores, url.searchParams);
    const map = MAP_POINTS.exec(url.pathname);
    if (map !== null) {
      const mapId = MapId.safeParse(map[1]);
      if (!mapId.success) return refusal(400);
      // Consent can end: never from a cache.
      const body = await data.mapPointsArrow(mapId.data);
      return answer('application/vnd.apache.arrow.stream', body, { 'Cache-Control': 'no-store' });
    }
    const head = HEAD_MODEL.exec(url.pathname)?.[1];
    if (head !== undefined) {
      const body = await readFile(join(sources.headModelDir, head));
      return answer(head === 'head.json' ? 'application/json' : 'application/octet-stream', body);
    }
    return windowFile(url);
  };
}

/** Scores are computed anew and consent can end: never from a cache. */
async function answerScores(
  data: Pick<SetData, 'scoresArrow' | 'embeddings'>,
  [, id, file]: RegExpExecArray,
  query: URLSearchParams,
): Promise<ProtocolAnswer> {
  const setId = SetId.safeParse(id);
  const judge = JudgeInfo.shape.key.optional().safeParse(query.get('judge') ?? undefined);
  if (!setId.success || !judge.success) return refusal(400);
  return file === 'scores.arrow'
    ? answer('application/vnd.apache.arrow.stream', await data.scoresArrow(setId.data, judge.data), NEVER_CACHED)
    : answerInPieces('application/octet-stream', await data.embeddings(setId.data, judge.data), NEVER_CACHED);
}

const NEVER_CACHED = { 'Cache-Control': 'no-store' } as const;
