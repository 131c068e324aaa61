import { readFile } from 'node:fs/promises';
import { MAX_FACES_PER_BATCH, encodeFaceBatch } from '@shared/contract/faceBatch';
import { SampleId } from '@shared/domain/ids';
import type { SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { isMissing } from '../platform/ioFailure';
import { imageMimeType } from './imageBytes';
import { answer, refusal } from './protocolAnswer';
import type { ProtocolAnswer } from './protocolAnswer';

export interface FaceSources {
  /** Absolute path of a sample's stored crop, looked up in its set. @throws Failure not-found, no-consent */
  readonly sampleFile: (setId: SetId, sampleId: SampleId) => Promise<{ readonly path: string }>;
}

const NOTHING = new Uint8Array();

/**
 * Many stored crops in one answer (faceBatch.ts), each looked up and its consent checked as `sample://` does it.
 * One that is missing, not consented or no picture is empty; only a set of ids that was asked wrongly refuses the whole.
 * Never cached: the same ids hardly come together twice, and consent can end.
 */
export async function answerFaces(
  sources: FaceSources,
  setId: SetId,
  parameters: URLSearchParams,
): Promise<ProtocolAnswer> {
  const asked = [...parameters.keys()];
  const names = (parameters.get('ids') ?? '').split(',', MAX_FACES_PER_BATCH + 1);
  if (asked.length !== 1 || asked[0] !== 'ids' || names.length > MAX_FACES_PER_BATCH) return refusal(400);
  const ids = SampleId.array().safeParse(names);
  if (!ids.success) return refusal(400);
  const pictures = await Promise.all(ids.data.map((id) => pictureOf(sources, setId, id)));
  return answer('application/octet-stream', encodeFaceBatch(pictures), { 'Cache-Control': 'no-store' });
}

async function pictureOf(sources: FaceSources, setId: SetId, id: SampleId): Promise<Uint8Array> {
  try {
    const { path } = await sources.sampleFile(setId, id);
    const bytes = await readFile(path);
    return imageMimeType(bytes) === null ? NOTHING : bytes;
  } catch (thrown) {
    const isRefused = thrown instanceof Failure && (thrown.code === 'no-consent' || thrown.code === 'not-found');
    if (isRefused || isMissing(thrown)) return NOTHING;
    throw thrown;
  }
}
