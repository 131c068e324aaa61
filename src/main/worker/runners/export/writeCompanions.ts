import { join } from 'node:path';
import { DatasetInfo } from '@shared/domain/exportManifest';
import type { JobContext, JobPlace } from '../../../jobs/jobContext';
import { syncDirectory, writeFileDurable } from '../../../platform/atomicWrite';
import { ioFailure } from '../../../platform/ioFailure';
import { readJsonAs } from '../../../storage/jsonFile';
import { orNull } from '../../../storage/orNull';
import { writeDataCard } from '../dataCard/writeDataCard';
import { storedImageOf } from './copyImages';
import { writeProvenance } from './companions/writeProvenance';
import { copyIdentityPlan } from './copyIdentityPlan';
import { datasetInfo } from './datasetInfo';
import type { FilledExport } from './filledExport';
import { writeManifest } from './manifest';
import { pairsText } from './pairsText';
import { peopleText } from './peopleText';
import { readmeText } from './readme';
import { writeVerificationBin } from './verificationBin';
import { writeCoefficients } from './writeCoefficients';

/**
 * Writes what stands beside the images. dataset.json comes after all whose hash it holds; papers that tell of it, and the signature over
 * the manifest, after dataset.json. Written again in full after a resume. @throws Failure disk-full, io, corrupt-data, cancelled
 */
export async function writeCompanions(
  filled: FilledExport,
  context: JobContext,
  place: JobPlace,
): Promise<DatasetInfo> {
  const { draft, pinned, spec } = filled;
  const { partial } = pinned;
  try {
    const info = await describe(filled, context, place);
    if (draft.pairs !== null)
      await writeFileDurable(join(partial, 'pairs.txt'), pairsText(draft.pairs, !draft.layout.hasSoftLabels));
    if (spec.format === 'folder' && !draft.layout.hasSoftLabels)
      await writeFileDurable(join(partial, 'people.txt'), peopleText(draft.layout.files, draft.pairs));
    await writeFileDurable(join(partial, 'README.txt'), readmeText(info, spec.format, draft.layout.hasSoftLabels));
    await writeFileDurable(join(partial, 'dataset.json'), `${JSON.stringify(info, null, 2)}\n`);
    await writeDataCard(partial, draft, info, place);
    await writeProvenance(filled, info, context, place);
    await syncDirectory(partial);
    return info;
  } catch (thrown) {
    throw ioFailure(thrown, 'write the export’s lists', partial);
  }
}

/** Manifest, choice of people and coefficients, and dataset.json's content, which holds their hashes. */
async function describe(filled: FilledExport, context: JobContext, place: JobPlace): Promise<DatasetInfo> {
  const { draft, pinned, spec, written } = filled;
  const { partial, createdAt } = pinned;
  const { files } = draft.layout;
  const manifestFile = join(partial, 'manifest.jsonl');
  const manifestSha256 = await writeManifest(manifestFile, files, draft.parts, written, context.signal);
  const syn = draft.parts.find(({ kind }) => kind === 'syn');
  const chosen = syn === undefined ? {} : await copyIdentityPlan(place.libraryPath, syn, partial);
  const coefficients =
    syn === undefined ? null : await writeCoefficients(place.libraryPath, draft, syn, partial, context.signal);
  const supersedes = await supersededBy(spec.supersedes);
  const verification = await verificationOf(filled, context, place);
  const made = {
    createdAt,
    program: place.program,
    manifestSha256,
    ...chosen,
    coefficients,
    ...supersedes,
    ...verification,
  };
  return datasetInfo(draft, spec, made);
}

async function verificationOf(
  { draft, pinned, spec, disk }: FilledExport,
  context: JobContext,
  place: JobPlace,
): Promise<Pick<DatasetInfo, 'verification'>> {
  if (!spec.verificationBin || draft.pairs === null) return {};
  const imageOf = storedImageOf(place.libraryPath, draft, spec.unmarkedReason === null);
  return { verification: await writeVerificationBin(pinned.partial, draft.pairs, imageOf, disk, context) };
}

/** What dataset.json says of the export that this one replaces. */
async function supersededBy(directory: string | null): Promise<Pick<DatasetInfo, 'supersedes'>> {
  if (directory === null) return {};
  // The folder may be somewhere that cannot be reached now; the library's own mark still points here.
  const info = await orNull(readJsonAs(join(directory, 'dataset.json'), DatasetInfo));
  return info === null ? {} : { supersedes: { name: info.name, manifestSha256: info.manifestSha256 } };
}
