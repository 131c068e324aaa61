import type { CardReport } from '@shared/domain/card';
import type { DatasetInfo } from '@shared/domain/exportManifest';
import type { DataCardFacts } from '@shared/domain/papers/dataCardFacts';
import { type Origin, isFromCoefficients } from '@shared/domain/setInfo';
import type { JobPlace } from '../../../jobs/jobContext';
import type { ExportDraft } from '../../../storage/exportDraft';
import { newestReport } from '../../../storage/newestReport';
import { readPrivacyState } from '../../../storage/privacy/privacyState';
import { consentFacts } from './consentFacts';
import { curationFacts } from './curationFacts';

type Part = ExportDraft['parts'][number];

/** What the library knows of an export that is about to be finished. @throws Failure corrupt-data, io */
export async function collectFacts(draft: ExportDraft, info: DatasetInfo, place: JobPlace): Promise<DataCardFacts> {
  const part = (kind: Origin): Part | null => draft.parts.find((one) => one.kind === kind) ?? null;
  const { files } = draft.layout;
  const first = files[0]?.sample;
  const [syn, real] = [part('syn'), part('real')];
  return {
    info,
    image: {
      widthPx: first?.widthPx ?? 0,
      heightPx: first?.heightPx ?? 0,
      bytes: files.reduce((sum, { sample }) => sum + sample.sizeBytes, 0),
    },
    syn: syn === null ? null : await synFacts(syn, files.filter(({ partner }) => partner !== null).length, place),
    real: real === null ? null : await realFacts(real, info.createdAt, place),
    signatureKeyId: place.signer?.keyId ?? null,
  };
}

async function synFacts(part: Part, mixedSamples: number, place: JobPlace): Promise<DataCardFacts['syn']> {
  const { info } = part.source;
  if (info.kind !== 'syn') return null;
  return {
    from: !isFromCoefficients(info) ? 'recipe' : info.twin === undefined ? 'by-hand' : 'twin',
    curation: await curationOf(part, place),
    mixedSamples,
    card: await cardOf(part, place),
    privacy: await readPrivacyState(place.libraryPath, info.id),
  };
}

async function realFacts(part: Part, createdAt: string, place: JobPlace): Promise<DataCardFacts['real']> {
  const { source, selection } = part;
  const { info } = source;
  if (info.kind !== 'real') return null;
  const records = selection.identities.flatMap(({ identityName }) => source.consentOf(identityName) ?? []);
  return {
    curation: await curationOf(part, place),
    consent: consentFacts(records, source.withoutConsentCount, createdAt),
    alignerFingerprint: info.source.alignerFingerprint,
    refused: info.source.refusedCount,
    card: await cardOf(part, place),
  };
}

const curationOf = ({ source }: Part, { libraryPath }: JobPlace): ReturnType<typeof curationFacts> =>
  curationFacts(libraryPath, source.info.id, source.info.counts.samples, source.curationRevision);

/** The newest quality card of the set, where it was made of the decisions that this export pins. */
async function cardOf({ source }: Part, { libraryPath }: JobPlace): Promise<CardReport | null> {
  const { info, curationRevision } = source;
  const card = await newestReport(libraryPath, 'card', ({ spec }) => spec.kind === 'card' && spec.setId === info.id);
  return card?.curationRevision === curationRevision ? card : null;
}
