import { declarationOf } from '@shared/domain/declaredSynthetic';
import type { VerifySpec } from '@shared/domain/jobs';
import type { RunSamples } from '@shared/domain/report';
import type { SampleRow } from '@shared/domain/sample';
import type { NetworkConfig } from '@shared/domain/training';
import { Failure } from '@shared/lib/failure';
import type { ImageCodecs } from '../../../engine/image/codecs';
import type { UsableSamples } from '../../../storage/usableSamples';
import { alignerOf } from '../recognition/alignerOf';
import { readCompleteSamples } from '../recognition/completeSamples';
import { setImageSource } from '../recognition/setImages';
import { drawPairs } from './drawnPairs';
import { sampleTitle, sizeCautions, type VerifyData } from './verifyData';

export interface SetDataRequest {
  readonly libraryPath: string;
  readonly spec: VerifySpec;
  readonly learned: RunSamples;
  readonly network: NetworkConfig;
  readonly codecs: ImageCodecs;
  /** ISO 8601 instant at which consent is judged. */
  readonly at: string;
}

/**
 * Samples of the identities that the run kept from training.
 * @throws Failure invalid-input when it kept none
 */
export async function heldOutData(request: SetDataRequest): Promise<VerifyData> {
  const { learned } = request;
  const setId = learned.heldOut[0]?.setId;
  if (setId === undefined) {
    throw new Failure({
      code: 'invalid-input',
      message: 'This run kept no identities from training.',
      remedy: 'Verify on a set or a folder, or train again with held-out identities.',
    });
  }
  const set = await readForEvaluation(request, setId);
  const held = new Set(learned.heldOut.flatMap((ref) => (ref.setId === setId ? [ref.identityIndex] : [])));
  const rows = set.rows.filter(({ identityIndex }) => held.has(identityIndex));
  return dataOf(request, set, rows, {
    title: `${set.info.name}, ${held.size} held-out identities`,
    cautions: ['Synthetic identities: how it does on real people must be measured on real people.'],
  });
}

/** All usable samples of a set; of a synthetic set that taught the run, only identities it has not seen. @throws Failure */
export async function setData(
  request: SetDataRequest,
  source: Extract<VerifySpec['source'], { type: 'set' }>,
): Promise<VerifyData> {
  const { learned } = request;
  const set = await readForEvaluation(request, source.setId);
  const taught = learned.sets.some(({ setId }) => setId === source.setId);
  if (taught && set.info.kind === 'syn') return heldOutData(request);
  const cautions = taught
    ? ['The run was trained on these very people: this is not a measurement of how it does on others.']
    : [];
  if (set.withoutConsentCount > 0) {
    cautions.push(`${set.withoutConsentCount} samples were left out: no consent to evaluation today.`);
  }
  return dataOf(request, set, set.rows, { title: set.info.name, cautions });
}

function readForEvaluation(
  { libraryPath, at }: SetDataRequest,
  setId: SetDataRequest['learned']['sets'][number]['setId'],
): Promise<UsableSamples> {
  return readCompleteSamples(libraryPath, setId, 'evaluation', { at });
}

function dataOf(
  { libraryPath, spec, network, codecs }: SetDataRequest,
  { info }: UsableSamples,
  rows: readonly SampleRow[],
  { title, cautions }: { readonly title: string; readonly cautions: readonly string[] },
): VerifyData {
  const drawn = drawPairs(rows, spec);
  return {
    images: setImageSource(
      libraryPath,
      drawn.rows.map((row) => ({ setId: info.id, row })),
      codecs,
      network,
    ),
    nameOf: (index) => {
      const row = drawn.rows[index];
      if (row === undefined) throw new RangeError(`no image at ${index}`);
      return sampleTitle(info, row);
    },
    pairs: drawn.pairs,
    title,
    origin: info.kind,
    ...declarationOf(info),
    missing: [],
    droppedPairs: 0,
    alignerFingerprint: alignerOf(info),
    cautions: [...cautions, ...sizeCautions(drawn.pairs)],
  };
}
