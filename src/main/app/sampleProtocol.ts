import { readFile, stat } from 'node:fs/promises';
import { SampleId, SetId } from '@shared/domain/ids';
import { greyMapAsBmp } from './greyMapAsBmp';
import { imageMimeType } from './imageBytes';
import { answer, refusal } from './protocolAnswer';
import type { ProtocolAnswer, ProtocolHandler } from './protocolAnswer';

/** Sizes in pixels that a window may ask for; bounded, so that a cache of smaller pictures stays bounded too. */
export const SAMPLE_SIZES_PX = [48, 64, 96, 112, 160, 256, 512] as const;
const SIZES: ReadonlySet<string> = new Set(SAMPLE_SIZES_PX.map(String));

/** A picture is held whole while it is sent, and a grid asks for many. */
export const MAX_ORIGINAL_BYTES = 32 * 1024 * 1024;

export interface SampleProtocolSources {
  /** Absolute path of a sample's stored crop, looked up in its set. @throws Failure not-found, no-consent */
  readonly sampleFile: (
    setId: SetId,
    sampleId: SampleId,
  ) => Promise<{ readonly path: string; readonly isReal: boolean }>;
  /** Absolute path of a picture of the set's import, contained in the imported folder. @throws Failure not-found, invalid-input */
  readonly originalFile: (setId: SetId, path: string) => Promise<string>;
  /** Absolute path of the picture that a sample was cut from, contained in the imported folder. @throws Failure not-found, no-consent */
  readonly sourceFile: (setId: SetId, sampleId: SampleId) => Promise<string>;
}

/**
 * `sample://<setId>/<sampleId>[?size=]`, `sample://<setId>/<sampleId>?as=original` and `sample://<setId>/original?path=`.
 * The stored crop is sent whatever the size: 112 px JPEGs have about 5 kB, and scaling would mean decoding pixels in main.
 * A synthetic sample never changes and may be kept for ever; a real one is asked for each time, because consent can end.
 */
export function createSampleProtocol(sources: SampleProtocolSources): ProtocolHandler {
  return async (url) => {
    const setId = SetId.safeParse(url.host);
    if (!setId.success) return refusal(400);
    const asked = [...url.searchParams.keys()];
    if (url.pathname === '/original') {
      const path = url.searchParams.get('path');
      if (asked.length !== 1 || path === null || path === '' || path.length > 4096) return refusal(400);
      return original(await sources.originalFile(setId.data, path));
    }
    const sampleId = SampleId.safeParse(url.pathname.slice(1));
    if (sampleId.success && asked.length === 1 && url.searchParams.get('as') === 'original')
      return original(await sources.sourceFile(setId.data, sampleId.data));
    const size = url.searchParams.get('size');
    const isBadSize = size === null ? asked.length !== 0 : asked.length !== 1 || !SIZES.has(size);
    if (!sampleId.success || isBadSize) return refusal(400);
    const { path, isReal } = await sources.sampleFile(setId.data, sampleId.data);
    const body = await readFile(path);
    const mimeType = imageMimeType(body);
    if (mimeType === null) return refusal(415);
    return answer(mimeType, body, { 'Cache-Control': isReal ? 'no-store' : 'private, max-age=31536000, immutable' });
  };
}

async function original(path: string): Promise<ProtocolAnswer> {
  const { size } = await stat(path);
  if (size > MAX_ORIGINAL_BYTES) return refusal(413);
  const bytes = await readFile(path);
  const headers = { 'Cache-Control': 'no-store' };
  const mimeType = imageMimeType(bytes);
  if (mimeType !== null) return answer(mimeType, bytes, headers);
  const bmp = greyMapAsBmp(bytes);
  return bmp === null ? refusal(415) : answer('image/bmp', bmp, headers);
}
