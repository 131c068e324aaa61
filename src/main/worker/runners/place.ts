import { join } from 'node:path';
import type { PlaceSpec } from '@shared/domain/jobs';
import type { CropName } from '@shared/domain/generateRecipe';
import { Failure } from '@shared/lib/failure';
import { initCodecs } from '../../engine/image/codecs';
import { alignWithPoints } from '../../engine/scoring/importFaces';
import { readTreeFile } from '../../formats/images/readTreeFile';
import type { JobPlace, Runner } from '../../jobs/jobContext';
import { readConsents } from '../../storage/consentsInForce';
import { appendImportIssues, readImportIssues } from '../../storage/importLog';
import { readImportPlan } from '../../storage/importPlan';
import { existingInside } from '../../storage/libraryPaths';
import { readSampleRows } from '../../storage/sampleTable';
import { readSetInfo } from '../../storage/setStore';
import { openSetWriter } from '../../storage/setWriter';
import { importedSample, type PlannedPicture } from './import/importedSample';

/** Batches of the import itself are numbered from 0; samples placed by hand come far behind them. */
const FIRST_PLACED_BATCH = 500_000;

/**
 * Makes a sample of a picture in which no face was found, by five points that a person set.
 * @throws Failure not-found, no-consent, invalid-input (the points are no face), conflict, corrupt-data (the picture)
 */
export const runPlace: Runner<PlaceSpec> = async (spec, _context, place) => {
  const { libraryPath } = place;
  const info = await readSetInfo(libraryPath, spec.setId);
  if (info.kind !== 'real') throw new Failure({ code: 'invalid-input', message: 'Only imported pictures are placed.' });
  const picture = await plannedPicture(spec, place);
  await refuseWithoutConsent(spec, picture, libraryPath, info.source.consentFile !== null);
  const rows = await readSampleRows(libraryPath, spec.setId);
  if (rows.some(({ source }) => source === spec.path)) {
    throw new Failure({ code: 'conflict', message: 'The picture is a sample already.', place: spec.path });
  }
  const crop: CropName = cropOf(rows[0]);
  const codecs = await initCodecs(join(place.resourcesDir, 'built', 'codecs'));
  const bytes = await readTreeFile(await existingInside(info.source.folder, spec.path));
  const face = await alignWithPoints(bytes, spec.path, spec.landmarks5, { codecs, crop });
  if (face.kind === 'refused') {
    throw new Failure({ code: 'corrupt-data', message: face.detail, place: spec.path, remedy: face.remedy });
  }
  const { row, file } = importedSample(face, picture, codecs);
  const writer = await openSetWriter(libraryPath, spec.setId);
  const placed = [...writer.committedBatches].filter((index) => index >= FIRST_PLACED_BATCH);
  await writer.commitBatch(Math.max(FIRST_PLACED_BATCH - 1, ...placed) + 1, [row], [file]);
  const issue = (await readImportIssues(libraryPath, spec.setId)).find(({ path }) => path === spec.path);
  if (issue !== undefined) await appendImportIssues(libraryPath, spec.setId, [{ ...issue, resolved: true }]);
  await writer.finish();
  return {
    setId: spec.setId,
    exportDir: null,
    runDir: null,
    summary: `${spec.path} is a sample of ${picture.subject}`,
  };
};

async function plannedPicture({ setId, path }: PlaceSpec, { libraryPath }: JobPlace): Promise<PlannedPicture> {
  const { subjects } = await readImportPlan(libraryPath, setId);
  for (const [identityIndex, { subject, files }] of subjects.entries()) {
    const sampleIndex = files.indexOf(path);
    if (sampleIndex >= 0) return { identityIndex, sampleIndex, subject, path };
  }
  throw new Failure({ code: 'not-found', message: 'The import knows no such picture.', place: path });
}

async function refuseWithoutConsent(
  { setId }: PlaceSpec,
  { subject, path }: PlannedPicture,
  libraryPath: string,
  hasFile: boolean,
): Promise<void> {
  const consents = await readConsents(libraryPath, setId);
  if (consents.recordOf(subject) === null && !hasFile) return;
  if (consents.allowsAnything(subject)) return;
  throw new Failure({
    code: 'no-consent',
    message: `${subject} consents to no use today.`,
    place: path,
    remedy: 'Update the consent file of the set first.',
  });
}

/** A set has one size of crop; the first sample tells which. */
function cropOf(row: { readonly widthPx: number; readonly heightPx: number } | undefined): CropName {
  if (row?.widthPx === 96) return '96x112';
  return row?.widthPx === 256 ? '256x256' : '112x112';
}
